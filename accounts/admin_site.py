"""Django's admin for the roles that run the house: one sign-in page for all, roles instead of groups."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User

# What each of them may see or change there: accounts.admin.base.RoleAdmin.
ADMIN_ROLES = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class HouseAdminSite(AdminSite):
    """The administration. Clinical rows are never registered here."""

    site_header = _("BoneBoard administration")
    site_title = _("BoneBoard administration")
    index_title = _("What would you like to look after?")

    def has_permission(self, request: HttpRequest) -> bool:
        """True for active administrators, auditors and superusers."""
        user = request.user
        return isinstance(user, User) and user.is_active and (user.is_superuser or user.role in ADMIN_ROLES)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The house's sign-in page; 403 for somebody signed in who has no business here."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        if request.user.is_authenticated:
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next") or resolve_url("admin:index"))

    def password_change(  # type: ignore[override]  # a redirect instead of a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The house's page: one place where passwords change."""
        return redirect("accounts:password")

    def logout(  # type: ignore[override]  # a redirect instead of a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign out, then the house's sign-in page."""
        super().logout(request, extra_context)
        return redirect("accounts:login")
