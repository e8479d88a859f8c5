"""Forms around minutes: why a meeting closes, why a new version, which paper is checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.base import RoomForm


class CloseForm(RoomForm):
    """Why the meeting closes although something is missing; empty when nothing is."""

    note = forms.CharField(
        label=_("Closed although"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class RenewForm(RoomForm):
    """Why the minutes get another version."""

    reason = forms.CharField(label=_("Why a new version"), max_length=300)


class VerifyForm(RoomForm):
    """A printed number, or the file itself."""

    number = forms.CharField(label=_("Document number"), max_length=40, required=False)
    file = forms.FileField(label=_("PDF to check"), required=False)
    is_too_large = False

    def clean(self) -> dict[str, Any]:
        """One of the two; raises ValidationError without either."""
        values: dict[str, Any] = super().clean() or {}
        if self.is_too_large:
            raise forms.ValidationError(_("This file is too large to be minutes."))
        if not values.get("number", "").strip() and not values.get("file"):
            raise forms.ValidationError(_("Type a number or choose a PDF."))
        return values
