"""The report says what is: each thing that can go wrong is named, and nothing else is."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from config.health import jobs
from config.health.checks import Check, State
from config.health.report import readiness, report
from config.health.stores import clock_skew
from config.schedule import QUEUES
from patients.models import Patient
from tests.config.health.conftest import NOON, REMINDERS, ran
from tests.worklist.planned import reminder
from worklist.enums import Channel, ReminderState
from worklist.models import JobRun, Reminder

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def trouble() -> set[tuple[str, str, State]]:
    """What the report of noon calls trouble; the clock of these tests stands still, so it is left out."""
    found = report(NOON).trouble
    return {(check.code, check.subject, check.state) for check in found if check.code != "clock"}


def test_a_house_where_everything_ran_has_nothing_to_say(good: None) -> None:
    assert trouble() == set()


def test_a_job_that_did_not_succeed_at_its_time_is_broken(good: None) -> None:
    ran(REMINDERS, ago=timedelta(minutes=21), error="OperationalError")

    assert trouble() == {("job", REMINDERS, State.BAD)}
    assert [check.error for check in report(NOON).trouble if check.code == "job"] == ["OperationalError"]


def test_a_job_of_the_night_is_measured_by_its_own_hour(good: None) -> None:
    nightly = "bonetherapy.plan_doses_ahead"  # at 01:10
    ran(nightly, ago=timedelta(hours=10, minutes=50))
    assert trouble() == set()

    ran(nightly, ago=timedelta(hours=34))
    assert trouble() == {("job", nightly, State.BAD)}


def test_one_that_never_succeeded_is_measured_from_the_first_run_of_any(good: None) -> None:
    JobRun.objects.update(known_since=NOON - HOUR)
    JobRun.objects.filter(name=REMINDERS).update(succeeded_at=None)
    never = "bonetherapy.watch_ctx"
    JobRun.objects.filter(name=never).delete()

    assert trouble() == {("job", REMINDERS, State.BAD), ("job", never, State.BAD)}


def test_a_queue_nobody_takes_from_is_broken_although_its_jobs_are_not_late_yet(good: None) -> None:
    JobRun.objects.filter(queue="default").delete()
    ran("mdt.plan_meetings", ago=timedelta(hours=10))

    assert ("queue", "default", State.BAD) in trouble()
    assert ("queue", "reminders", State.BAD) not in trouble()


def test_a_busy_worker_is_not_a_dead_one(good: None) -> None:
    ran("worklist.deliver_reminders", ago=timedelta(minutes=9))
    JobRun.objects.exclude(name="worklist.deliver_reminders").filter(queue="reminders").delete()

    assert not [check for check in trouble() if check[:2] == ("queue", "reminders")]


def test_before_the_first_run_the_house_asks_for_its_workers(db: None) -> None:
    found = {(check.code, check.state) for check in report(NOON).trouble}

    assert {("queue", State.CAUTION), ("job", State.CAUTION)} <= found
    assert State.BAD not in {state for code, state in found if code in {"queue", "job"}}


def test_yesterdays_backup_is_enough_and_an_older_one_is_not(good: None) -> None:
    ran(jobs.BACKUP, ago=timedelta(hours=25), queue="")
    assert trouble() == set()

    ran(jobs.BACKUP, ago=timedelta(hours=27), queue="")
    assert trouble() == {("backup", "", State.CAUTION)}


def test_messages_that_do_not_leave_are_named_by_their_channel(good: None, zhang: Patient) -> None:
    reminder(zhang, channel=Channel.EMAIL, state=ReminderState.PENDING)

    assert trouble() == {("channel", "EMAIL", State.BAD)}


def test_messages_that_failed_are_told_for_a_day_or_until_somebody_read_of_them(
    good: None, zhang: Patient
) -> None:
    row = reminder(zhang, channel=Channel.EMAIL, state=ReminderState.FAILED)
    assert trouble() == {("failed", "EMAIL", State.CAUTION)}

    Reminder.objects.filter(pk=row.pk).update(read_at=NOON)
    assert trouble() == set()
    Reminder.objects.filter(pk=row.pk).update(read_at=None, claimed_at=NOON - DAY - HOUR)
    assert trouble() == set()


def test_mail_about_meetings_is_a_channel_of_its_own(good: None) -> None:
    (check,) = [check for check in report(NOON).checks if check.subject == "MEETINGS"]

    assert (check.state, check.number) == (State.WELL, 0)


def test_without_redis_pages_are_ready_and_the_report_says_what_is_away(
    good: None, settings: Settings
) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    with patch("config.health.stores.store.get", side_effect=OSError):
        found = trouble()
        waiting = [check.number for check in report(NOON).checks if check.code == "queue"]

    assert found == {("broker", "", State.BAD), ("cache", "", State.CAUTION)}
    assert waiting == [None, None]
    assert readiness().worst == State.WELL


def test_without_a_database_the_stores_are_asked_and_nothing_fails(good: None) -> None:
    with patch("config.health.stores.connection.cursor", side_effect=OperationalError):
        found = report(NOON)

    assert found.checks[0] == Check("database", State.BAD, error="OperationalError")
    assert {check.code for check in found.checks} == {"database", "tables", "broker", "cache", "disk"}


def test_a_database_that_goes_away_between_two_questions_is_told_too(good: None) -> None:
    with patch("config.health.report.job_runs", side_effect=DatabaseError):
        assert ("database", "", State.BAD) in trouble()


def test_a_program_newer_than_its_tables_is_not_ready(db: None) -> None:
    MigrationRecorder(connection).record_unapplied("worklist", "0009_job_runs")

    assert [(check.code, check.state) for check in readiness().checks if check.state] == [
        ("tables", State.BAD)
    ]


def test_older_tables_of_a_newer_program_keep_an_old_one_ready(db: None) -> None:
    MigrationRecorder(connection).record_applied("worklist", "9999_of_the_next_version")

    assert readiness().worst == State.WELL


@pytest.mark.parametrize(("apart", "state"), [(0, State.WELL), (90, State.BAD), (-90, State.BAD)])
def test_two_clocks_that_differ_by_more_than_a_minute_are_told(db: None, apart: int, state: State) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        ((told,),) = cursor.fetchall()

    assert clock_skew(told + timedelta(seconds=apart)).state == state


def shrink(tmp_path: Path) -> object:
    return patch("shutil.disk_usage", return_value=type("Usage", (), {"free": 1, "total": 100}))


def forbid(tmp_path: Path) -> object:
    return patch("os.access", return_value=False)


@pytest.mark.parametrize("harm", [shrink, forbid])
def test_a_full_or_closed_disk_is_told(good: None, harm: Callable[[Path], object], tmp_path: Path) -> None:
    with harm(tmp_path):  # type: ignore[attr-defined]  # a patch
        assert trouble() == {("disk", "", State.BAD)}


def test_no_place_for_attachments_is_told(good: None, settings: Settings) -> None:
    settings.ATTACHMENT_DIR = ""

    assert trouble() == {("disk", "missing", State.CAUTION)}


def test_the_longest_job_ends_before_anybody_calls_its_worker_dead() -> None:
    from config.celery import app  # noqa: PLC0415 - tasks are known once it has looked for them

    app.loader.import_default_modules()
    limits = [task.time_limit or 0 for name, task in app.tasks.items() if not name.startswith("celery.")]

    assert timedelta(seconds=max(limits)) < jobs.GRACE


def test_every_queue_a_task_is_sent_to_is_watched() -> None:
    sent_to = {settings.CELERY_TASK_DEFAULT_QUEUE} | {
        route["queue"] for route in settings.CELERY_TASK_ROUTES.values()
    }

    assert sent_to == set(QUEUES)
