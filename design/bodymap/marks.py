"""What a room says to have its lesions drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from design.bodymap.shapes import MIDDLE, Part

RING, DISC, HALF, OPEN = "ring", "disc", "half", "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One lesion: `parts` are the bones it lies in, `at` the end of the bone it lies near.

    `look` is ring, disc, half or open (a type nobody told); `tone` a colour of `design.chart.paint`. `label`
    is short and stands at the callout, `said` is the whole fact. `is_exact` False: the words name the bone,
    not the place in it, so the mark is dashed.
    """

    number: int
    parts: tuple[Part, ...]
    look: str
    tone: str
    label: str
    said: str
    url: str = ""
    at: str = MIDDLE
    is_exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """The words of the figures in the user's language; `part` names a bone, `url` leads to a new mark on it.

    `url` None: the user may not add one.
    """

    left: str
    right: str
    views: dict[str, str]
    part: Callable[[Part], str]
    url: Callable[[Part], str] | None = None
