"""Values no laboratory can have measured: slips of the pen or of the unit, no clinical limits (grade P)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from guidelines.labs import Analyte, canonical_unit, to_canonical

# Lowest and highest in the canonical unit of the test; far outside anything seen in a living patient.
POSSIBLE: dict[Analyte, tuple[Decimal, Decimal]] = {
    Analyte.CALCIUM: (Decimal("0.5"), Decimal(8)),
    Analyte.CORRECTED_CALCIUM: (Decimal("0.5"), Decimal(8)),
    Analyte.IONISED_CALCIUM: (Decimal("0.2"), Decimal(5)),
    Analyte.ALBUMIN: (Decimal(3), Decimal(100)),
    Analyte.CREATININE: (Decimal(5), Decimal(5000)),
    Analyte.EGFR: (Decimal(0), Decimal(300)),
    Analyte.CRCL: (Decimal(0), Decimal(400)),
    Analyte.PHOSPHATE: (Decimal("0.05"), Decimal(15)),
    Analyte.MAGNESIUM: (Decimal("0.05"), Decimal(15)),
}


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
