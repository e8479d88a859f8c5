"""Ward lists that were taken away as a spreadsheet, to be filled in where there is no network."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.models.base import Row
from accounts.spreadsheet.columns import Problem
from accounts.spreadsheet.complaints import for_reader
from bonetherapy.enums import SheetState
from bonetherapy.models.doses import Dose


@pghistory.track()
class WardSheet(Row):
    """One list as somebody took it; who took it is who gave what is filled in (`version`: of its columns)."""

    taken_by = models.ForeignKey(User, models.PROTECT, related_name="ward_sheets")
    taken_at = models.DateTimeField(_("taken at"))
    version = models.PositiveSmallIntegerField(_("version of the columns"))
    returned_at = models.DateTimeField(_("last came back at"), null=True)

    class Meta:
        ordering = ["-taken_at"]
        verbose_name = _("ward sheet")
        verbose_name_plural = _("ward sheets")
        indexes = [models.Index(fields=["taken_by", "-taken_at"], name="ward_sheet_of_a_nurse")]

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d %H:%M}"


@pghistory.track()
class WardSheetLine(Row):
    """One dose of it as the paper said: when it was due and how much was ordered.

    `problems` is what was said when it came back and could not be recorded: row, column, what was wrong, what
    is accepted, in every language. `passed` are the warnings its reason passed.
    """

    sheet = models.ForeignKey(WardSheet, models.PROTECT, related_name="lines")
    dose = models.ForeignKey(Dose, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(_("row"))
    due_on = models.DateField(pgettext_lazy("dose", "due on"))
    dose_mg = models.DecimalField(_("dose, mg"), max_digits=6, decimal_places=2, null=True)
    state = models.CharField(_("state"), max_length=10, choices=SheetState, default=SheetState.OPEN)
    problems = models.JSONField(default=list, blank=True)
    passed = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["place"]
        verbose_name = _("row of a ward sheet")
        verbose_name_plural = _("rows of a ward sheet")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "dose"], name="one_row_per_dose_and_sheet"),
            models.UniqueConstraint(fields=["sheet", "place"], name="one_place_per_row_of_a_sheet"),
        ]

    @property
    def complaints(self) -> list[Problem]:
        """The problems in the reader's language."""
        return [for_reader(told) for told in self.problems]

    def __str__(self) -> str:
        return f"{self.place} {self.state}"
