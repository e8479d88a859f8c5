"""What boards decided about a patient before, and what became of it."""

from django.db.models import QuerySet

from mdt.enums import CaseState
from mdt.models import Case, Decision

SHOWN = 4


def earlier_decisions(case: Case) -> QuerySet[Decision]:
    """The last ones of other, concluded cases of the patient, the newest case first."""
    rows = Decision.objects.filter(
        case__patient=case.patient_id, case__state=CaseState.CLOSED, voided_at=None
    )
    others = rows.exclude(case=case).select_related("case", "owner")
    return others.order_by("-case__closed_at", "number")[:SHOWN]
