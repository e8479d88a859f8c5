"""What a change closes and opens on its way, kept in its log, so that taking it back can put it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from bonetherapy.models import ReboundWatch
from patients.models import Patient
from worklist.enums import TaskState
from worklist.models import Task


@dataclass(frozen=True, slots=True)
class Standing:
    """The open tasks and rebound watches of a patient, by id."""

    tasks: frozenset[UUID]
    watches: frozenset[UUID]


def standing_of(patient: Patient) -> Standing:
    """What is open now."""
    tasks = Task.objects.filter(patient=patient, state=TaskState.OPEN).values_list("id", flat=True)
    watches = ReboundWatch.objects.filter(patient=patient, closed_on=None).values_list("id", flat=True)
    return Standing(frozenset(tasks), frozenset(watches))


def changed_since(patient: Patient, before: Standing) -> dict[str, dict[str, list[str]]]:
    """What was closed and what was opened since `before`, as the log of the course keeps it."""
    now = standing_of(patient)
    return {"closed": _missing(before, now), "opened": _missing(now, before)}


def _missing(here: Standing, there: Standing) -> dict[str, list[str]]:
    """What stands here and not there."""
    return {
        "tasks": sorted(map(str, here.tasks - there.tasks)),
        "watches": sorted(map(str, here.watches - there.watches)),
    }


def put_back(*, after: Mapping[str, Any], now: datetime, evidence: str) -> None:
    """Open again what the change closed, withdraw what it opened. `after`: the change as it was logged.

    What is withdrawn has nobody's name: it was not answered, and may be asked again.
    """
    closed, opened = after.get("closed", {}), after.get("opened", {})
    ReboundWatch.objects.filter(pk__in=opened.get("watches", ())).update(closed_on=timezone.localdate(now))
    ReboundWatch.objects.filter(pk__in=closed.get("watches", ())).update(closed_on=None)
    unneeded = Task.objects.filter(pk__in=opened.get("tasks", ()), state=TaskState.OPEN)
    unneeded.update(state=TaskState.CANCELLED, closed_at=now, evidence=evidence[:300])
    _open_again(closed.get("tasks", ()))


def _open_again(ids: list[str] | tuple[()]) -> None:
    rows = Task.objects.filter(pk__in=ids).exclude(state=TaskState.OPEN)
    keys = list(rows.values_list("key", flat=True))
    # Somebody asked for the same thing again in the meantime: once is enough.
    asked = list(Task.objects.filter(key__in=keys, state=TaskState.OPEN).values_list("key", flat=True))
    again = rows.exclude(key__in=asked)
    again.update(state=TaskState.OPEN, closed_by=None, closed_at=None, evidence="")
