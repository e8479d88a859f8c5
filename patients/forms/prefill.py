"""What an address offers for a new row: `?site=L4&side=left` opens the form with both filled in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from patients.forms.records import RecordForm


def prefilled(form: type[RecordForm[Any]], query: QueryDict) -> dict[str, str]:
    """The fields of the form that the address names with a value they accept; anything else is left out.

    Nothing is saved by it: the person who opened the form sends it, and the service judges what is sent.
    """
    told = {name: str(query.get(name) or "") for name in form.base_fields}
    return {name: words for name, words in told.items() if words and _accepts(form.base_fields[name], words)}


def _accepts(field: forms.Field, value: str) -> bool:
    try:
        field.clean(value)
    except ValidationError:
        return False
    return True
