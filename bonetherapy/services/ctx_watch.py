"""CTX during the watch after denosumab: is a rebound suspected (REB-03, REB-04, LAB-08)?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q

from bonetherapy.enums import DoseState
from bonetherapy.models import ReboundWatch
from bonetherapy.services.reviews import course_task
from guidelines.bone.agents import Agent
from guidelines.bone.rebound import REB_04, ctx_finding
from guidelines.labs import Analyte, UnitError, to_canonical
from patients.models import LabResult
from worklist.enums import TaskKind
from worklist.models import Task

CHUNK = 500
OF_DENOSUMAB = Q(patient__doses__state=DoseState.GIVEN, patient__doses__course__agent=Agent.DENOSUMAB.value)
FIRST_GIVEN = Min("patient__doses__given_on", filter=OF_DENOSUMAB)
LAST_GIVEN = Max("patient__doses__given_on", filter=OF_DENOSUMAB)


@dataclass(frozen=True, slots=True)
class Ctx:
    """One CTX result in the canonical unit; `upper` None: the laboratory gave no limit."""

    value: Decimal
    upper: Decimal | None
    sampled_on: date


def rebounds_suspect(*, today: date) -> int:
    """Open a task for every open watch whose newest CTX says rebound; the number of new tasks.

    One result asks once, also after the task was settled.
    """
    watches = ReboundWatch.objects.filter(closed_on=None, ends_on__gte=today, patient__voided_at=None)
    given = {"first_given_on": FIRST_GIVEN, "last_given_on": LAST_GIVEN}
    rows = watches.select_related("course__patient").annotate(**given).order_by("id")
    walk, opened = rows.iterator(chunk_size=CHUNK), 0
    while chunk := list(islice(walk, CHUNK)):
        opened += _open([*_suspected(chunk, today)])
    return opened


def _open(tasks: list[Task]) -> int:
    known = set(Task.objects.filter(_same(tasks)).values_list("key", flat=True)) if tasks else set()
    new = [task for task in tasks if task.key not in known]
    Task.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _same(tasks: Sequence[Task]) -> Q:
    return Q(patient__in=[task.patient_id for task in tasks], key__in=[task.key for task in tasks])


def _suspected(watches: Sequence[ReboundWatch], today: date) -> Iterator[Task]:
    results = _results([watch.patient_id for watch in watches], today)
    for watch in watches:
        found = results[watch.patient_id]
        last_on: date = watch.last_given_on or watch.last_dose_on  # type: ignore[attr-defined]  # annotated
        after = [ctx for ctx in found if ctx.sampled_on > last_on]
        if after:
            yield from _task(watch, after[-1], _on_treatment(watch, found), today)


def _on_treatment(watch: Any, found: Sequence[Ctx]) -> Decimal | None:
    """The last value between the first and the last dose; one before the first is the baseline (REB-03)."""
    first_on, last_on = watch.first_given_on, watch.last_given_on
    during = [ctx.value for ctx in found if first_on and first_on < ctx.sampled_on <= last_on]
    return during[-1] if during else None


def _task(watch: ReboundWatch, ctx: Ctx, on_treatment: Decimal | None, today: date) -> Iterator[Task]:
    finding = ctx_finding(ctx.value, on_treatment=on_treatment, upper=ctx.upper)
    if finding is not None:
        task = course_task(watch.course, TaskKind.OTHER, finding, today)
        task.key = f"{REB_04.rule_id}:{watch.course_id}:{ctx.sampled_on}:{ctx.value.normalize():f}"
        yield task


def _results(patient_ids: Sequence[UUID], today: date) -> dict[UUID, list[Ctx]]:
    rows = LabResult.objects.filter(
        patient__in=patient_ids, analyte=Analyte.CTX.value, voided_at=None, sampled_on__lte=today
    )
    found: defaultdict[UUID, list[Ctx]] = defaultdict(list)
    for row in rows.order_by("sampled_on", "created_at"):
        found[row.patient_id].extend(_readable(row))
    return found


def _readable(row: LabResult) -> Iterator[Ctx]:
    try:
        value = to_canonical(Analyte.CTX, row.value, row.unit)
        upper = None if row.ref_high is None else to_canonical(Analyte.CTX, row.ref_high, row.unit)
    except UnitError:
        return
    yield Ctx(value, upper, row.sampled_on)
