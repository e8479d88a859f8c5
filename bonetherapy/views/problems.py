"""How a service's no comes back to the form it came from."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def errors_add(form: forms.Form, error: ValidationError) -> None:
    """Put a service's messages under the fields they belong to; those of no field stand above the form."""
    for name, messages in _by_field(error).items():
        form.add_error(name if name in form.fields else None, messages)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return {str(name): list(texts) for name, texts in error.message_dict.items()}
    return {NON_FIELD_ERRORS: list(error.messages)}
