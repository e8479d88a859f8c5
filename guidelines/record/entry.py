"""What every fact of a record has: the day it belongs to, and the place it was read from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A dated fact; `on` None = the day is not known: it is kept and shown, and never settles anything.

    `ref` is where the fact stands in its source, such as "mirels[0]" or the id of a row; flags point to it.
    """

    on: date | None = None
    ref: str = ""
