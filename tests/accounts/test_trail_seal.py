"""What happened to the trail is found, and where: F14 of the test catalogue."""

import gzip
from datetime import timedelta
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import ReadRecord, TrailBatch, TrailEntry, TrailUnsealed
from accounts.tasks import seal_trail
from accounts.trail.cutting import cut, wrong_in_archive
from accounts.trail.heads import heads_on_file
from tests.accounts.trails import LONG_AGO, execute, found, look, rules_off, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the heads go."""
    settings.TRAIL_HEADS_DIR = str(tmp_path)
    return tmp_path


def numbers() -> list[int]:
    return list(TrailBatch.objects.values_list("number", flat=True))


def test_a_trail_nobody_touched_is_whole_and_its_batches_continue_each_other() -> None:
    sealed("李敏", "王磊")
    sealed("钱悦")
    one, two = TrailBatch.objects.all()

    assert found() == []
    assert bytes(two.previous) == bytes(one.seal)
    assert (len(one.entry_ids) >= 2, len(two.entry_ids)) == (True, 1)
    assert not TrailUnsealed.objects.exists()


def test_sealing_twice_seals_nothing_twice() -> None:
    look()

    assert seal_trail() >= 1
    assert seal_trail() == 0
    assert [head.batch for head in heads_on_file()] == numbers()


@pytest.mark.parametrize("column", ["user_name", "subject", "reason", "address", "at", "patient_id", "after"])
def test_one_changed_column_is_found_with_batch_and_row(column: str) -> None:
    _first, second = sealed("李敏", "王磊")
    value = {
        "user_name": "'李婷'", "subject": "'detaim'", "reason": "'x'", "address": "'10.0.0.1'",
        "after": "'{}'", "at": "at + interval '1 microsecond'", "patient_id": "gen_random_uuid()",
    }[column]  # fmt: skip
    with rules_off():
        execute(f"UPDATE accounts_readrecord SET {column} = {value} WHERE id = %s", second.pk)  # noqa: S608

    assert found() == [f"batch {numbers()[-1]}, entry {second.pk}: was changed"]


def test_a_removed_row_is_found() -> None:
    first, _second = sealed("李敏", "王磊")
    with rules_off():
        execute("DELETE FROM accounts_readrecord WHERE id = %s", first.pk)

    assert found() == [f"batch {numbers()[-1]}, entry {first.pk}: was removed"]


def test_a_row_removed_before_its_seal_is_found() -> None:
    row = look()
    with rules_off():
        execute("DELETE FROM accounts_readrecord WHERE id = %s", row.pk)
    seal_trail()

    assert found() == [f"entry {row.pk}: was removed before it was sealed"]


def test_an_inserted_row_is_found() -> None:
    sealed("李敏")
    with rules_off():
        row = look("无名")

    assert found() == [f"entry {row.pk}: was inserted: no batch holds it and it does not wait for one"]


def test_a_row_written_back_in_time_is_found_although_it_came_through_the_front_door() -> None:
    sealed("李敏")
    row = look("无名")
    with rules_off():
        execute("UPDATE accounts_readrecord SET at = %s WHERE id = %s", LONG_AGO, row.pk)
    seal_trail()

    assert found() == [f"batch {numbers()[-1]}, entry {row.pk}: bears a time long before it was written"]


def test_a_row_dated_after_its_seal_is_found() -> None:
    row = look("无名")
    with rules_off():
        execute("UPDATE accounts_readrecord SET at = at + interval '2 days' WHERE id = %s", row.pk)
    seal_trail()

    assert found() == [f"batch {numbers()[-1]}, entry {row.pk}: bears a time after it was sealed"]


def test_a_tail_cut_off_with_its_batches_is_told_by_the_heads_on_file() -> None:
    sealed("李敏")
    row = sealed("王磊")[0]
    last = numbers()[-1]
    with rules_off():
        execute("DELETE FROM accounts_readrecord WHERE id = %s", row.pk)
        execute("DELETE FROM accounts_trailbatch WHERE number = %s", last)

    assert found() == [f"batch {last}: stands on file and is gone from the database: the tail was cut"]
    sealed("钱悦")
    assert found() == [f"batch {last}: is another one than the head on file"]


def test_a_batch_taken_out_of_the_middle_is_found() -> None:
    sealed("李敏")
    sealed("王磊")
    sealed("钱悦")
    with rules_off():
        execute("DELETE FROM accounts_trailbatch WHERE number = %s", numbers()[-2])

    assert f"batch {numbers()[-1]}: follows batch {numbers()[-2]}: batches between them are gone" in found()


def test_a_row_changed_together_with_its_digest_is_found(settings: Settings) -> None:
    row = sealed("李敏")[0]
    last = numbers()[-1]
    with rules_off():
        execute("UPDATE accounts_readrecord SET user_name = '无名' WHERE id = %s", row.pk)
        execute(
            "UPDATE accounts_trailbatch SET digests = set_byte(digests, 0, get_byte(digests, 0) # 1)"
            " WHERE number = %s",
            last,
        )

    assert f"batch {last}: was changed after it was sealed" in found()


def test_a_chain_sealed_anew_without_the_key_is_found(settings: Settings) -> None:
    own, settings.TRAIL_KEYS = settings.TRAIL_KEYS, ["A" * 43 + "="]
    sealed("李敏")
    settings.TRAIL_KEYS = own

    assert f"batch {numbers()[-1]}: is not signed by this installation" in found()


def test_a_rotated_key_still_proves_what_it_signed(settings: Settings) -> None:
    sealed("李敏")
    settings.TRAIL_KEYS = ["A" * 43 + "=", *settings.TRAIL_KEYS]
    sealed("王磊")

    assert found() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_readrecord SET user_name = '无名'",
        "DELETE FROM accounts_readrecord",
        "UPDATE accounts_trailbatch SET sealed_at = now()",
        "DELETE FROM accounts_trailbatch",
        "SET LOCAL session_replication_role = replica; DELETE FROM accounts_readrecord",
        "SET LOCAL pgtrigger.ignore = '{accounts_readrecord:append_only}'; DELETE FROM accounts_readrecord",
        "TRUNCATE accounts_readrecord",
    ],
)
def test_the_database_refuses(statement: str) -> None:
    sealed("李敏")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(statement)


class TestRetention:
    def test_a_cut_leaves_a_whole_trail_and_a_whole_archive(self, folder: Path) -> None:
        old = self.old_rows()
        young = sealed("王磊")[0]
        archive = cut(keep=timedelta(days=365), folder=folder, by="manage audit_cut", now=timezone.now())
        seal_trail()

        assert found() == []
        assert not ReadRecord.objects.filter(pk__in=[row.pk for row in old]).exists()
        assert ReadRecord.objects.filter(pk=young.pk).exists()
        assert TrailEntry.objects.get(action="CUT").after["through_entry"] == old[-1].pk
        assert wrong_in_archive(archive) == []

    def test_a_row_changed_in_the_archive_is_found(self, folder: Path) -> None:
        self.old_rows()
        archive = cut(keep=timedelta(days=365), folder=folder, by="manage audit_cut", now=timezone.now())
        text = gzip.decompress(archive.read_bytes()).decode().replace("李敏", "李婷")
        archive.write_bytes(gzip.compress(text.encode()))

        assert len(wrong_in_archive(archive)) == 1

    def test_what_is_younger_than_the_law_allows_stays_whatever_is_asked(self, folder: Path) -> None:
        row = sealed("李敏")[0]
        with pytest.raises(ValueError, match="180"):
            cut(keep=timedelta(days=179), folder=folder, by="x", now=timezone.now())
        TrailEntry.objects.create(user_name="x", action="CUT", after={"through_entry": row.pk, "batch": 1})

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            execute("DELETE FROM accounts_readrecord WHERE id = %s", row.pk)

    def test_a_cut_of_young_batches_is_found(self) -> None:
        sealed("李敏")
        TrailEntry.objects.create(
            user_name="x", action="CUT", after={"through_entry": 0, "batch": numbers()[-1]}
        )
        seal_trail()

        assert f"batch {numbers()[-1] - 1}: was cut before it was old enough" in found()

    def test_a_cut_that_calls_itself_later_than_it_is_excuses_nothing(self) -> None:
        row = sealed("李敏")[0]
        said = TrailEntry.objects.create(
            user_name="x", action="CUT", subject="a", after={"through_entry": row.pk, "batch": 10**6}
        )
        with rules_off():
            execute("UPDATE accounts_readrecord SET at = now() + interval '1 year' WHERE id = %s", said.pk)
            execute("DELETE FROM accounts_readrecord WHERE id = %s", row.pk)
        seal_trail()

        assert f"batch {numbers()[0]}: was cut before it was old enough" in found()

    def old_rows(self) -> list[ReadRecord]:
        """Two lines of long ago, in a batch of that time."""
        rows = [look("李敏"), look("李敏")]
        with rules_off():
            execute("UPDATE accounts_readrecord SET at = %s", LONG_AGO)
        sealed(now=LONG_AGO)
        return rows


class TestCommands:
    def test_verify_says_so_when_the_trail_is_whole(self) -> None:
        sealed("李敏")
        said = StringIO()
        call_command("audit_verify", stdout=said)

        assert "The trail is whole: " in said.getvalue()

    def test_verify_ends_with_an_error_and_says_where(self) -> None:
        row = sealed("李敏")[0]
        with rules_off():
            execute("UPDATE accounts_readrecord SET role = 'ADMIN' WHERE id = %s", row.pk)
        said = StringIO()
        with pytest.raises(CommandError, match="1 faults"):
            call_command("audit_verify", stdout=said)

        assert f"entry {row.pk}: was changed" in said.getvalue()

    def test_verify_misses_a_table_that_is_not_watched(self) -> None:
        execute("ALTER TABLE patients_labresult DISABLE TRIGGER trail")
        said = StringIO()
        with pytest.raises(CommandError):
            call_command("audit_verify", stdout=said)

        assert "patients_labresult: its changes are not watched" in said.getvalue()

    def test_verify_misses_a_rule_that_is_switched_off(self) -> None:
        execute("ALTER TABLE accounts_readrecord ENABLE TRIGGER append_only")  # no more for a replica
        said = StringIO()
        with pytest.raises(CommandError):
            call_command("audit_verify", stdout=said)

        assert said.getvalue() == "accounts_readrecord: append_only: the rule is switched off\n"

    def test_heads_are_those_of_the_files_by_day(self) -> None:
        sealed("李敏")
        sealed("王磊")
        said, keys = StringIO(), StringIO()
        call_command("audit_heads", stdout=said, stderr=keys)

        assert said.getvalue().splitlines() == [list(heads_on_file())[-1].line]
        assert "Ed25519 public key: " in keys.getvalue()

    def test_nothing_is_cut_without_a_retention(self, folder: Path) -> None:
        with pytest.raises(CommandError, match="for ever"):
            call_command("audit_cut", str(folder))


def test_a_head_that_is_no_head_is_named(folder: Path) -> None:
    sealed("李敏")
    file = next(folder.glob("trail-heads-*.jsonl"))
    file.write_text(file.read_text() + "nonsense\n")

    assert found() == [f"trail: {file.name}: 'nonsense' is no head"]


def test_a_forged_head_is_found(folder: Path) -> None:
    sealed("李敏")
    file = next(folder.glob("trail-heads-*.jsonl"))
    line = file.read_text().splitlines()[-1]
    file.write_text(line.replace('"signature": "', '"signature": "AAAA') + "\n")

    assert found() == [f"batch {numbers()[-1]}: its head on file is not signed by this installation"]


@pytest.mark.django_db(transaction=True)
def test_a_row_committed_after_the_seal_of_its_time_lands_in_the_next_batch() -> None:
    write = (
        "INSERT INTO accounts_readrecord (at, user_name, role, action, subject)"
        " VALUES (now(), '慢', '', 'VIEW', 'detail') RETURNING id"
    )
    with psycopg.connect(**connection.get_connection_params()) as slow:
        late = next(slow.execute(write))[0]
        early = sealed("李敏")[0]
        assert late < early.pk
        assert late not in TrailBatch.objects.latest("number").entry_ids
        assert found() == []
    seal_trail()

    assert late in TrailBatch.objects.latest("number").entry_ids
    assert found() == []
