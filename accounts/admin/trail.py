"""The trail of reads and the list of sign-ins: looked at, never changed."""

from typing import Any
from uuid import UUID

from axes.models import AccessLog
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts.admin.base import RoleAdmin
from accounts.admin.scope import is_whole
from accounts.enums import Role
from accounts.models import ReadRecord, User


class ReadOnlyAdmin(RoleAdmin):
    """For administrators and auditors; nobody writes."""

    readers = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
    writers: frozenset[str] = frozenset()


@admin.register(ReadRecord)
class ReadRecordAdmin(ReadOnlyAdmin):
    """Who looked at which patient. Searched by the patient's id, the user's id or a user's name."""

    list_display = ("at", "user_name", "role", "action", "patient_id", "subject", "address")
    list_filter = ("at", "action", "role")
    search_fields = ("user_name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Reads by people of the administrator's hospital."""
        rows = super().get_queryset(request)
        user: Any = request.user
        if is_whole(user):
            return rows
        return rows.filter(user_id__in=User.objects.filter(hospital_id=user.hospital_id).values("id"))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """An id is looked up by index, anything else is part of a name."""
        try:
            wanted = UUID(search_term.strip())
        except ValueError:
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(Q(patient_id=wanted) | Q(user_id=wanted)), False


@admin.register(AccessLog)
class SignInAdmin(ReadOnlyAdmin):
    """Who signed in when and from where."""

    list_display = ("attempt_time", "username", "ip_address", "logout_time")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    fields = ("attempt_time", "logout_time", "username", "ip_address", "user_agent")
