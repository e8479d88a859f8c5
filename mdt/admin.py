"""Boards in the administration, for who looks after a hospital's teams but sees no patient."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.base import OwnPlacesFilter, RoleAdmin
from accounts.admin.scope import within
from accounts.enums import Discipline
from accounts.models import User
from mdt.enums import ApprovalStep
from mdt.models import Board, BoardMember


def ticks(label: Any, options: Any) -> forms.TypedMultipleChoiceField:
    """Any number of a list; what is stored is the list of codes."""
    return forms.TypedMultipleChoiceField(
        label=label, choices=options, required=False, widget=forms.CheckboxSelectMultiple
    )


class BoardForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """The team template with its lists as ticks."""

    disciplines = ticks(_("disciplines"), Discipline.choices)
    required = ticks(_("required disciplines"), Discipline.choices)
    approval = ticks(_("signatures, in order"), ApprovalStep.choices)
    video_link = forms.URLField(label=_("video link"), max_length=300, required=False, assume_scheme="https")

    class Meta:
        model = Board
        fields = [
            "hospital", "name", "chair", "coordinator", "disciplines", "required", "quorum", "place",
            "video_link", "minutes_per_case", "deadline_hours", "outcome_after_days", "approval",
            "medical_affairs", "is_active",
        ]  # fmt: skip


class MemberInline(admin.StackedInline):  # type: ignore[type-arg]  # not generic at run time
    """Who sits on the board; nobody is deleted, a seat ends with a day."""

    model = BoardMember
    fields = (("user", "discipline", "left_on"),)
    extra = 1
    can_delete = False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only people of the administrator's hospital."""
        if db_field.remote_field.model is User:
            kwargs["queryset"] = within(request.user, User.objects.filter(is_active=True), "hospital_id")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As for the board."""
        return True

    has_add_permission = has_change_permission = has_view_permission


@admin.register(Board)
class BoardAdmin(RoleAdmin):
    """Boards with their members; one that does not meet any more is switched off."""

    form = BoardForm
    hospital_path = "hospital_id"
    inlines = (MemberInline,)
    list_display = ("name", "hospital", "chair", "coordinator", "is_active")
    list_filter = (("hospital", OwnPlacesFilter), "is_active")
    list_select_related = ("hospital", "chair", "coordinator")
    search_fields = ("name", "hospital__name")
