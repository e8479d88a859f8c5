"""A part of a whole as a bar; its numbers stand beside it, so the picture is decoration."""

from dataclasses import dataclass

WIDTH = 96


@dataclass(frozen=True, slots=True)
class Share:
    """What `components/share.html` places."""

    filled: int
    width: int = WIDTH


def share_of(part: int, whole: int) -> Share:
    """The bar; empty for a part of nothing."""
    return Share(round(WIDTH * part / whole) if whole else 0)
