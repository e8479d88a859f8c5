"""A stored value in words, and as a form would send it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def word(field: Any, value: Any) -> str:
    """The value in the user's language; a dash for none. `field` None: a part of a column."""
    if value in (None, ""):
        return "—"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(field, ForeignKey):
        found = field.remote_field.model._default_manager.filter(pk=value).first()
        return str(found or value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {word(None, one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(word(field, one) for one in value)
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))


def sent(value: Any) -> str:
    """The value as a form sends it; empty for what a single field cannot hold."""
    if value is None or isinstance(value, (list, dict, datetime)):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def typed_word(field: Any, typed: str) -> str:
    """What was typed for this column, in words."""
    try:
        return word(field, field.to_python(typed) if not isinstance(field, ForeignKey) else typed)
    except (ValidationError, ValueError):
        return typed
