"""The form of an examination that is registered by hand, here or from another hospital."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guidelines.imaging.modalities import PETCT_KINDS
from imaging.facts import WHOLE_BODY
from imaging.forms import WINDOW, StudyForm

# Fields of a reader: the coordinator who enters a study from another hospital leaves them to one (IMG-24).
READERS_FIELDS = (*WINDOW, "response", "response_standard", "response_text")
BLANK: dict[str, Any] = dict.fromkeys(READERS_FIELDS) | {"bone_window_by": "", "response_text": ""}


class RegisterForm(StudyForm):
    """A study with the question a PET/CT raises: does it stand in for the bone scan, and why (IMG-11)."""

    whole_body = forms.BooleanField(label=_("Whole body"), required=False)
    not_instead = forms.BooleanField(
        label=_("This PET/CT does not take the place of a bone scan"), required=False
    )
    field_order = (
        "modality",
        "done_on",
        "whole_body",
        "region",
        "outside_hospital",
        "study_reason",
        "not_instead",
        "order_basis",
    )
    rarely: tuple[str, ...] = (
        "modality_text",
        "window_width",
        "window_level",
        "response_text",
        "is_approximate",
    )

    def __init__(self, *args: Any, is_reader: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_reader:
            for name in READERS_FIELDS:
                del self.fields[name]
            self.rarely = tuple(name for name in self.rarely if name in self.fields)

    def clean(self) -> dict[str, Any]:
        """Asks why a PET/CT was done instead, unless it was not; what a reader fills stays open else."""
        data = BLANK | super().clean()
        instead = data.get("modality") in PETCT_KINDS and not data.get("not_instead")
        if instead and not data.get("study_reason"):
            self.add_error(
                "study_reason", _("Why a PET/CT instead of the bone scan? Give the reason (IMG-11).")
            )
        elif instead and not _names_whole_body(data):
            text = _("Only a whole-body PET/CT takes the place of a bone scan (IMG-11).")
            self.add_error("whole_body", text)
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed; that it was whole-body stands in its region."""
        data = super().facts
        whole_body = data.pop("whole_body")
        data.pop("not_instead")
        if whole_body and not _names_whole_body(data):
            data["region"] = f"{data['region']} {gettext('whole body')}".strip()
        return data


def _names_whole_body(data: dict[str, Any]) -> bool:
    region = data.get("region", "").casefold()
    return bool(data.get("whole_body")) or any(word in region for word in WHOLE_BODY)
