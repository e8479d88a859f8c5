"""Counts become rates: how many of how many, unknown ones left out and said (section 9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from guidelines.terms import Term, Text

ONE_DECIMAL = Decimal("0.1")
NOT_APPLICABLE = Text("不适用", "n/a")


class Standing(Term):
    """Where one patient, dose or scan stands in an indicator."""

    COUNTED = "COUNTED", "计入分子", "Numerator"
    NOT_COUNTED = "NOT_COUNTED", "仅计入分母", "Denominator only"
    UNKNOWN = "UNKNOWN", "资料不足，不计入", "Unknown, left out"
    OUTSIDE = "OUTSIDE", "不属于该指标", "Outside the indicator"


def standing(counted: bool | None, *, inside: bool | None = True) -> Standing:
    """Return the standing of one case.

    `inside` says whether it belongs to the denominator at all; None, in either place, was not recorded.
    """
    if inside is False:
        return Standing.OUTSIDE
    if inside is None or counted is None:
        return Standing.UNKNOWN
    return Standing.COUNTED if counted else Standing.NOT_COUNTED


def both(*facts: bool | None) -> bool | None:
    """Return whether all facts hold: one that does not settles it, else one not recorded leaves it open."""
    if False in facts:
        return False
    return None if None in facts else True


def negated(fact: bool | None) -> bool | None:
    """Return the opposite of a fact; what was not recorded stays so."""
    return None if fact is None else not fact


@dataclass(frozen=True, slots=True)
class Rate:
    """`numerator` of `denominator`, `unknown` in neither. Raises ValueError for impossible counts."""

    numerator: int
    denominator: int
    unknown: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.numerator <= self.denominator or self.unknown < 0:
            raise ValueError(f"{self.numerator} of {self.denominator}, {self.unknown} unknown")

    @property
    def percent(self) -> Decimal | None:
        """Return the rate in percent with one decimal; None, never 0, when nothing could be counted."""
        if not self.denominator:
            return None
        return rounded(Decimal(100 * self.numerator) / self.denominator)

    @property
    def shown(self) -> Text:
        """Return the rate as printed: percent with its n, or that there is none."""
        if self.percent is None:
            return NOT_APPLICABLE
        words = f"{self.percent.normalize():f}% ({self.numerator}/{self.denominator})"
        return Text(words, words)


def rounded(value: Decimal) -> Decimal:
    """Return `value` with one decimal, halves upwards."""
    return value.quantize(ONE_DECIMAL, rounding=ROUND_HALF_UP)


def rate_of(standings: Iterable[Standing]) -> Rate:
    """Return the rate of these cases; unknown ones are left out of it and counted beside it."""
    seen = list(standings)
    counted = seen.count(Standing.COUNTED)
    return Rate(counted, counted + seen.count(Standing.NOT_COUNTED), seen.count(Standing.UNKNOWN))


def ratio(total: int, units: int) -> Decimal | None:
    """Return how many per unit with one decimal, as cases per meeting; None without a unit."""
    return rounded(Decimal(total) / units) if units else None


def median(values: Sequence[int]) -> Decimal | None:
    """Return the middle value, between the two middle ones for an even number; None without values."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    pair = ordered[middle - 1 : middle + 1] if len(ordered) % 2 == 0 else ordered[middle : middle + 1]
    return Decimal(sum(pair)) / len(pair)


DAYS_PER_YEAR = Decimal("365.25")


def per_100_years(events: int, patient_days: int) -> Decimal | None:
    """Return events per 100 patient-years with one decimal; None without time under observation."""
    if patient_days <= 0:
        return None
    return rounded(Decimal(100 * events) * DAYS_PER_YEAR / patient_days)
