"""Clinical limits in the administration: drafts are edited, a named oncologist approves, history stays."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.admin.base import OwnPlacesFilter
from accounts.admin.versions import VersionAdmin
from accounts.errors import Conflict
from accounts.vocabulary import say
from guidelines.reading.limit_values import LIMIT_KEYS, SECTIONS, LimitKey, changed_limits, shown
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS, HospitalLimits
from guidelines.terms import Text
from patients.enums import LimitsState
from patients.forms.limits import LimitsForm
from patients.models import LimitsVersion
from patients.selectors.limits import compared_with, hospital_limits, with_state
from patients.services.limits import limits_approve, limits_change, limits_draft

FACTS = ("hospital", "effective_from", "reason")
KEYS_OF = {
    title: [key for key in LIMIT_KEYS if key.section == section] for section, title in SECTIONS.items()
}


class StateFilter(admin.SimpleListFilter):
    """Draft, coming, in force, superseded."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """The four states."""
        return LimitsState.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in the chosen state."""
        return queryset.filter(state=self.value()) if self.value() in LimitsState.values else queryset


@admin.register(LimitsVersion)
class LimitsAdmin(VersionAdmin):
    """One row per version. A new version starts with what is in force and is compared with it."""

    form = LimitsForm
    change_form_template = "patients/admin/limits_change_form.html"
    hospital_path = "hospital_id"
    list_display = ("hospital", "version", "effective_from", "approval", "state_word", "reason")
    list_display_links = ("hospital", "version")
    list_filter = (StateFilter, ("hospital", OwnPlacesFilter), "effective_from")
    list_select_related = ("hospital", "approved_by")
    search_fields = ("hospital__name", "approved_by__name", "reason")
    ordering = ("hospital__name", "-version")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows of the administrator's hospital with their state today."""
        return with_state(super().get_queryset(request), clock.today())

    @admin.display(description=_("state"))
    def state_word(self, row: Any) -> str:
        """Where the version stands today."""
        return str(LimitsState(row.state).label)

    def get_form(
        self, request: HttpRequest, obj: LimitsVersion | None = None, change: bool = False, **kwargs: Any
    ) -> type[LimitsForm]:
        """The form with its fields per key, which the model does not have."""
        kwargs["fields"] = [*FACTS]
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.today = clock.today()
        form.limits = _start(request, form.today)
        return form  # type: ignore[no-any-return]

    def get_fieldsets(self, request: HttpRequest, obj: LimitsVersion | None = None) -> Any:
        """The version, its limits by section, at the end who approves; an approved version has no fields."""
        if obj is not None and not self.has_change_permission(request, obj):
            return [(None, {"fields": ["hospital", "version", "effective_from", "reason", "approval"]})]
        limits = [(say(title), {"fields": [key.name for key in keys]}) for title, keys in KEYS_OF.items()]
        end = [] if obj is None else [(_("Approval"), {"fields": ["approver"]})]
        return [(None, {"fields": [*FACTS]}), *limits, *end]

    def get_readonly_fields(self, request: HttpRequest, obj: LimitsVersion | None = None) -> Any:
        """A draft stays in its hospital."""
        return () if obj is None else ("hospital",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The administrator's own hospital, from today."""
        return super().get_changeform_initial_data(request) | {"effective_from": clock.today()}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page; when somebody else was faster, the list with the reason."""
        row = self.get_object(request, object_id) if object_id else None
        context = {"show_save_and_add_another": False, **(extra_context or {})}
        if row is not None:
            context |= _comparison(row, clock.today())
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except Conflict as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect("admin:patients_limitsversion_changelist")

    def save_model(self, request: HttpRequest, obj: LimitsVersion, form: Any, change: bool) -> None:
        """Write the draft, and approve it when a clinician is named."""
        user: Any = request.user
        today, spec = form.today, form.spec()
        if not change:
            saved = limits_draft(by=user, hospital=obj.hospital, spec=spec, today=today)
            obj.pk, obj.version = saved.pk, saved.version
            return
        limits_change(by=user, row=obj, spec=spec, today=today)
        if approver := form.cleaned_data.get("approver"):
            limits_approve(by=user, row=obj, approver=approver, today=today, now=clock.now())


def _start(request: HttpRequest, today: date) -> HospitalLimits:
    """What a new draft begins with."""
    user: Any = request.user
    return DEFAULT_HOSPITAL_LIMITS if user.hospital_id is None else hospital_limits(user.hospital_id, today)


def _comparison(row: LimitsVersion, today: date) -> dict[str, Any]:
    """What the page says beside the fields: the changes, and for an approved version every limit."""
    other, limits = compared_with(row, today), row.limits
    changes = changed_limits(DEFAULT_HOSPITAL_LIMITS if other is None else other.limits, limits)
    return {
        "compared_with": _named(other),
        "changes": [(change.key, shown(change.before), shown(change.after)) for change in changes],
        "sections": _sections(limits) if row.is_approved else [],
    }


def _sections(limits: HospitalLimits) -> list[tuple[Text, list[tuple[LimitKey, Text, Text]]]]:
    return [
        (title, [(key, shown(key.of(limits)), shown(key.default)) for key in keys])
        for title, keys in KEYS_OF.items()
    ]


def _named(row: LimitsVersion | None) -> str:
    if row is None:
        return gettext("the defaults of the catalogue")
    return gettext("version %(version)d, in force from %(day)s") % {
        "version": row.version,
        "day": row.effective_from,
    }
