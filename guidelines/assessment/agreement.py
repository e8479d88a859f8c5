"""The state a person confirmed beside the state the record shows: the same, or a difference to look at."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.assessment import pathway as derived
from guidelines.pathway.states import PathwayState

D, S = derived.PathwayState, PathwayState

# A record shows less than the pathway tells apart: what it shows fits all of these states.
FITS: Mapping[derived.PathwayState, frozenset[PathwayState]] = MappingProxyType(
    {
        D.SCREEN_DUE: frozenset({S.LC_CONFIRMED, S.SCREEN_DUE}),
        D.SURVEILLANCE: frozenset({S.SURVEILLANCE, S.BS_NEGATIVE, S.BS_POSITIVE, S.NOT_CONFIRMED}),
        D.CONFIRM_LOCALISED: frozenset({S.CONFIRM_LOCALISED, S.BS_POSITIVE, S.BIOPSY, S.INDETERMINATE}),
        D.CONFIRM_WIDESPREAD: frozenset({S.CONFIRM_WIDESPREAD, S.BS_POSITIVE, S.BIOPSY, S.INDETERMINATE}),
        D.NOT_CONFIRMED: frozenset({S.NOT_CONFIRMED, S.SURVEILLANCE}),
        D.CONFIRMED: frozenset({S.CONFIRMED, S.PRETREATMENT, S.MDT_PENDING}),
        D.ON_TREATMENT: frozenset({S.ON_TREATMENT, S.MDT_PENDING}),
    }
)


def proposed_state(shown: derived.PathwayState | None) -> PathwayState | None:
    """Return the state of the pathway that bears the name of what the record shows; None = it shows none."""
    return None if shown is None else PathwayState[shown.name]


def agrees(stored: PathwayState | None, shown: derived.PathwayState | None) -> bool:
    """Return whether the record fits the stored state; where either says nothing there is no difference."""
    return stored is None or shown is None or stored in FITS[shown]
