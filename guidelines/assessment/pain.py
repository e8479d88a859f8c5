"""PAIN_SEVERE and PAIN_UNCONTROLLED: the last dated pain score (STD-05)."""

from collections.abc import Iterator
from datetime import date

from guidelines.assessment.chart import Chart
from guidelines.assessment.coded import Coded, coded, from_finding
from guidelines.assessment.codes import Code
from guidelines.findings import Grade, Rule, Severity
from guidelines.record.complaints import PainScore
from guidelines.risk.pain import NRS_MAX, PainBand, pain_band, pain_finding
from guidelines.terms import Text

STD_05_WORDS = Rule(
    "STD-05",
    Severity.FLAG,
    Text(
        "疼痛记录为重度但无 NRS 评分：请评分、处理并复评。",
        "Pain is recorded as severe without a number: score it, treat, and score again.",
    ),
    "S STD-05; P",
    Grade.STANDARD,
)
CODES = {PainBand.SEVERE: Code.PAIN_SEVERE, PainBand.MODERATE: Code.PAIN_UNCONTROLLED}


def pain_findings(chart: Chart) -> Iterator[Coded]:
    """Yield the finding of the last score that says anything; 0-3 clears it."""
    score = _last(chart.record.pain)
    if score is None:
        return
    if (nrs := usable(score)) is None:
        yield coded(Code.PAIN_SEVERE, STD_05_WORDS, since=score.on, due_on=score.on)
        return
    finding, code = pain_finding(nrs), CODES.get(pain_band(nrs))
    if finding is not None and code is not None:
        yield from_finding(code, finding, since=score.on, due_on=score.on)


def usable(score: PainScore) -> int | None:
    """Return the worst number of a score on its scale; a number outside 0-10 is none."""
    return score.worst if score.worst is not None and 0 <= score.worst <= NRS_MAX else None


def _last(scores: tuple[PainScore, ...]) -> PainScore | None:
    """Return the newest dated score with a number or the word severe, the last of one day."""
    said = [s for s in scores if s.on is not None and (usable(s) is not None or s.severe)]
    return max(reversed(said), key=lambda score: score.on or date.min, default=None)
