"""People who sign in."""

import uuid
from typing import ClassVar

import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline, Rank, Role
from accounts.models.places import Department, Hospital


@pghistory.track(exclude=["password", "last_login", "password_set_at"])
class User(AbstractUser):
    """A member of staff: one role, one hospital, usually one department."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_name = None  # type: ignore[assignment]  # Chinese names are one word: `name`
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("full name"), max_length=60)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    hospital = models.ForeignKey(
        Hospital, models.PROTECT, null=True, related_name="staff", verbose_name=_("hospital")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="staff", verbose_name=_("department")
    )
    discipline = models.CharField(_("discipline"), max_length=20, choices=Discipline, blank=True)
    rank = models.CharField(_("rank"), max_length=12, choices=Rank, blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=[("zh-hans", "简体中文"), ("en", "English")], default="zh-hans"
    )
    wants_email = models.BooleanField(_("reminders by e-mail"), default=True)
    has_shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)
    dark_projector = models.BooleanField(_("dark projector mode"), default=False)
    must_change_password = models.BooleanField(_("has a temporary password"), default=False)
    password_set_at = models.DateTimeField(null=True, editable=False)  # None: nobody noted it

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "name", "role"]

    class Meta:
        ordering = ["name"]
        verbose_name = _("user")
        verbose_name_plural = _("users")
        indexes = [models.Index(fields=["department", "role"], name="user_department_role")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as written."""
        return self.name

    def get_short_name(self) -> str:
        """The name as written: Chinese names are not shortened."""
        return self.name
