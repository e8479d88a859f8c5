"""Values no patient can have: slips of the pen or of the unit (guidelines.reading.labs)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from guidelines.labs import Analyte, canonical_unit, to_canonical
from guidelines.reading.labs import POSSIBLE


def impossible(analyte: Analyte, value: Decimal, unit: str) -> object:
    """What is wrong with a value nobody can have; None when nothing is. Raises UnitError."""
    if analyte not in POSSIBLE:
        return None
    least, most = POSSIBLE[analyte]
    if least <= to_canonical(analyte, value, unit) <= most:
        return None
    return _("This value is not possible. Accepted: %(least)s to %(most)s %(unit)s.") % {
        "least": least,
        "most": most,
        "unit": canonical_unit(analyte),
    }
