"""A date that comes back after the family heard another one: a person calls, no message goes out twice."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from accounts.enums import Role
from bonetherapy.models import Dose
from guidelines.terms import Text
from worklist.enums import Audience, ReminderState, TaskKind
from worklist.models import Reminder
from worklist.services.todo import task_open


def dates_back_tell(doses: Sequence[Dose], *, said: Collection[UUID] = ()) -> None:
    """Open a call for every dose back on a day its family was written about, if it heard otherwise since.

    `said`: doses about which a person told the family something else, a hold, a stop or an appointment;
    a later message about another day counts, too. Otherwise the first message still stands (REM-01: one per
    dose and kind) and nobody needs a copy.
    """
    sent = _sent(doses)
    for dose in doses:
        messages = sent.get(dose.id, [])
        planned_on = dose.booked_on or dose.due_on
        about = [row for row in messages if row.due_on == planned_on]
        if about and (dose.id in said or messages[-1].due_on != planned_on):
            _call(dose, about[-1])


def _sent(doses: Sequence[Dose]) -> Mapping[UUID, list[Reminder]]:
    """What was sent to the families about these doses, oldest first."""
    found: defaultdict[UUID, list[Reminder]] = defaultdict(list)
    rows = Reminder.objects.filter(
        subject_id__in=[dose.id for dose in doses], audience=Audience.PATIENT, state=ReminderState.SENT
    )
    for row in rows.order_by("sent_at"):
        found[row.subject_id].append(row)
    return found


def _call(dose: Dose, message: Reminder) -> None:
    task_open(
        key=f"date-back:{dose.id}:{message.due_on}",
        kind=TaskKind.CALL,
        patient=dose.patient,
        role=Role.NURSE,
        due_on=message.planned_for,
        subject_id=dose.id,
        rule_id="REM-01",
        message=Text(
            f"注射日期恢复为 {message.due_on}：请告知患者。",
            f"The injection is on {message.due_on} again: tell the patient.",
        ),
    )
