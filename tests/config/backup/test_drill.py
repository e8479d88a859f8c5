"""The drill: a backup is worth what its restore is worth. All rows come back, nothing is sent twice."""

import io
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.trail.sealing import seal
from config.backup.database import row_counts
from mdt.models import Minutes
from mdt.services.closing import meeting_close
from mdt.services.rendering import files_render
from patients.models import Patient
from tests.cast import PASSWORD, Cast, cast, patient
from tests.mdt.minutes.paper import text_of
from tests.mdt.minutes.stage import CLOSING, closed_case, session
from tests.worklist.conftest import sink, task_source
from tests.worklist.planned import subject
from tests.worklist.sink import Sink
from worklist.enums import Channel, ReminderState
from worklist.models import JobRun, Reminder
from worklist.services import reminders_deliver, reminders_plan
from worklist.services.restoring import REASON

__all__ = ["sink", "task_source"]  # fixtures of the worklist
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KEY = b64encode(b"k" * 32).decode()
REPORT = b"%PDF a report"


@dataclass(frozen=True)
class Elsewhere:
    """The database the drill restores into, and its folder of attachments."""

    name: str
    folder: Path

    def restored(self, file: Path) -> str:
        """What the command says."""
        out = io.StringIO()
        call_command("restore", str(file), into=self.name, attachments=str(self.folder), stdout=out)
        return out.getvalue()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """This process speaks to that database."""
        with database(self.name):
            yield


@contextmanager
def database(name: str) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    name = f"drill_{uuid4().hex[:12]}"
    yield Elsewhere(name, tmp_path / "elsewhere")
    with database("postgres"), connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def staff() -> Cast:
    """The cast, for whoever commits."""
    return cast()


@pytest.fixture
def house(staff: Cast, settings: Settings, tmp_path: Path) -> Patient:
    """Messages leave at any hour; one report is attached; nurse Li has a password."""
    settings.REMINDER_HOUR, settings.QUIET_FROM_HOUR = 0, 24
    settings.BACKUP_KEY, settings.BACKUP_DIR = KEY, str(tmp_path / "backups")
    settings.ATTACHMENT_DIR = str(tmp_path / "attachments")
    Path(settings.ATTACHMENT_DIR).mkdir()
    (Path(settings.ATTACHMENT_DIR) / uuid4().hex).write_bytes(REPORT)
    staff.nurse_li.set_password(PASSWORD)
    staff.nurse_li.save()
    return patient(staff.oncology_1, name="欧阳标记名")


def backed_up(**options: int) -> Path:
    out = io.StringIO()
    call_command("backup", stdout=out, **options)
    return Path(out.getvalue().strip())


def swept(now: datetime) -> None:
    reminders_plan(now)
    reminders_deliver(now)


def state_of(subject_id: UUID) -> tuple[str, str]:
    row = Reminder.objects.get(subject_id=subject_id, channel=Channel.EMAIL)
    return row.state, row.error


def test_a_restore_elsewhere_has_every_row_lets_people_in_and_sends_nothing_twice(
    house: Patient, staff: Cast, sink: Sink, task_source: None, elsewhere: Elsewhere
) -> None:
    now = timezone.now()
    before = subject(house, timezone.localdate(now))
    swept(now)
    after = subject(house, timezone.localdate(now))
    reminders_plan(now)  # written, not sent: the backup is made at this very moment
    minutes = signed(staff, house)
    seal(now)
    counted = row_counts()
    file = backed_up()
    reminders_deliver(now)
    assert len(sink.mails) == 2

    told = elsewhere.restored(file)

    assert "as counted" in told
    assert "1 reminders" in told
    assert house.name.encode() not in file.read_bytes()
    assert [path.read_bytes() for path in elsewhere.folder.iterdir()] == [REPORT]
    with elsewhere.entered():
        # The run of the backup itself is the one row more.
        assert row_counts() == counted | {"public.worklist_jobrun": 1}
        assert Patient.objects.get(pk=house.pk).name == house.name
        swept(now)
        assert state_of(before.pk) == (ReminderState.SENT, "")
        assert state_of(after.pk) == (ReminderState.FAILED, REASON)
        assert let_in("li", PASSWORD)
        assert "The trail is whole" in verified()
        assert "骨转移MDT" in opened(minutes)
    assert len(sink.mails) == 2


