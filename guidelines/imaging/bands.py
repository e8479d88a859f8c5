"""How a lesion without diameters stands against before, in the bands of table 1 (IMG-40, IMG-43)."""

from collections.abc import Iterable
from decimal import Decimal

from guidelines.terms import Term

GROWTH_PCT, SHRINKAGE_PCT = 25, -50


class Change(Term):
    """What a reader says of a lesion, or of its uptake, that has no number; limits as in table 1."""

    GREW = "GREW", "增大 25% 或以上", "Grew by 25% or more"
    BETWEEN = "BETWEEN", "增大不足 25%，缩小不足 50%", "Grew by less than 25%, shrank by less than 50%"
    SHRANK = "SHRANK", "缩小 50% 或以上", "Shrank by 50% or more"
    NOT_SHOWN = "NOT_SHOWN", "本次检查未显示该部位", "Not shown by this examination"


def band_of(percent: Decimal | None) -> Change | None:
    """Return the band a reader's estimate falls in, limits inclusive; None without an estimate."""
    if percent is None:
        return None
    if percent >= GROWTH_PCT:
        return Change.GREW
    return Change.SHRANK if percent <= SHRINKAGE_PCT else Change.BETWEEN


def common_band(changes: Iterable[Change | None]) -> Change | None:
    """Return the band that all lesions shown share; None when one was not read (None) or they differ.

    Where they differ only a reader can estimate all of them together; a lesion that is not shown is left out.
    """
    shown = {change for change in changes if change is not Change.NOT_SHOWN}
    return shown.pop() if len(shown) == 1 else None
