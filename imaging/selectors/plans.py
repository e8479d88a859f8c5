"""Patients without a follow-up schedule because nobody has chosen one yet (IMG-01)."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import User
from guidelines.imaging.category import FollowUpCategory
from imaging.models import FollowUpPlan
from imaging.selectors.board import BoardFilters
from patients.selectors import visible_to


def unplanned(user: User, filters: BoardFilters) -> QuerySet[Any]:
    """Patients the user may see who wait for a schedule, the longest waiting first, with `waits_since`.

    Of the board's filters only the doctor narrows: without a schedule there is no examination yet.
    """
    waiting = FollowUpPlan.objects.filter(category=FollowUpCategory.UNCLASSIFIED.value)
    rows = visible_to(user).filter(pk__in=waiting.values("patient_id"))
    if filters.doctor is not None:
        rows = rows.filter(responsible_doctor=filters.doctor)
    since = Subquery(waiting.filter(patient_id=OuterRef("pk")).values("since"))
    return (
        rows.select_related("responsible_doctor", "diagnosis")
        .annotate(waits_since=since)
        .order_by("waits_since", "id")
    )
