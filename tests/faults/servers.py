"""A PostgreSQL and a Redis of the faults' own: here they may be killed in the middle of anything."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import redis
from django.db import connection

# A crash of the server, not of the machine: what was written is in the kernel's hands all the same.
POSTGRES = (
    "-c fsync=off -c listen_addresses='' -c unix_socket_directories='{folder}' -c shared_buffers=256MB"
    " -c max_connections=60 -c jit=off -c random_page_cost=1.1"
)


def tools() -> Path:
    """Where the programs of the server under the tests are, and with them initdb."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchall()[0][0]
    return Path(f"/proc/{pid}/exe").resolve().parent


class Servers:
    """Both, on Unix sockets in a folder that goes with them. `tools` is where initdb and pg_ctl are."""

    def __init__(self, tools: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="faults-", dir="/var/tmp"))
        self._tools = tools
        self._as: list[str] = []
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self._as = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
        self.data, self._socket = self.folder / "postgres", self.folder / "redis.sock"

    @property
    def broker(self) -> str:
        """Where Celery finds this Redis."""
        return f"redis+socket://{self._socket}?virtual_host=0"

    def start(self) -> None:
        """Make the cluster and start both."""
        self.postgres_init()
        self.postgres_start()
        self.redis_start()

    def postgres_init(self) -> None:
        """Make the cluster."""
        self._postgres("initdb", "-U", "app", "--auth-local=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")

    def postgres_start(self, more: str = "") -> None:
        """Returns when it answers, after a crash when it has recovered."""
        options = POSTGRES.format(folder=self.folder) + more
        log = str(self.folder / "postgres.log")
        self._postgres("pg_ctl", "-w", "-t", "60", "-l", log, "-o", options, "start")

    def postgres_crash(self) -> None:
        """Every backend dies where it stands."""
        self._postgres("pg_ctl", "-m", "immediate", "stop")

    def redis_start(self) -> None:
        """An empty one: what was in it is lost."""
        command = ["redis-server", "--port", "0", "--unixsocket", str(self._socket), "--daemonize", "yes"]
        paths = ["--dir", str(self.folder), "--pidfile", str(self.folder / "redis.pid"), "--save", ""]
        self._run([*command, *paths])
        while not self.redis_answers():
            time.sleep(0.02)

    def redis_answers(self) -> bool:
        """True when somebody is there."""
        with suppress(redis.RedisError), self.redis() as client:
            return bool(client.ping())
        return False

    def redis_stop(self) -> None:
        """Gone, and everything that was in it."""
        with suppress(redis.RedisError), self.redis() as client:
            client.shutdown(nosave=True)

    def redis(self) -> redis.Redis:
        """A client."""
        return redis.Redis(unix_socket_path=str(self._socket))

    def stop(self) -> None:
        """Stop what runs; nothing stays."""
        self.redis_stop()
        with suppress(subprocess.CalledProcessError):
            self.postgres_crash()
        shutil.rmtree(self.folder)

    def _postgres(self, tool: str, *arguments: str) -> None:
        self._run([str(self._tools / tool), "-D", str(self.data), *arguments])

    def _run(self, command: list[str]) -> None:
        with (self.folder / "servers.log").open("ab") as told:
            subprocess.run([*self._as, *command], check=True, cwd="/", stdout=told, stderr=told)
