"""Passwords a person had before, as hashes, for profiles that refuse them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.base import Row
from accounts.models.users import User


class FormerPassword(Row):
    """One password, written when it is set. No more are kept than the profile asks for."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("former password")
        verbose_name_plural = _("former passwords")
        indexes = [models.Index(fields=["user", "-created_at"], name="former_by_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.created_at:%Y-%m-%d}"
