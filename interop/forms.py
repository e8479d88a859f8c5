"""A table of old cases as it is uploaded, and why an import is undone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Hospital
from accounts.spreadsheet.columns import Entry, entries_of
from accounts.spreadsheet.reading import MOST_BYTES, lines_of
from interop.old_cases import columns_of
from patients.forms.base import RoomForm
from patients.forms.records import words


class TableForm(RoomForm):
    """The file; after `is_valid` its content and its rows."""

    file = forms.FileField(
        label=_("Table of old cases (XLSX or CSV)"),
        error_messages={"required": _("Please choose a file."), "empty": _("This file is empty.")},
    )

    def __init__(self, *args: Any, hospital: Hospital, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hospital = hospital

    def clean_file(self) -> tuple[str, bytes, list[Entry]]:
        """Its name, its bytes, its rows."""
        file = self.cleaned_data["file"]
        content = file.read(MOST_BYTES + 1)
        return file.name, content, entries_of(lines_of(content), columns_of(self.hospital))


class UndoForm(RoomForm):
    """Why an import is taken back."""

    reason = words(_("Why is it undone?"), 200, required=True)
