"""Every stage of a decision is told once: to its owner, and when it is overdue to the coordinator as well."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mdt.decision_reminders import decisions_wanted
from mdt.models import Decision
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.following.board_day import DAY, MET_ON, at, concluded, dental_check
from worklist.enums import ReminderKind
from worklist.messages import message_of
from worklist.models import Reminder
from worklist.protocols import Subject
from worklist.services import reminders_deliver, reminders_plan

DUE, ASKED = date(2025, 6, 30), MET_ON + timedelta(days=30)


@pytest.fixture
def decision(people: Cast, zhang: Patient) -> Decision:
    """A dental check of doctor Wang, due by the end of June."""
    return dental_check(concluded(people, zhang), people.doctor_wang, due_on=DUE)


def heard() -> list[tuple[str, str]]:
    """Kind and reader of the notices about decisions, in their order."""
    rows = Reminder.objects.filter(kind__startswith="DECISION", channel="INBOX").select_related("user")
    return [(row.kind, row.user.username) for row in rows.order_by("created_at", "kind") if row.user]


def test_every_stage_once_however_often_it_is_planned(decision: Decision) -> None:
    for on in (MET_ON, MET_ON + DAY, ASKED, ASKED + DAY, DUE + DAY, DUE + 2 * DAY):
        for _ in range(2):
            reminders_plan(at(on))
    assert heard() == [
        ("DECISION_CONFIRM", "wang"),
        ("DECISION_ASKED", "wang"),
        ("DECISION_LATE", "qian"),
        ("DECISION_OVERDUE", "wang"),
    ]


def test_days_without_a_clock_bring_the_stage_that_holds_and_an_old_register_no_storm(
    decision: Decision,
) -> None:
    reminders_plan(at(DUE + timedelta(days=20)))
    assert {kind for kind, _who in heard()} == {"DECISION_OVERDUE", "DECISION_LATE"}
    Reminder.objects.all().delete()
    reminders_plan(at(DUE + timedelta(days=200)))
    assert heard() == []


def test_an_answer_before_it_leaves_withdraws_it(decision: Decision) -> None:
    reminders_plan(at(DUE + DAY, 3))
    Decision.objects.update(outcome="IMPLEMENTED")
    reminders_deliver(at(DUE + DAY))
    states = Reminder.objects.filter(kind__startswith="DECISION").values_list("state", flat=True)
    assert set(states) == {"CANCELLED"}


def test_what_is_still_wanted_is_one_question(decision: Decision) -> None:
    subjects = [
        Subject(ReminderKind.DECISION_OVERDUE, decision.id, DUE),
        Subject(ReminderKind.DECISION_ASKED, decision.id, ASKED),
    ]
    with CaptureQueriesContext(connection) as queries:
        assert list(decisions_wanted(at(DUE + DAY), subjects)) == subjects[:1]
    assert len(queries) == 1


def test_the_message_names_no_person_and_no_treatment(decision: Decision, zhang: Patient) -> None:
    reminders_plan(at(DUE + DAY))
    message = message_of(Reminder.objects.get(kind="DECISION_OVERDUE", channel="EMAIL"), is_late=False)
    for word in (zhang.name, zhang.hospital_number, "口腔", "MDT", "骨", "dental", "decision"):
        assert word not in message.subject + message.body
