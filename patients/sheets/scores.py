"""Sheets of the scores: total, band and what was not recorded, never low for want of an item."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.words import say
from guidelines.findings import Finding
from guidelines.risk import mirels, sins
from guidelines.scales import ScaleError
from guidelines.terms import Term
from patients.enums import RiskScale
from patients.forms.scores import PREFIX, MirelsForm, SinsForm, mirels_items, sins_items
from patients.models import RiskScore
from patients.score_items import ITEMS
from patients.services.status import RISK_SCORE
from patients.sheets.base import Line, Sheet
from patients.sheets.events import placed
from patients.specs.status import RiskScoreSpec

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
    form: Any = MirelsForm if row.scale == RiskScale.MIRELS else SinsForm
    return gettext("; ").join(
        f"{form.base_fields[PREFIX + name].label} {say(_item(terms, row.items.get(name)))}"
        for name, terms in ITEMS[row.scale].items()
    )


def _item(terms: type[Term], code: object) -> Term | None:
    return terms(code) if code in set(terms) else None


def _chosen(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name.removeprefix(PREFIX): data[name] for name in data if name.startswith(PREFIX) and data[name]}


def judged_mirels(data: Mapping[str, Any]) -> Finding | None:
    """What the chosen items of a Mirels form mean (STD-03); None before one is chosen."""
    items = _chosen(data)
    return mirels.items_finding(mirels_items(items)) if items else None


def judged_sins(data: Mapping[str, Any]) -> Finding | None:
    """What the chosen items of a SINS form mean (STD-04); None before one is chosen."""
    items = _chosen(data)
    return sins.items_finding(sins_items(items)) if items else None


MIRELS: Sheet[RiskScoreSpec, RiskScore] = Sheet(
    name="mirels",
    room="patients",
    kind=RISK_SCORE,
    form=MirelsForm,
    title=_("Mirels scores"),
    new=_("New Mirels score"),
    day="scored_on",
    line=score_line,
    icon="calculator",
    only={"scale": RiskScale.MIRELS},
    judged=judged_mirels,
)
SINS: Sheet[RiskScoreSpec, RiskScore] = Sheet(
    name="sins",
    room="patients",
    kind=RISK_SCORE,
    form=SinsForm,
    title=_("SINS scores"),
    new=_("New SINS score"),
    day="scored_on",
    line=score_line,
    icon="calculator",
    only={"scale": RiskScale.SINS},
    judged=judged_sins,
)
