"""What an act was answered, so that the same act sent again is answered and not done again."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedField
from accounts.models.base import Row
from accounts.models.users import User


class Submission(Row):
    """One act of one user that had an effect. `key` names it, `digest` is the SHA-256 of what was sent.

    The answer may hold clinical text: it is sealed as identifiers are, and goes after a few days.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=300)
    address = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers: Any = models.JSONField(default=dict)
    body = EncryptedField(blank=True)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_act_per_key")]
        indexes = [models.Index(fields=["created_at"], name="submission_by_age")]

    def __str__(self) -> str:
        return f"{self.address} {self.status}"
