"""Measured lesions: two diameters each, one sum per examination, baseline and nadir (IMG-40)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.imaging.limits import Measure
from guidelines.imaging.modalities import Modality

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Diameters:
    """Largest diameter and the largest one perpendicular to it in the same plane, in mm."""

    d1_mm: Decimal
    d2_mm: Decimal

    def value(self, measure: Measure) -> Decimal:
        """Return the one number of the lesion: d1 + d2 in mm, or d1 x d2 in mm² (IMG-44)."""
        return self.d1_mm + self.d2_mm if measure is Measure.SUM else self.d1_mm * self.d2_mm


@dataclass(frozen=True, slots=True)
class Examination:
    """The measurable lesions of one examination, each under the name it keeps from baseline on."""

    done_on: date
    modality: Modality
    lesions: Mapping[str, Diameters]


@dataclass(frozen=True, slots=True)
class Sums:
    """Sum over all measurable lesions: at baseline (S0), the smallest before now (Smin), now (S)."""

    baseline: Decimal
    nadir: Decimal
    current: Decimal

    @property
    def measurable(self) -> bool:
        """Return whether there was a measurable lesion at baseline."""
        return self.baseline > 0

    @property
    def grew(self) -> bool:
        """Return whether the sum is at least 25% above the smallest so far (IMG-41, IMG-45)."""
        return self.measurable and grown(self.current, self.nadir)

    @property
    def halved(self) -> bool:
        """Return whether the sum is at least 50% below baseline (IMG-42)."""
        return self.measurable and 2 * self.current <= self.baseline

    @property
    def percent(self) -> Decimal | None:
        """Return the change from baseline as shown, one decimal; None without a measurable lesion."""
        if not self.measurable:
            return None
        change = 100 * (self.current - self.baseline) / self.baseline
        return change.quantize(Decimal("0.1")) + ZERO  # a fall too small to show is 0.0, not -0.0


def grown(current: Decimal, smallest: Decimal) -> bool:
    """Return whether a measure grew by 25% or more; what was gone and is still gone did not grow (IMG-41)."""
    return current > smallest and 4 * current >= 5 * smallest


def _total(examination: Examination, names: Sequence[str], measure: Measure) -> Decimal | None:
    """Return the sum over the lesions of baseline; None when one was not measured, which is never zero."""
    found = [examination.lesions.get(name) for name in names]
    known = [one.value(measure) for one in found if one is not None]
    return sum(known, ZERO) if len(known) == len(found) else None


def sums_of(examinations: Sequence[Examination], measure: Measure = Measure.SUM) -> Sums | None:
    """Return the three sums, the first examination being baseline and the last one now (IMG-44, IMG-45).

    None with fewer than two examinations, or when a lesion of baseline was not measured now. An earlier one
    that lacks a lesion cannot be the smallest.
    """
    ordered = sorted(examinations, key=lambda one: one.done_on)
    if len(ordered) < 2:
        return None
    names = tuple(ordered[0].lesions)
    current = _total(ordered[-1], names, measure)
    earlier = [total for one in ordered[:-1] if (total := _total(one, names, measure)) is not None]
    return None if current is None else Sums(earlier[0], min(earlier), current)


def grown_lesions(examinations: Sequence[Examination], measure: Measure = Measure.SUM) -> tuple[str, ...]:
    """Return the lesions that alone grew by 25% or more over their smallest so far (IMG-46)."""
    ordered = sorted(examinations, key=lambda one: one.done_on)
    if len(ordered) < 2:
        return ()
    return tuple(name for name in ordered[0].lesions if _lesion_grew(name, ordered, measure))


def _lesion_grew(name: str, ordered: Sequence[Examination], measure: Measure) -> bool:
    values = [one.lesions[name].value(measure) for one in ordered[:-1] if name in one.lesions]
    now = ordered[-1].lesions.get(name)
    return now is not None and grown(now.value(measure), min(values))
