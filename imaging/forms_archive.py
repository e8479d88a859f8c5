"""Forms around the archive."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from imaging.forms import StudyField
from imaging.models import ImagingStudy
from patients.forms.base import RoomForm

LONGEST = 16  # of an accession number, in DICOM


class AccessionForm(RoomForm):
    """The number on the request form or the report."""

    accession_number = forms.CharField(label=_("Accession number"), max_length=LONGEST)


class ConfirmForm(RoomForm):
    """Which examination of the record it is, and that it is this patient's although the archive differs."""

    study = StudyField(
        ImagingStudy.objects.none(),
        label=_("Examination in the record"),
        required=False,
        empty_label=_("a new examination"),
    )
    is_same_person = forms.BooleanField(
        label=_("I have checked that these images are of this patient"), required=False
    )

    def __init__(self, *args: Any, candidates: QuerySet[ImagingStudy], differs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._differs = differs
        study = self.fields["study"]
        if isinstance(study, forms.ModelChoiceField):
            study.queryset = candidates
            study.initial = candidates.first()
        if not differs:
            del self.fields["is_same_person"]

    def clean(self) -> dict[str, Any]:
        """Another name or number needs a person's word."""
        data = super().clean() or self.cleaned_data
        if self._differs and not data.get("is_same_person"):
            self.add_error(
                "is_same_person", _("The archive names another patient. Please check and confirm.")
            )
        return data
