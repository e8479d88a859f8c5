"""Scores in one line: total, band and what was not recorded, never low for want of an item."""

from typing import Any

from django.utils.translation import gettext

from accounts.templatetags.words import say
from guidelines.risk import mirels, sins
from guidelines.scales import ScaleError
from guidelines.terms import Term
from patients.enums import RiskScale
from patients.lines.base import Line
from patients.lines.events import placed
from patients.models import RiskScore
from patients.score_items import ITEMS, LABELS, mirels_items, sins_items

CALM = frozenset({mirels.MirelsBand.LOW, sins.SinsBand.STABLE})
OPEN = frozenset({mirels.MirelsBand.UNKNOWN, sins.SinsBand.UNKNOWN})


def band_of(row: RiskScore) -> Term | None:
    """The band of the items, without items of the typed total; None for a total the scale does not have."""
    if row.scale == RiskScale.MIRELS:
        if row.items:
            return mirels.items_band(mirels_items(row.items))
        return _banded(mirels.total_band, row.total)
    return sins.items_band(sins_items(row.items)) if row.items else _banded(sins.total_band, row.total)


def _banded(rule: Any, total: int | None) -> Term | None:
    try:
        return None if total is None else rule(total)
    except ScaleError:
        return None


def score_line(row: RiskScore) -> Line:
    """`Mirels 8`, its band, where, and every item."""
    band = band_of(row)
    total = gettext("incomplete") if row.total is None else str(row.total)
    parts = (placed(row.site, row.side), items_said(row), row.text)
    return Line(
        on=row.scored_on,
        what=f"{row.get_scale_display()} {total}",
        note=" · ".join(part for part in parts if part),
        badge=_badge(band),
        badge_text=say(band.label) if band else gettext("not a score of this scale"),
        tone="ink" if band in CALM else "red",
    )


def _badge(band: Term | None) -> str:
    if band in CALM:
        return "check_ok"
    return "check_missing" if band in OPEN else "warn"


def items_said(row: RiskScore) -> str:
    """The items as they were chosen; those that are missing are named as not recorded."""
    if not row.items:
        return gettext("items not recorded")
    labels = LABELS[row.scale]
    return gettext("; ").join(
        f"{labels[name]} {say(_item(terms, row.items.get(name)))}" for name, terms in ITEMS[row.scale].items()
    )


def _item(terms: type[Term], code: Any) -> Term | None:
    return terms(code) if code in set(terms) else None
