"""Bad input, collected by field, so that a person sees every mistake at once."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError


def refuse(errors: Mapping[str, str]) -> None:
    """Raise ValidationError with the messages that are not empty; nothing when all are."""
    if found := {field: message for field, message in errors.items() if message}:
        raise ValidationError(found)
