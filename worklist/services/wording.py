"""Words a person must give: there, and not endless."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 300


def words_in(name: str, typed: str, needed: str) -> str:
    """What was typed, without blanks around it. Raises ValidationError for the field `name`."""
    words = typed.strip()
    if not words:
        raise ValidationError({name: needed})
    if len(words) > LONGEST:
        raise ValidationError({name: _("Too long: at most 300 characters.")})
    return words
