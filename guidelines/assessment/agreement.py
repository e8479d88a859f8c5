"""The state a person confirmed beside the state the record shows: the same, or a difference to look at."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.pathway.states import PathwayState as S

# A record shows less than the pathway tells apart: what it shows fits all of these states.
FITS: Mapping[S, frozenset[S]] = MappingProxyType(
    {
        S.SCREEN_DUE: frozenset({S.LC_CONFIRMED, S.SCREEN_DUE}),
        S.SURVEILLANCE: frozenset({S.SURVEILLANCE, S.BS_NEGATIVE, S.BS_POSITIVE, S.NOT_CONFIRMED}),
        S.CONFIRM_LOCALISED: frozenset({S.CONFIRM_LOCALISED, S.BS_POSITIVE, S.BIOPSY, S.INDETERMINATE}),
        S.CONFIRM_WIDESPREAD: frozenset({S.CONFIRM_WIDESPREAD, S.BS_POSITIVE, S.BIOPSY, S.INDETERMINATE}),
        S.NOT_CONFIRMED: frozenset({S.NOT_CONFIRMED, S.SURVEILLANCE}),
        S.CONFIRMED: frozenset({S.CONFIRMED, S.PRETREATMENT, S.MDT_PENDING}),
        S.ON_TREATMENT: frozenset({S.ON_TREATMENT, S.MDT_PENDING}),
    }
)


def agrees(stored: S | None, shown: S | None) -> bool:
    """Return whether the record fits the stored state; where either says nothing there is no difference."""
    return stored is None or shown is None or stored in FITS.get(shown, frozenset({shown}))
