"""Sessions of the pages: whose, on which device, since when, and when a person last did something in them."""

from typing import Any

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from accounts.sessions.store import SessionStore


class OpenSession(AbstractBaseSession):
    """One row for each session; deleting it ends the session at once, whoever holds the cookie."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)
    address = models.GenericIPAddressField(null=True)
    began_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-last_seen_at"]
        verbose_name = _("open session")
        verbose_name_plural = _("open sessions")

    def __str__(self) -> str:
        return f"{self.user_id} {self.device}"

    @classmethod
    def get_session_store_class(cls) -> Any:
        """What reads and writes these rows."""
        return SessionStore
