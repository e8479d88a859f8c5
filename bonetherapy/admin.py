"""Drug protocols in the administration: drafts are edited, a named clinician approves, approved ones stay."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.admin.base import OwnPlacesFilter
from accounts.admin.versions import VersionAdmin
from accounts.vocabulary import choices, say
from bonetherapy.models import DrugProtocol
from bonetherapy.models.protocols import PROTOCOL_VALUES
from bonetherapy.services.protocols import protocol_errors, protocol_new_version, version_next
from guidelines.bone.agents import Agent


class ProtocolForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A draft. Filling in who approves and when approves it: the database then refuses any change."""

    agent = forms.ChoiceField(label=_("agent"), choices=lambda: choices(Agent))

    class Meta:
        model = DrugProtocol
        fields = [
            "hospital",
            "agent",
            *PROTOCOL_VALUES,
            "effective_from",
            "approved_by_name",
            "approved_on",
            "note",
        ]

    def clean(self) -> dict[str, Any]:
        """Values that no rule can work with are refused by field."""
        data = super().clean() or {}
        errors = protocol_errors(DrugProtocol(**{k: v for k, v in data.items() if k != "hospital"}))
        for name, message in errors.items():
            if message:
                self.add_error(name, message)
        if bool(data.get("approved_on")) != bool(data.get("approved_by_name")):
            self.add_error("approved_by_name", gettext("An approval has a name and a date."))
        return data


@admin.register(DrugProtocol)
class DrugProtocolAdmin(VersionAdmin):
    """One row per version; an approved version is read-only, "new version" copies it into a draft."""

    form = ProtocolForm
    change_form_template = "bonetherapy/admin/protocol_change_form.html"
    hospital_path = "hospital_id"
    list_display = ("agent_name", "version", "hospital", "interval_days", "effective_from", "approval")
    list_filter = (("hospital", OwnPlacesFilter), "agent", "effective_from")
    list_select_related = ("hospital",)
    search_fields = ("agent", "hospital__name", "approved_by_name", "note")
    ordering = ("agent", "-version")
    actions = ("new_version",)

    @admin.display(ordering="agent", description=_("agent"))
    def agent_name(self, row: DrugProtocol) -> str:
        """The agent in the user's language."""
        return say(Agent(row.agent).label) if row.agent in Agent.__members__ else row.agent

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """In force from today; with `?of=` the values of that version, which this one follows."""
        start = super().get_changeform_initial_data(request) | {"effective_from": clock.today()}
        before = self.get_object(request, request.GET.get("of", ""))
        kept = ("agent", *PROTOCOL_VALUES)
        if before is None:
            return start
        return start | {name: getattr(before, name) for name in kept} | {"hospital": before.hospital_id}

    def save_model(self, request: HttpRequest, obj: DrugProtocol, form: Any, change: bool) -> None:
        """A new row gets the next number of its hospital and agent."""
        if not change:
            obj.version = version_next(obj)
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Copy into a new version"))
    def new_version(self, request: HttpRequest, queryset: QuerySet[DrugProtocol]) -> None:
        """A draft for each chosen row."""
        user: Any = request.user
        for row in queryset:
            draft = protocol_new_version(by=user, protocol=row, today=clock.today())
            messages.success(
                request,
                gettext("Draft %(version)s of %(agent)s") % {"version": draft.version, "agent": draft.agent},
            )
