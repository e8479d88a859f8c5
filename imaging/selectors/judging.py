"""What the rules of response read: the reader's statements, the sums, and lesions read one by one."""

from decimal import Decimal

from guidelines.imaging.bands import Change, band_of
from guidelines.imaging.limits import Measure
from guidelines.imaging.measuring import Sums
from guidelines.imaging.response import ResponseFacts
from imaging.selectors.comparing import Comparison
from imaging.selectors.register import Register
from imaging.selectors.stated import Stated, stated_of
from imaging.specs import ResponseSpec

NOTHING = Sums(Decimal(0), Decimal(0), Decimal(0))


def stated_in(comparison: Comparison, register: Register) -> Stated:
    """What was said of single lesions in the examination that is compared."""
    return stated_of(comparison, register.places, register.readings.get(comparison.current.study.id, {}))


def facts_for(
    spec: ResponseSpec, comparison: Comparison, measure: Measure, register: Register
) -> ResponseFacts:
    """The reader's statements with the sums of this measure; what is said of all goes before single lesions.

    Without a measured examination before, the sums are unknown, unless the reader states that no lesion could
    be measured.
    """
    is_unmeasured = spec.has_measurable is False and comparison.baseline is None
    stated = stated_in(comparison, register)
    return ResponseFacts(
        comparable=comparison.is_comparable,
        sums=NOTHING if is_unmeasured else comparison.sums(measure),
        new_lesion=spec.new_lesion,
        nonmeasurable_change_pct=spec.nonmeasurable_change_pct,
        bs_change_pct=spec.bs_change_pct,
        correlative=spec.correlative,
        ct_fill=spec.ct_fill or stated.fill,
        density_normalised=spec.density_normalised,
        mri_normalised=spec.mri_normalised,
        bs_normalised=spec.bs_normalised,
        grown_lesions=tuple(register.sites[name] for name in _grown(spec, comparison, stated)),
        nonmeasurable=None if stated.is_uptake else stated.band,
        uptake=stated.band if stated.is_uptake else None,
    )


def _grown(spec: ResponseSpec, comparison: Comparison, stated: Stated) -> tuple[str, ...]:
    """Lesions that grew alone (IMG-46): where all of them did, that is progression and no mixed response."""
    band = band_of(spec.nonmeasurable_change_pct) or stated.band
    read = () if stated.is_uptake or band is Change.GREW else stated.grown
    return (*comparison.grown, *(name for name in read if name not in comparison.grown))
