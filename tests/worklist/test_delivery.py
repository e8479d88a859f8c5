"""Claim, judge, deliver, mark: over a real SMTP conversation."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from pytest_django.fixtures import Settings

from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.worklist.conftest import at
from tests.worklist.planned import subject
from tests.worklist.sink import Sink
from worklist import services
from worklist.channels.email import Email
from worklist.channels.protocol import Message, Receipt
from worklist.enums import ReminderState, TaskKind
from worklist.messages import message_of
from worklist.models import Reminder, Task
from worklist.services import claims, delivery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("task_source")]
NOW = at(TODAY)


def planned(zhang: Patient, number: int = 1) -> list[Task]:
    tasks = [subject(zhang, TODAY) for _ in range(number)]
    services.reminders_plan(NOW)
    return tasks


def email() -> Reminder:
    return Reminder.objects.get(channel="EMAIL")


def test_a_reminder_arrives_once_although_the_sweep_runs_twice(zhang: Patient, sink: Sink) -> None:
    planned(zhang)
    assert services.reminders_deliver(NOW) == {"SENT": 2}
    assert services.reminders_deliver(NOW) == {}
    assert [mail["To"] for mail in sink.mails] == ["li@hospital.invalid"]
    assert (email().state, email().attempts) == (ReminderState.SENT, 1)
    assert email().receipt == sink.mails[0]["Message-ID"]


def test_a_refusal_for_now_is_tried_again_with_growing_pauses(zhang: Patient, sink: Sink) -> None:
    planned(zhang)
    sink.answer = "451 later"
    services.reminders_deliver(NOW)
    row = email()
    assert (row.state, row.not_before) == (ReminderState.PENDING, NOW + timedelta(minutes=1))
    assert row.error == "SMTPDataError 451"
    services.reminders_deliver(NOW + timedelta(minutes=1))
    assert email().not_before == NOW + timedelta(minutes=6)
    sink.answer = "ok"
    services.reminders_deliver(NOW + timedelta(minutes=6))
    assert (email().state, email().attempts, len(sink.mails)) == (ReminderState.SENT, 3, 1)


def test_five_refusals_are_enough(zhang: Patient, sink: Sink) -> None:
    planned(zhang)
    sink.answer = "451 later"
    for hour in range(5):
        services.reminders_deliver(NOW + timedelta(hours=2 * hour))
    assert (email().state, email().attempts) == (ReminderState.FAILED, 5)


@pytest.mark.parametrize(
    ("answer", "error"), [("550 no", "SMTPDataError 550"), ("554 spam", "SMTPDataError 554")]
)
def test_a_refusal_for_ever_fails_at_once(zhang: Patient, sink: Sink, answer: str, error: str) -> None:
    planned(zhang)
    sink.answer = answer
    services.reminders_deliver(NOW)
    assert (email().state, email().error) == (ReminderState.FAILED, error)


def test_an_unknown_recipient_fails_at_once(zhang: Patient, sink: Sink) -> None:
    planned(zhang)
    sink.answers["li@hospital.invalid"] = "550 unknown"
    services.reminders_deliver(NOW)
    assert (email().state, email().error) == (ReminderState.FAILED, "SMTPRecipientsRefused 550")


@pytest.mark.parametrize("answer", ["drop", "slow"])
def test_a_server_that_hangs_up_or_stalls_is_tried_again(
    zhang: Patient, sink: Sink, settings: Settings, answer: str
) -> None:
    settings.EMAIL_TIMEOUT = 1
    planned(zhang)
    sink.answer = answer
    services.reminders_deliver(NOW)
    assert (email().state, email().attempts) == (ReminderState.PENDING, 1)


def test_while_the_mail_server_is_away_no_message_is_to_blame(
    zhang: Patient, settings: Settings, sink: Sink
) -> None:
    planned(zhang, 3)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert services.reminders_deliver(NOW) == {"SENT": 3}
    waiting = Reminder.objects.filter(channel="EMAIL", state=ReminderState.PENDING, attempts=0)
    assert waiting.count() == 3
    settings.EMAIL_PORT = port
    assert services.reminders_deliver(NOW) == {"SENT": 3}


def test_a_poisonous_row_fails_alone(zhang: Patient, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = planned(zhang, 3)
    build = message_of

    def poisoned(reminder: Reminder, *, is_late: bool) -> Message:
        if reminder.subject_id == tasks[1].id:
            raise RuntimeError
        return build(reminder, is_late=is_late)

    monkeypatch.setattr(delivery, "message_of", poisoned)
    assert services.reminders_deliver(NOW) == {"SENT": 5, "FAILED": 1}


def test_the_database_is_no_message_s_fault(
    zhang: Patient, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(zhang)

    def lost(row: Reminder) -> bool:
        raise OperationalError

    monkeypatch.setattr(claims, "begin", lost)
    with pytest.raises(OperationalError):
        services.reminders_deliver(NOW)
    monkeypatch.undo()
    services.stale_claims_release(NOW + timedelta(minutes=11))
    services.reminders_deliver(NOW + timedelta(minutes=11))
    assert (email().state, email().attempts) == (ReminderState.SENT, 1)


def test_what_was_settled_since_is_not_sent(zhang: Patient, sink: Sink) -> None:
    (task,) = planned(zhang)
    Task.objects.filter(pk=task.pk).update(state="DONE")
    assert services.reminders_deliver(NOW) == {"CANCELLED": 2}
    assert sink.mails == []


def test_what_was_moved_to_another_day_is_not_sent(zhang: Patient, sink: Sink) -> None:
    (task,) = planned(zhang)
    Task.objects.filter(pk=task.pk).update(due_on=TODAY + timedelta(days=9))
    assert services.reminders_deliver(NOW) == {"CANCELLED": 2}


def test_nothing_is_sent_about_a_voided_patient(zhang: Patient, people: Cast, sink: Sink) -> None:
    planned(zhang)
    Patient.objects.update(voided_at=NOW, void_reason="error")
    assert services.reminders_deliver(NOW) == {"CANCELLED": 2}


def test_a_guard_that_fails_neither_sends_nor_loses(
    zhang: Patient, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(zhang)
    monkeypatch.setattr("tests.worklist.planned.wanted", lambda subjects: 1 / 0)
    assert services.reminders_deliver(NOW) == {}
    monkeypatch.undo()
    assert services.reminders_deliver(NOW + timedelta(minutes=5)) == {"SENT": 2}


def test_cancelling_takes_back_what_waits(zhang: Patient, sink: Sink) -> None:
    (task,) = planned(zhang)
    assert services.reminders_cancel([task.id]) == 2
    assert services.reminders_deliver(NOW) == {}


def test_a_claim_cancelled_in_the_meantime_is_not_sent(zhang: Patient, sink: Sink) -> None:
    (task,) = planned(zhang)
    (row,) = claims.claim(channel="EMAIL", now=NOW, limit=5)
    services.reminders_cancel([task.id])
    assert not claims.begin(row)


def test_a_cancel_during_sending_does_not_hide_that_it_went_out(
    zhang: Patient, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    (task,) = planned(zhang)
    send = Email.deliver

    def cancelled_meanwhile(self: Email, message: Message) -> Receipt:
        services.reminders_cancel([task.id])
        return send(self, message)

    monkeypatch.setattr(Email, "deliver", cancelled_meanwhile)
    services.reminders_deliver(NOW)
    assert email().state == ReminderState.SENT


def test_a_crash_between_ok_and_sent_repeats_the_message_with_the_same_id(
    zhang: Patient, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(zhang)

    class Killed(BaseException):
        """The worker dies here."""

    def die(**_: object) -> None:
        raise Killed

    monkeypatch.setattr(claims, "mark_sent", die)
    with pytest.raises(Killed):
        services.reminders_deliver(NOW)
    monkeypatch.undo()
    assert services.stale_claims_release(NOW + timedelta(minutes=9)) == 0
    assert services.stale_claims_release(NOW + timedelta(minutes=11)) == 1
    services.reminders_deliver(NOW + timedelta(minutes=11))
    assert email().state == ReminderState.SENT
    assert len({mail["Message-ID"] for mail in sink.mails}) == 1
    assert len(sink.mails) == 2


def test_a_row_that_kills_its_worker_five_times_is_given_up(zhang: Patient) -> None:
    planned(zhang)
    Reminder.objects.filter(channel="EMAIL").update(state="CLAIMED", claimed_at=NOW, attempts=5)
    services.stale_claims_release(NOW + timedelta(minutes=11))
    assert (email().state, email().error) == (ReminderState.FAILED, "worker lost")


def test_no_mail_leaves_at_night(zhang: Patient, sink: Sink) -> None:
    subject(zhang, TODAY - timedelta(days=1))
    services.reminders_plan(NOW)
    services.reminders_deliver(at(TODAY, 20))
    assert (email().state, sink.mails) == (ReminderState.PENDING, [])
    services.reminders_deliver(at(TODAY + timedelta(days=1), 8))
    assert (email().state, len(sink.mails)) == (ReminderState.SENT, 1)


def test_past_its_last_day_a_reminder_is_missed_and_a_nurse_calls(zhang: Patient, sink: Sink) -> None:
    (task,) = planned(zhang)
    tomorrow = at(TODAY + timedelta(days=1))
    assert services.reminders_deliver(tomorrow) == {"MISSED": 2}
    assert services.reminders_deliver(tomorrow) == {}
    call = Task.objects.get(kind=TaskKind.CALL)
    assert (call.subject_id, call.role, call.due_on) == (task.id, "NURSE", TODAY + timedelta(days=1))
    assert sink.mails == []


def test_when_the_time_is_up_the_rest_waits_for_the_next_sweep(
    zhang: Patient, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(zhang, 2)
    monkeypatch.setattr(delivery, "SENDING_SECONDS", -1)
    assert services.reminders_deliver(NOW) == {"SENT": 2}
    assert Reminder.objects.filter(channel="EMAIL", state=ReminderState.PENDING, attempts=0).count() == 2


def test_a_failed_message_can_be_sent_again(zhang: Patient, people: Cast, sink: Sink) -> None:
    planned(zhang)
    sink.answer = "550 no"
    services.reminders_deliver(NOW)
    services.reminder_retry(by=people.admin_gao, reminder=email(), now=NOW)
    sink.answer = "ok"
    assert services.reminders_deliver(NOW) == {"SENT": 1}


def test_the_waiting_rows_are_found_through_their_index(zhang: Patient) -> None:
    planned(zhang)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {claims.CLAIM}", {"now": NOW, "channel": "EMAIL", "limit": 20})
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "reminder_to_send" in plan
