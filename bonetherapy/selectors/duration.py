"""How long a patient has been on bone-modifying agents, breaks between courses left out (BMA-13)."""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any
from uuid import UUID

from django.db.models import Min

from bonetherapy.enums import DoseState
from bonetherapy.models import Dose

Span = tuple[date, date | None]


def started_on_of(patient_ids: Collection[UUID]) -> dict[UUID, date]:
    """The day treatment would have begun without the breaks between courses, by patient; one query.

    Patients who never had a dose are left out.
    """
    rows = (
        Dose.objects.filter(patient_id__in=patient_ids, state=DoseState.GIVEN)
        .order_by()
        .values("patient_id", "course_id", "course__stopped_on")
        .annotate(first_on=Min("given_on"))
        .order_by("patient_id", "first_on")
    )
    return {
        patient_id: _without_breaks([(row["first_on"], row["course__stopped_on"]) for row in courses])
        for patient_id, courses in groupby(rows, key=_patient_of)
    }


def _patient_of(row: dict[str, Any]) -> UUID:
    patient_id: UUID = row["patient_id"]
    return patient_id


def _without_breaks(spans: list[Span]) -> date:
    breaks = timedelta()
    for (_first_on, stopped_on), (next_on, _stopped_on) in pairwise(spans):
        if stopped_on is not None and next_on > stopped_on:
            breaks += next_on - stopped_on
    return spans[0][0] + breaks
