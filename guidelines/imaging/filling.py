"""Sclerosis of lytic lesions, read lesion by lesion, as the one statement table 1 asks for (IMG-40)."""

from collections.abc import Iterable

from guidelines.imaging.response import CtFill


def fill_of(fills: Iterable[CtFill | None]) -> CtFill | None:
    """Return the sclerosis of these lytic lesions together; None when it is not known.

    Complete and none are said of all of them, so a lesion that was not read (None) leaves them open; one
    that fills in is partial sclerosis whatever the others do.
    """
    read = list(fills)
    if any(fill in (CtFill.PARTIAL_OR_RIM, CtFill.COMPLETE) for fill in read):
        return CtFill.COMPLETE if set(read) == {CtFill.COMPLETE} else CtFill.PARTIAL_OR_RIM
    return CtFill.NONE if set(read) == {CtFill.NONE} else None
