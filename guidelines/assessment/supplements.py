"""SUPPLEMENT_START: calcium and vitamin D go with the drug, unless calcium is high (CAL-01)."""

from collections.abc import Iterator
from decimal import Decimal

from guidelines.assessment.chart import Chart, earliest
from guidelines.assessment.coded import Coded, from_finding
from guidelines.assessment.codes import Code
from guidelines.bone.supplements import supplement_check, supplement_task
from guidelines.record.bonedrugs import Supplement


def supplement_findings(chart: Chart) -> Iterator[Coded]:
    """Yield SUPPLEMENT_START while a drug runs or calcium is low, and calcium is not high (CAL-01)."""
    if chart.high_calcium or not (chart.running or chart.low_calcium):
        return
    since = earliest(*(c.given_on[0] for c in chart.running), *(e.begin for e in chart.low_calcium))
    taken = _taken(chart)
    if not taken:
        finding = supplement_task(chart.limits.drugs)
    elif _enough(chart, *_known_strength(taken)):
        return
    else:
        finding = supplement_check(*_stated_strength(taken), chart.limits.drugs)[0]
    yield from_finding(Code.SUPPLEMENT_START, finding, since=since, due_on=since)


def _taken(chart: Chart) -> tuple[Supplement, ...]:
    """Return the supplements that began on a known day and are not stopped."""
    ordered = [item for course in chart.record.courses for item in course.supplements]
    return tuple(
        item
        for item in (*ordered, *chart.record.supplements)
        if item.on is not None and item.stopped_on is None
    )


def _known_strength(taken: tuple[Supplement, ...]) -> tuple[Decimal, Decimal]:
    """Return calcium in mg and vitamin D in IU per day, as far as they are stated."""
    return (
        sum((item.calcium_mg_per_day or Decimal(0) for item in taken), Decimal(0)),
        sum((item.vitamin_d_iu_per_day or Decimal(0) for item in taken), Decimal(0)),
    )


def _stated_strength(taken: tuple[Supplement, ...]) -> tuple[Decimal | None, Decimal | None]:
    """Return both strengths, None where what is stated is not enough and something is not stated."""
    calcium, vitamin_d = _known_strength(taken)
    calcium_open = any(item.calcium_mg_per_day is None for item in taken)
    vitamin_open = any(item.vitamin_d_iu_per_day is None for item in taken)
    return (None if calcium_open else calcium), (None if vitamin_open else vitamin_d)


def _enough(chart: Chart, calcium: Decimal, vitamin_d: Decimal) -> bool:
    limits = chart.limits.drugs
    return calcium >= limits.calcium_mg and limits.vitd_min_iu <= vitamin_d <= limits.vitd_max_iu
