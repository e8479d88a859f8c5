"""The beat table names tasks that exist, and drops a wake-up nobody took."""

from config.celery import app
from config.schedule import BEAT_SCHEDULE


def test_every_entry_names_a_task_that_exists() -> None:
    app.loader.import_default_modules()

    assert {entry["task"] for entry in BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_no_wake_up_waits_for_ever() -> None:
    assert all(entry["options"]["expires"] > 0 for entry in BEAT_SCHEDULE.values())
