"""PostgreSQL and Redis with exactly the flags of docker-compose.yml, on ports of this machine."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.faults.servers import Servers
from tests.setup.checkout import ROOT
from tests.setup.production import INSIDE, secrets_made, services, told
from tests.setup.serving import listens, running, until
from tests.worklist.sink import free_port

HERE = "127.0.0.1"


@dataclass(frozen=True)
class Inner:
    """Where both are, and what they and their clients were given."""

    secrets: Path
    composed: dict[str, Any]
    postgres: int
    redis: int

    def given(self, name: str) -> dict[str, str]:
        """The environment of this service, its files and ports being those of this machine."""
        moved = told(self.composed[name], self.secrets)
        urls = {key: moved[key].replace(":6379", f":{self.redis}") for key in ("CACHE_URL", "BROKER_URL")}
        here = {"DATABASE_PORT": str(self.postgres), "PGHOSTADDR": HERE, "PATH": os.environ["PATH"]}
        return moved | urls | here

    def password(self, name: str) -> str:
        """The content of a secret."""
        return (self.secrets / name).read_text()


class Postgres(Servers):
    """A cluster of its own, open to the network as the container is."""

    def begin(self, flags: list[str], secrets: Path) -> int:
        """Start it with these flags of the container; its port."""
        port = free_port()
        for name in ("postgres_certificate", "postgres_key"):
            self._own(secrets / name)
        self._own(ROOT / "deploy" / "pg_hba.conf")
        moved = [self._moved(flag) for flag in flags if not flag.startswith("-carchive")]
        self.postgres_init()
        self.postgres_start(f" {' '.join(moved)} -clisten_addresses={HERE} -cport={port}")
        return port

    def _moved(self, flag: str) -> str:
        return flag.replace(INSIDE, str(self.folder)).replace("/etc/boneboard", str(self.folder))

    def _own(self, file: Path) -> None:
        """A copy for its user: in its container that is 999, to whom deploy/secrets gives them."""
        copy = self.folder / file.name
        shutil.copyfile(file, copy)
        copy.chmod(0o400)
        if os.getuid() == 0:
            os.chown(copy, pwd.getpwnam("postgres").pw_uid, -1)

    def filled(self, port: int, password: str) -> None:
        """What the image and `migrate` make: the database, and who may sign in."""
        inside = f"host={self.folder} port={port} user=app dbname=postgres"
        with psycopg.connect(inside, autocommit=True) as server:
            server.execute("CREATE DATABASE boneboard")
            server.execute(sql.SQL("CREATE ROLE serving LOGIN PASSWORD {}").format(sql.Literal(password)))


@contextmanager
def started(folder: Path, tools: Path) -> Iterator[Inner]:
    """Both, with new secrets."""
    secrets, composed = folder / "secrets", services(folder)
    secrets_made(secrets)
    postgres = Postgres(tools)
    try:
        port = postgres.begin(composed["postgres"]["command"][1:], secrets)
        postgres.filled(port, (secrets / "serving_password").read_text())
        with redis_started(composed["redis"]["command"], secrets, folder) as redis:
            yield Inner(secrets, composed, port, redis)
    finally:
        postgres.stop()


@contextmanager
def redis_started(command: list[str], secrets: Path, folder: Path) -> Iterator[int]:
    """Redis with the command of the container; its port."""
    port = free_port()
    moved = [word.replace(INSIDE, str(secrets)).replace("6379", str(port)) for word in command]
    with running([*moved, "--dir", str(folder)], {}):
        assert until(lambda: listens(f"{HERE}:{port}"))
        yield port


def answer_of(command: list[str], given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The finished run with this environment and nothing else."""
    return subprocess.run(command, cwd=ROOT, env=given, text=True, capture_output=True, check=False)
