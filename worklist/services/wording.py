"""Words a person must give: there, and not endless; days: not so far ahead that nobody thinks of them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from guidelines.values import add_months

LONGEST = 300
MONTHS_AHEAD = 3


def words_in(name: str, typed: str, needed: str) -> str:
    """What was typed, without blanks around it. Raises ValidationError for the field `name`."""
    words = typed.strip()
    if not words:
        raise ValidationError({name: needed})
    if len(words) > LONGEST:
        raise ValidationError({name: _("Too long: at most 300 characters.")})
    return words


def too_far(day: date, today: date) -> str:
    """What is wrong with a day that lies too far ahead; empty when nothing is."""
    latest = add_months(today, MONTHS_AHEAD)
    if day <= latest:
        return ""
    return _("Choose a day up to %(day)s: a year typed wrong is a forgotten patient.") % {"day": latest}
