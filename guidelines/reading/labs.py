"""The laboratory results a rule can use: dated, with a number, a unit that fits and a value that can be."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from guidelines.facts import LabFact
from guidelines.labs import Analyte, UnitError, to_canonical
from guidelines.reading.limits import SafetyLimits
from guidelines.record.record import is_countable
from guidelines.record.results import LabResult

CALCIUM = frozenset({Analyte.CALCIUM, Analyte.CORRECTED_CALCIUM, Analyte.IONISED_CALCIUM})

# Outside these ends a number is a slip of unit or decimal point, not a patient (canonical unit, P).
_CALCIUM_ENDS = (Decimal("0.4"), Decimal(7))
POSSIBLE: Mapping[Analyte, tuple[Decimal, Decimal]] = MappingProxyType(
    {
        **dict.fromkeys(CALCIUM, _CALCIUM_ENDS),
        Analyte.ALBUMIN: (Decimal(8), Decimal(80)),
        Analyte.CREATININE: (Decimal(10), Decimal(3000)),
        Analyte.EGFR: (Decimal(0), Decimal(250)),
        Analyte.CRCL: (Decimal(0), Decimal(400)),
    }
)


def canonical(result: LabResult) -> Decimal | None:
    """Return the value in the canonical unit of its analyte.

    None without analyte or number, in a unit that does not fit, or when no patient can have such a value.
    """
    value = _converted(result, result.value)
    if value is None or result.analyte is None:
        return None
    low, high = POSSIBLE.get(result.analyte, (Decimal(0), value))
    return value if low <= value <= high else None


def _converted(result: LabResult, value: Decimal | None) -> Decimal | None:
    if result.analyte is None or value is None or not is_countable(value):
        return None
    try:
        return to_canonical(result.analyte, value, result.unit)
    except UnitError:
        return None


def lab_fact(result: LabResult, limits: SafetyLimits) -> LabFact | None:
    """Return the result as the rules of the drugs read it; None when it is undated or cannot be used.

    Total and corrected calcium without a printed range get the hospital's own; ionised calcium gets none.
    """
    value = canonical(result)
    if value is None or result.analyte is None or result.on is None:
        return None
    low, high = _converted(result, result.low), _converted(result, result.high)
    if result.analyte in (Analyte.CALCIUM, Analyte.CORRECTED_CALCIUM):
        low = limits.calcium_low if low is None else low
        high = limits.calcium_high if high is None else high
    return LabFact(analyte=result.analyte, value=value, sampled_on=result.on, low=low, high=high)


def lab_facts(results: Iterable[LabResult], limits: SafetyLimits) -> tuple[LabFact, ...]:
    """Return every result that can be used, in the order of the record."""
    facts = (lab_fact(result, limits) for result in results)
    return tuple(fact for fact in facts if fact is not None)


def latest(facts: Iterable[LabFact], *analytes: Analyte) -> LabFact | None:
    """Return the newest result of any of these analytes, the last of one day; None when there is none."""
    known = [fact for fact in facts if fact.analyte in analytes]
    return max(reversed(known), key=lambda fact: fact.sampled_on, default=None)
