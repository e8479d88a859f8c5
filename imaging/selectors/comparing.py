"""One examination beside those before it: baseline, smallest so far, now, and what is missing for a class."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from guidelines.imaging.limits import Measure
from guidelines.imaging.measuring import Sums, grown_lesions, sums_of
from guidelines.imaging.modalities import Modality
from imaging.selectors.measured import Examined


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one examination over the lesions of baseline; None where one of them was not measured."""

    examined: Examined
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`series`: the measured examinations of the same modality up to this one, baseline first.

    `before`: all earlier examinations, of whatever modality.
    """

    current: Examined
    before: tuple[Examined, ...]
    series: tuple[Examined, ...]

    @property
    def is_comparable(self) -> bool:
        """Whether the same modality was done before (IMG-48)."""
        return self.baseline_modality is self.current.seen.modality

    @property
    def baseline_modality(self) -> Modality | None:
        """The same modality when it was ever done before, else that of the last examination."""
        known = [one.seen.modality for one in self.before]
        own = self.current.seen.modality
        return own if own in known else next(reversed(known), None)

    @property
    def baseline(self) -> Examined | None:
        """The first measured examination of this modality before this one; None without one."""
        return self.series[0] if len(self.series) > 1 else None

    def sums(self, measure: Measure) -> Sums | None:
        """Baseline, smallest and current sum; None while one of them is not known (IMG-44, IMG-45)."""
        return sums_of([one.seen for one in self.series], measure)

    def totals(self, measure: Measure) -> tuple[Total, ...]:
        """The sum of every examination of the series."""
        return totals_of(self.series, measure)

    @property
    def nadir(self) -> Examined | None:
        """The earlier examination with the smallest sum so far, the first of equals (IMG-45)."""
        known = [one for one in self.totals(Measure.SUM)[:-1] if one.value is not None]
        return min(known, key=lambda one: one.value or 0).examined if known else None

    @property
    def grown(self) -> tuple[str, ...]:
        """The lesions that alone grew by 25% or more (IMG-46)."""
        return grown_lesions([one.seen for one in self.series])

    @property
    def unmeasured(self) -> tuple[str, ...]:
        """The lesions of baseline that were not measured now."""
        lesions = self.baseline.seen.lesions if self.baseline else {}
        return tuple(name for name in lesions if name not in self.current.seen.lesions)


def totals_of(series: Sequence[Examined], measure: Measure) -> tuple[Total, ...]:
    """The sum of every examination over the lesions of the first one."""
    return tuple(Total(one, _total(series[0], one, measure)) for one in series)


def _total(baseline: Examined, one: Examined, measure: Measure) -> Decimal | None:
    sums = sums_of([baseline.seen, one.seen], measure)
    return None if sums is None else sums.current


def comparison_of(current: Examined, examined: Sequence[Examined]) -> Comparison:
    """The examination beside those before it."""
    at = examined.index(current)
    before = tuple(examined[:at])
    same = [one for one in before if one.seen.modality is current.seen.modality and one.seen.lesions]
    return Comparison(current, before, (*same, current))
