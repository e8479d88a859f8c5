"""The schedule the rules put each patient on becomes a row (settings.ASSESSMENT_KEEPERS)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from guidelines.assessment.assess import Assessment
from imaging.models import FollowUpPlan

SAID = ("category", "anchor_on", "since")


def plans_keep(assessments: Mapping[UUID, Assessment], now: datetime) -> int:
    """Write down what the rules said; how many rows are new or other than they were. Two queries.

    The caller holds the rows of `Reassessment` of these patients. What stands already keeps its day.
    """
    today = timezone.localdate(now)
    known = FollowUpPlan.objects.in_bulk(list(assessments))
    said = [
        FollowUpPlan(
            patient_id=patient_id,
            category=found.plan.category.value,
            anchor_on=found.plan.anchor_on,
            since=today,
        )
        for patient_id, found in assessments.items()
    ]
    news = [plan for plan in said if not _stands(plan, known.get(plan.patient_id))]
    FollowUpPlan.objects.bulk_create(
        news, update_conflicts=True, unique_fields=["patient_id"], update_fields=SAID
    )
    return len(news)


def _stands(said: FollowUpPlan, known: FollowUpPlan | None) -> bool:
    if known is None:
        return False
    return (said.category, said.anchor_on) == (known.category, known.anchor_on)