def signed(people: Cast, row: Patient) -> Minutes:
    """The minutes of a meeting about this patient, printed."""
    held = session(people)
    closed_case(people, row, held)
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    files_render(meeting=held, now=CLOSING)
    return Minutes.objects.get()


def verified() -> str:
    out = io.StringIO()
    call_command("audit_verify", stdout=out)
    return out.getvalue()


def opened(minutes: Minutes) -> str:
    """The words of its PDF, as the doctor gets it."""
    browser = Client()
    browser.force_login(User.objects.get(username="wang"))
    address = reverse("minutes:case_file", args=[minutes.case.patient_id, minutes.pk, "zh-hans"])
    return text_of(browser.get(address).content)


def test_after_a_return_to_a_moment_nothing_is_sent_blindly(
    house: Patient, sink: Sink, task_source: None
) -> None:
    row = subject(house, timezone.localdate())
    reminders_plan(timezone.now())

    call_command("restored", uncounted=True, stdout=io.StringIO())

    swept(timezone.now())
    assert state_of(row.pk) == (ReminderState.FAILED, REASON)
    assert sink.mails == []


def test_a_restore_without_the_key_of_the_identifiers_is_not_called_whole(
    house: Patient, settings: Settings
) -> None:
    house.national_id = "110101196702140028"
    house.save(update_fields=["national_id"])
    settings.FIELD_KEYS = [KEY]

    with pytest.raises(CommandError, match=r"FIELD_KEYS opens .*patients_patient"):
        call_command("restored", uncounted=True, stdout=io.StringIO())


def let_in(username: str, password: str) -> bool:
    answer = Client().post("/accounts/login/", {"username": username, "password": password})
    return answer.status_code == 302


def test_a_database_with_tables_is_never_restored_into(house: Patient) -> None:
    file = backed_up()

    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(file), into=connection.settings_dict["NAME"])
    assert Patient.objects.count() == 1


def cut(file: Path, settings: Settings) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def lock(file: Path, settings: Settings) -> None:
    settings.BACKUP_KEY = b64encode(b"o" * 32).decode()


def occupy(file: Path, settings: Settings) -> None:
    folder = Path(settings.ATTACHMENT_DIR)
    for path in folder.iterdir():
        path.write_bytes(b"another report")


@pytest.mark.parametrize(
    ("harm", "words"), [(cut, "cut off"), (lock, "Another key"), (occupy, "another file")]
)
def test_a_restore_that_is_not_whole_fails_and_says_why(
    house: Patient,
    elsewhere: Elsewhere,
    settings: Settings,
    harm: Callable[[Path, Settings], None],
    words: str,
) -> None:
    file = backed_up()
    harm(file, settings)

    with pytest.raises(CommandError, match=words):
        call_command("restore", str(file), into=elsewhere.name)


def test_a_backup_is_for_its_owner_only_and_older_ones_go(house: Patient, settings: Settings) -> None:
    folder = Path(settings.BACKUP_DIR)
    folder.mkdir()
    for day in ("20200101", "20200102"):
        (folder / f"boneboard-{day}-000000.backup").write_bytes(b"old")
    made = backed_up(keep=2)

    assert made.stat().st_mode & 0o777 == 0o600
    assert sorted(folder.iterdir()) == [folder / "boneboard-20200102-000000.backup", made]
    assert re.fullmatch(r"boneboard-\d{8}-\d{6}\.backup", made.name)


def test_a_backup_that_fails_is_noted_and_leaves_no_file(house: Patient, settings: Settings) -> None:
    settings.BACKUP_KEY = "no key"

    with pytest.raises(CommandError, match="BACKUP_KEY"):
        call_command("backup")
    assert JobRun.objects.get().error == "Unreadable"
    assert not list(Path(settings.BACKUP_DIR).glob("*"))
