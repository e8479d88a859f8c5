"""What an address offers for a new row: `?site=L4&side=left` opens the form with both filled in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from patients.forms.records import RecordForm


def prefilled(form: type[RecordForm[Any]], query: QueryDict) -> dict[str, str]:
    """The fields of the form that the address names, each with a value the field accepts; anything else is left out.

    Nothing is saved by it: the person who opened the form sends it, and the service judges what is sent.
    """
    return {
        name: query[name]
        for name, field in form.base_fields.items()
        if query.get(name) and _accepts(field, query[name])
    }


def _accepts(field: forms.Field, value: str) -> bool:
    try:
        field.clean(value)
    except ValidationError:
        return False
    return True
