"""What may be wrong with a clinical fact, in words for the person who typed it."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _


def missing(text: str) -> object:
    """What is wrong with text that must not be empty; None when nothing is."""
    return None if text.strip() else _("Please fill in this field.")


def outside(number: int | Decimal | None, least: int, most: int) -> object:
    """What is wrong with a number off its scale; None when nothing is, also when there is none."""
    if number is None or least <= number <= most:
        return None
    return _("Accepted: %(first)s to %(last)s.") % {"first": least, "last": most}


def not_whole(number: int | Decimal | None, least: int, most: int) -> object:
    """The same for a scale of whole numbers."""
    if number is not None and number != int(number):
        return _("Accepted: a whole number.")
    return outside(number, least, most)


def finer(number: Decimal | None, digits: int) -> object:
    """What is wrong with a number the column would round silently; None when nothing is."""
    if number is None or number == round(number, digits):
        return None
    return _("At most %(n)s digits after the point.") % {"n": digits}


def ends_before(first: date | None, last: date | None) -> object:
    """What is wrong with an end before the beginning; None when nothing is."""
    if first is not None and last is not None and last < first:
        return _("The end cannot lie before the beginning.")
    return None
