"""Failed sign-ins of django-axes: an administrator opens a locked name at once."""

from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin.base import RoleAdmin
from accounts.policy import policy
from accounts.throttle import forgive


@admin.register(AccessAttempt)
class AttemptAdmin(RoleAdmin):
    """Failures per user name and address; what was typed is not shown."""

    writers: frozenset[str] = frozenset()
    list_display = ("username", "ip_address", "failures_since_start", "attempt_time", "is_locked")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    fields = ("username", "ip_address", "user_agent", "failures_since_start", "attempt_time")
    actions = ("unlock",)

    @admin.display(boolean=True, description=_("locked"))
    def is_locked(self, row: AccessAttempt) -> bool:
        """True when this line alone has reached the limit."""
        return bool(row.failures_since_start >= policy().failure_limit)

    @admin.action(description=_("Unlock the selected user names"), permissions=["view"])
    def unlock(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Forget the failures of these names, so that they can sign in at once."""
        names = sorted({row.username for row in rows})
        for name in names:
            reset(username=name)
            forgive(name)
        done = ngettext("%(n)d user name is open again.", "%(n)d user names are open again.", len(names))
        self.message_user(request, done % {"n": len(names)}, messages.SUCCESS)
