"""What the viewer showed to whom in the bone window, and what a reader states about it."""

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from imaging.enums import WindowAnswer
from imaging.models.series import ImagingSeries
from imaging.models.studies import ImagingStudy


class BoneWindowReview(Row):
    """One visit of a reader to a CT series; `dwell` holds milliseconds in the bone window for each slice.

    Its numbers only grow, one batch every few seconds, so it has no write history of its own: what it was is
    part of what it is. `coverage` and `is_observed` are those of the reader's visits to the whole study, by
    the limits of that day; a later change of the limits rewrites nothing.
    """

    series = models.ForeignKey(ImagingSeries, models.PROTECT, related_name="reviews")
    user = models.ForeignKey(User, models.PROTECT, related_name="bone_window_reviews")
    viewer = models.CharField(_("viewer"), max_length=20)
    n_slices = models.PositiveIntegerField(_("slices"))
    opened_at = models.DateTimeField(_("opened"))
    first_shown_at = models.DateTimeField(_("first shown"), null=True)
    last_shown_at = models.DateTimeField(_("last shown"), null=True)
    seq = models.IntegerField(default=-1)
    dwell = models.BinaryField()
    shown_ms = models.PositiveBigIntegerField(_("shown in the bone window, ms"), default=0)
    other_ms = models.PositiveBigIntegerField(_("shown in other windows, ms"), default=0)
    windows = models.JSONField(default=dict)
    width = models.PositiveIntegerField(_("window width"), null=True)
    level = models.IntegerField(_("window level"), null=True)
    coverage = models.DecimalField(_("coverage"), max_digits=4, decimal_places=1, null=True)
    is_observed = models.BooleanField(_("observed"), default=False)

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("bone window review")
        verbose_name_plural = _("bone window reviews")
        indexes = [
            models.Index(fields=["series", "user"], name="review_of_series"),
            models.Index(fields=["user", "-opened_at"], name="review_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.opened_at:%Y-%m-%d %H:%M}"


@pghistory.track()
class BoneWindowStatement(Row):
    """What a reader states: read, not read, or not possible and why. A correction is a further statement.

    `coverage` is what the viewer had shown this reader by then; None: nothing, so the reading was elsewhere.
    """

    study = models.ForeignKey(ImagingStudy, models.PROTECT, related_name="window_statements")
    answer = models.CharField(_("bone window"), max_length=12, choices=WindowAnswer)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    coverage = models.DecimalField(_("coverage"), max_digits=4, decimal_places=1, null=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("bone window statement")
        verbose_name_plural = _("bone window statements")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(answer=WindowAnswer.NOT_POSSIBLE) | ~models.Q(reason=""),
                name="not_possible_says_why",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="statement_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="statement_says_the_same",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["study"]),  # a corrected examination keeps it
            ),
        ]

    def __str__(self) -> str:
        return self.answer
