"""What the rules say to a Mirels score before it is stored: flags only, a wrong score is kept and shown."""

from typing import Any

from guidelines.dataquality.mirels import score_flags
from guidelines.record.scores import MirelsScore
from guidelines.record.sites import Site
from guidelines.risk.mirels import MirelsItems
from patients.enums import RiskScale
from patients.record.sites import site_of
from patients.score_items import MIRELS_ITEMS
from patients.selectors.whole import records_of
from patients.services.recording import Findings, Writing
from patients.specs.status import RiskScoreSpec


def score_findings(spec: RiskScoreSpec, writing: Writing) -> Findings:
    """DQ-01 to DQ-04; nothing about a SINS, whose total no rule of the data checks reads."""
    if spec.scale != RiskScale.MIRELS:
        return ()
    record = records_of([writing.patient.id], writing.today)[writing.patient.id]
    return score_flags(record, _told(spec))


def _told(spec: RiskScoreSpec) -> MirelsScore:
    items: dict[str, Any] = {
        name: term(str(spec.items[name])) for name, term in MIRELS_ITEMS.items() if spec.items.get(name)
    }
    return MirelsScore(
        on=spec.scored_on,
        site=site_of(spec.site, side=spec.side or "") or Site(),
        total=spec.total,
        items=MirelsItems(**items) if items else None,
    )
