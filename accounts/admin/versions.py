"""The base of the admin pages of versioned rows: drafts are edited, approved versions are only read."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.base import RoleAdmin


class VersionAdmin(RoleAdmin):
    """Rows with `is_approved` and `approval` ("who, when"; empty for a draft)."""

    @admin.display(description=_("approved by"))
    def approval(self, row: Any) -> str:
        """Who approved it and when; a dash for a draft."""
        return row.approval or "—"

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Drafts only."""
        return super().has_change_permission(request, obj) and not getattr(obj, "is_approved", False)
