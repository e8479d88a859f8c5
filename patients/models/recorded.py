"""What every clinical row shares that a person may have to correct: who, where from, what became of it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row


class Recorded(Row):
    """Abstract. A correction voids the row and writes a new one that names it in `corrects`.

    `is_imported`: the row came from a record written elsewhere, so what the forms ask for may be missing.
    """

    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_imported = models.BooleanField(_("imported"), default=False, editable=False)
    corrects: "models.OneToOneField[Any, Any]" = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="corrected_by"
    )
    voided_at = models.DateTimeField(null=True, editable=False)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    void_reason = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(voided_at=None, void_reason="")
                | (models.Q(voided_at__isnull=False) & ~models.Q(void_reason="")),
                name="%(class)s_void_has_a_reason",
            )
        ]


def period(first: str, last: str) -> models.Q:
    """True for a row that ends on or after the day it began; an open end or an unknown day is allowed."""
    unknown = models.Q(**{f"{first}__isnull": True}) | models.Q(**{f"{last}__isnull": True})
    return unknown | models.Q(**{f"{last}__gte": models.F(first)})


def within(column: str, least: int, most: int) -> models.Q:
    """True for a row whose number lies on the scale, or was not recorded."""
    return models.Q(**{f"{column}__isnull": True}) | models.Q(
        **{f"{column}__gte": least, f"{column}__lte": most}
    )


def valid(name: str, *columns: str) -> models.Index:
    """The index behind "the last ones that count" of a patient."""
    return models.Index(fields=["patient", *columns], condition=models.Q(voided_at=None), name=name)
