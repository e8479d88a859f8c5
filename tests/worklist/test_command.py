"""`manage.py run_sweep` for operators, and the tasks of the clock."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from config.celery import app
from config.schedule import BEAT_SCHEDULE
from patients.models import Patient
from tests.cast import TODAY
from tests.worklist.conftest import at
from tests.worklist.planned import subject
from worklist import tasks
from worklist.models import Reminder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("task_source")]


def swept(*arguments: str) -> list[str]:
    output = StringIO()
    call_command("run_sweep", *arguments, stdout=output)
    return output.getvalue().splitlines()


def test_a_sweep_by_hand_prints_sources_and_states(zhang: Patient) -> None:
    subject(zhang, TODAY)
    assert swept("--now", "2025-03-01T09:00") == [
        "reassessed: 1, failed: 0",
        "flagged overdue scans: 0",
        "planned regular meetings: 0",
        "reminders of meetings: 0",
        "answered decisions: 0",
        "returned claims of workers that died: 0",
        "planned test: 2",
        "planned in all: 2",
        "delivered SENT: 2",
        "delivered in all: 2",
    ]
    assert swept("--now", "2025-03-01T09:00")[7] == "planned in all: 0"


def test_a_sweep_by_hand_takes_up_what_a_dead_worker_held(zhang: Patient) -> None:
    subject(zhang, TODAY)
    swept("--now", "2025-03-01T09:00")
    Reminder.objects.filter(channel="EMAIL").update(state="CLAIMED", claimed_at=at(TODAY, 9))
    assert "returned claims of workers that died: 1" in swept("--now", "2025-03-01T09:11")
    assert Reminder.objects.get(channel="EMAIL").state == "SENT"


def test_a_dry_run_writes_nothing(zhang: Patient) -> None:
    subject(zhang, TODAY)
    lines = swept("--now", "2025-03-01T09:00", "--dry-run")
    assert "would deliver DOSE_DUE NURSES EMAIL: 1" in lines
    assert not Reminder.objects.exists()


def test_a_broken_source_delivers_the_rest_and_ends_with_an_error(zhang: Patient, settings: Settings) -> None:
    settings.REMINDER_SOURCES = ["tests.worklist.planned.broken", "tests.worklist.planned.reminders"]
    subject(zhang, TODAY)
    with pytest.raises(CommandError, match="broken"):
        swept("--now", "2025-03-01T09:00")
    assert Reminder.objects.filter(state="SENT").count() == 2


def test_junk_instead_of_a_moment_is_explained() -> None:
    with pytest.raises(CommandError, match="2025-03-01T08:00"):
        swept("--now", "soon")


@pytest.mark.usefixtures("noon")
def test_each_task_may_run_twice(zhang: Patient) -> None:
    subject(zhang, TODAY)
    runs = [tasks.plan_reminders, tasks.deliver_reminders, tasks.release_stale_claims]
    assert [task() for task in runs] == [{"test": 2}, {"SENT": 2}, 0]
    assert [task() for task in runs] == [{"test": 0}, {}, 0]


def test_the_beat_names_tasks_that_exist() -> None:
    app.loader.import_default_modules()
    ours = {entry["task"] for entry in BEAT_SCHEDULE.values() if entry["task"].startswith("worklist.")}
    assert ours == {name for name in app.tasks if name.startswith("worklist.")}
