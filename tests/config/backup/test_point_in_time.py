"""The other drill: a wrong DELETE is taken back to the moment before it; a lost disk costs a minute at most.

With the archive_command of docker-compose.yml, on a cluster of its own; its minute is two seconds here.
"""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.faults.servers import Servers, tools
from tests.setup.checkout import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
MINUTE_S, LATE_S = 2, 8
WAITING = "SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'"


class Archived(Servers):
    """A PostgreSQL that puts its changes aside, and what can be made of them."""

    def begin(self) -> None:
        """Start it with an empty archive and copy it as it is."""
        shutil.copy(ROOT / "deploy" / "archive_wal", self.folder)
        self._run(["mkdir", "-p", str(self.archive)])
        self.postgres_init()
        self.postgres_start(f" -c archive_mode=on -c archive_timeout={MINUTE_S} -c {self._command}")
        self._run([str(self._tools / "pg_basebackup"), *self._here, "-D", str(self.base), "-X", "none"])

    @property
    def archive(self) -> Path:
        """What was put aside."""
        return self.folder / "archive"

    @property
    def base(self) -> Path:
        """The copy everything is put on top of."""
        return self.folder / "base"

    @property
    def _here(self) -> list[str]:
        return ["-h", str(self.folder), "-U", "app", "-c", "fast"]

    @property
    def _command(self) -> str:
        return f"archive_command='{self.folder}/archive_wal %p %f {self.archive}'"

    def restored_until(self, moment: str = "") -> None:
        """The first cluster is lost; the copy is brought to `moment`, or as far as the archive goes."""
        self.postgres_crash()
        shutil.rmtree(self.data)
        self._run(["mv", str(self.base), str(self.data)])
        self._run(["touch", str(self.data / "recovery.signal")])
        target = f" -c recovery_target_time='{moment}' -c recovery_target_action=promote" if moment else ""
        self.postgres_start(f" -c restore_command='cp {self.archive}/%f %p'{target}")
        self._wait_until("SELECT NOT pg_is_in_recovery()")  # it answers before it has read everything

    def _wait_until(self, question: str) -> None:
        end = time.monotonic() + 60
        while not self.sql(question)[0][0]:
            assert time.monotonic() < end
            time.sleep(0.1)

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        """One statement, committed."""
        with psycopg.connect(host=str(self.folder), user="app", dbname="postgres", autocommit=True) as there:
            cursor = there.execute(statement)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture
def cluster() -> Iterator[Archived]:
    """A cluster with one table of doses, copied, and ten doses written after the copy."""
    servers = Archived(tools())
    try:
        servers.begin()
        servers.sql("CREATE TABLE dose (at timestamptz DEFAULT clock_timestamp())")
        for _ in range(10):
            servers.sql("INSERT INTO dose DEFAULT VALUES")
        yield servers
    finally:
        servers.stop()


def count(cluster: Archived) -> object:
    return cluster.sql("SELECT count(*) FROM dose")[0][0]


def archived(cluster: Archived) -> None:
    """Wait until everything written so far was put aside."""
    ((name,),) = cluster.sql("SELECT pg_walfile_name(pg_switch_wal())")
    end = time.monotonic() + 60
    while not (cluster.archive / str(name)).exists():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_wrong_delete_is_taken_back(cluster: Archived) -> None:
    ((before,),) = cluster.sql("SELECT clock_timestamp()::text")
    time.sleep(0.1)
    cluster.sql("DELETE FROM dose")
    archived(cluster)
    assert count(cluster) == 0

    cluster.restored_until(str(before))

    assert count(cluster) == 10


def test_a_lost_disk_costs_a_minute_at_most(cluster: Archived) -> None:
    archived(cluster)
    begun, before = latest(cluster), len(list(cluster.archive.iterdir()))
    end = time.monotonic() + 60
    while len(list(cluster.archive.iterdir())) < before + 2 and time.monotonic() < end:
        cluster.sql("INSERT INTO dose DEFAULT VALUES")
        time.sleep(0.1)
    last, waiting = latest(cluster), float(str(cluster.sql(WAITING)[0][0]))

    cluster.restored_until()

    # What waits for a slow disk comes on top: a minute each; and on a busy machine somebody looks late.
    assert begun < latest(cluster) <= last <= latest(cluster) + (1 + waiting) * MINUTE_S + LATE_S


def latest(cluster: Archived) -> float:
    return float(str(cluster.sql("SELECT extract(epoch FROM max(at)) FROM dose")[0][0]))


def test_what_was_put_aside_is_never_changed(tmp_path: Path) -> None:
    script, archive = ROOT / "deploy" / "archive_wal", tmp_path / "archive"
    archive.mkdir()
    (tmp_path / "one").write_bytes(b"first")
    (tmp_path / "two").write_bytes(b"second")

    def put(path: str) -> int:
        return subprocess.run([script, tmp_path / path, "0001", archive], check=False).returncode

    assert [put("one"), put("one")] == [0, 0]
    assert put("two") != 0
    assert [file.read_bytes() for file in archive.iterdir()] == [b"first"]
