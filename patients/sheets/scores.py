"""Sheets of the two scores, and what the rules make of their items while they are chosen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from guidelines.findings import Finding
from guidelines.risk import mirels, sins
from patients.enums import RiskScale
from patients.forms.scores import PREFIX, MirelsForm, SinsForm
from patients.lines.scores import score_line
from patients.models import RiskScore
from patients.score_items import mirels_items, sins_items
from patients.services.status import RISK_SCORE
from patients.sheets.base import Sheet
from patients.specs.status import RiskScoreSpec


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
