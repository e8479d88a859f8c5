"""The base of every admin page: permission by role, one's own hospital, history from the database."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from accounts.admin.history import changes_of
from accounts.admin.scope import HOSPITAL_OF, within
from accounts.enums import Role


class OwnPlacesFilter(admin.RelatedFieldListFilter):
    """A filter that names only places of the administrator's hospital."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]") -> Any:
        """(id, name) pairs."""
        model = field.remote_field.model
        rows = within(request.user, model._default_manager.all(), HOSPITAL_OF[model])
        return [(str(row.pk), str(row)) for row in rows]


class RoleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """`readers` see the rows, `writers` add and change them, nobody deletes: rows are switched off instead.

    `hospital_path` is the lookup that leads to the hospital's id; empty: rows belong to no hospital.
    """

    readers: frozenset[str] = frozenset({Role.ADMINISTRATOR})
    writers: frozenset[str] = frozenset({Role.ADMINISTRATOR})
    hospital_path = ""
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows of the administrator's hospital."""
        return within(request.user, super().get_queryset(request), self.hospital_path)

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Only places and people of the administrator's hospital can be chosen."""
        model = db_field.remote_field.model
        if model in HOSPITAL_OF:
            kwargs["queryset"] = within(request.user, model._default_manager.all(), HOSPITAL_OF[model])
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new row begins in the administrator's own hospital."""
        user: Any = request.user
        own = {"hospital": user.hospital_id} if self.hospital_path == "hospital_id" else {}
        return own | super().get_changeform_initial_data(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """True when the section is shown at all."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """True for readers and writers."""
        return self._is_one_of(request, self.readers | self.writers)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """True for writers."""
        return self._is_one_of(request, self.writers)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """True for writers."""
        return self._is_one_of(request, self.writers)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never: what was once used is switched off, so that history keeps its names."""
        return False

    def lookup_allowed(  # type: ignore[override]  # Django has a request whenever it asks
        self, lookup: str, value: str, request: HttpRequest
    ) -> bool:
        """Only the filters the page offers: by others a column that is never shown could be guessed."""
        offered = map(_parameter, self.get_list_filter(request))
        return any(lookup == name or lookup.startswith(f"{name}__") for name in offered)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Every change of the row as the database recorded it, newest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name,
            "opts": self.opts,
            "original": row,
            "changes": changes_of(row),
        }
        return TemplateResponse(request, "accounts/admin/history.html", context)

    def _is_one_of(self, request: HttpRequest, roles: frozenset[str]) -> bool:
        user: Any = request.user
        if not self.admin_site.has_permission(request) or not roles:
            return False
        return user.is_superuser or user.role in roles


def _parameter(offered: Any) -> str:
    """What an address begins with that uses this filter of a list."""
    if hasattr(offered, "parameter_name"):
        return str(offered.parameter_name)
    return offered if isinstance(offered, str) else str(offered[0])
