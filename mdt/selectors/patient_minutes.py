"""The minutes of some patients, newest version of each case, for their page and their time line."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mdt.models import Minutes
from mdt.selectors.minutes import newest


def minutes_of(patient_ids: Collection[UUID]) -> "QuerySet[Minutes, Any]":
    """Without what is large; one reading serves the panel and the lane."""
    rows = Minutes.objects.filter(case__patient_id__in=patient_ids).defer("content")
    return newest(rows).select_related("case__meeting__board").order_by("-case__meeting__starts_at", "number")
