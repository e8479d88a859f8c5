"""A check that came into order settles the task that asked for it, with what settled it as evidence."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Value, When
from django.db.models.functions import Now

from bonetherapy.models import Dose
from bonetherapy.services.requests import KINDS, REQUEST, request_key
from guidelines.bone.checks import Check, CheckState
from worklist.enums import TaskKind, TaskState
from worklist.models import Task

WAITING = (CheckState.MISSING, CheckState.STALE)


@transaction.atomic
def requests_settle(doses: Sequence[Dose], checks: Mapping[UUID, Sequence[Check]]) -> int:
    """Close the open requests of these doses whose check nobody has to do any more; their number.

    One query when nothing was asked for, two when something is settled, whatever the number of doses.
    """
    open_tasks = _open_requests(doses)
    answered = dict(_answered(open_tasks, checks)) if open_tasks else {}
    if not answered:
        return 0
    evidence = Case(*[When(pk=pk, then=Value(words[:300])) for pk, words in answered.items()])
    rows = Task.objects.filter(pk__in=answered, state=TaskState.OPEN)
    return rows.update(state=TaskState.DONE, closed_at=Now(), evidence=evidence)


def requests_end(dose_ids: Collection[UUID]) -> int:
    """Withdraw the blood that is still asked for before doses that are over; the number of requests.

    An open request stands for its finding: left open, it would hide that finding before every later dose.
    The dentist and the supplements are needed without a dose, too: what asks for them waits for its answer.
    """
    asked = Task.objects.filter(subject_id__in=dose_ids, kind=TaskKind.LAB_REQUEST, state=TaskState.OPEN)
    over = asked.filter(key__startswith=REQUEST)
    return over.update(state=TaskState.CANCELLED, closed_at=Now())


def _open_requests(doses: Sequence[Dose]) -> list[Task]:
    rows = Task.objects.filter(
        patient__in={dose.patient_id for dose in doses},
        subject_id__in=[dose.id for dose in doses],
        kind__in=set(KINDS.values()),
        state=TaskState.OPEN,
    )
    return list(rows.select_for_update(of=("self",)).order_by("id"))


def _answered(tasks: Sequence[Task], checks: Mapping[UUID, Sequence[Check]]) -> Iterator[tuple[UUID, str]]:
    named = {request_key(dose_id, check.kind): check for dose_id, row in checks.items() for check in row}
    for task in tasks:
        check = named.get(task.key)
        if check is not None and _is_answered(check, task.message.get("zh", task.text)):
            yield task.pk, _evidence(check)


def _is_answered(check: Check, asked: str) -> bool:
    """A warning that still says what the task says is no answer to it."""
    same = check.action is not None and check.action.zh == asked
    return not (check.blocks or same or check.state in WAITING)


def _evidence(check: Check) -> str:
    value = check.state.zh if check.value is None else f"{check.value.normalize():f} {check.unit}"
    measured = "" if check.measured_on is None else f"（{check.measured_on:%Y-%m-%d}）"
    return f"{check.label.zh} {value}{measured}"
