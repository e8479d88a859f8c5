"""Mirels and SINS scores of a record."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from guidelines.record.scores import MirelsScore, SinsScore
from guidelines.record.sites import Site
from guidelines.risk.mirels import MirelsItems
from guidelines.risk.sins import SinsItems
from patients.enums import RiskScale
from patients.models import RiskScore
from patients.record.grouping import Ref, by_patient
from patients.record.rows import RecordRows
from patients.record.sites import site_of
from patients.score_items import MIRELS_ITEMS, SINS_ITEMS, Items


def score_parts(rows: RecordRows, ref: Ref) -> dict[str, Mapping[UUID, Any]]:
    """`mirels` and `sins` of each patient; one query."""
    scores = rows.valid(RiskScore)
    mirels = [row for row in scores if row.scale == RiskScale.MIRELS]
    sins = [row for row in scores if row.scale == RiskScale.SINS]
    return {
        "mirels": by_patient(mirels, lambda row: _mirels(row, ref)),
        "sins": by_patient(sins, lambda row: _sins(row, ref)),
    }


def _site(row: RiskScore) -> Site:
    return site_of(row.site, side=row.side) or Site()


def _mirels(row: RiskScore, ref: Ref) -> MirelsScore:
    items = MirelsItems(**_items(row, MIRELS_ITEMS)) if row.items else None
    return MirelsScore(on=row.scored_on, ref=ref(row.id), site=_site(row), total=row.total, items=items)


def _sins(row: RiskScore, ref: Ref) -> SinsScore:
    items = SinsItems(**_items(row, SINS_ITEMS)) if row.items else None
    return SinsScore(on=row.scored_on, ref=ref(row.id), site=_site(row), total=row.total, items=items)


def _items(row: RiskScore, terms: Items) -> dict[str, Any]:
    return {name: term(row.items[name]) for name, term in terms.items() if row.items.get(name)}
