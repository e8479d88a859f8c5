"""What a room says to have its records drawn: lanes of items, one kind of lane for each way to draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record. `said` is the whole fact in words: tooltip, screen reader and table say it.

    `on` None: no day is known, so it is listed below the picture and never drawn. `url` is the record's page.
    `tone` is a colour of `design.chart.paint`; what it means is said in words too.
    """

    on: date | None
    said: str
    url: str = ""
    tone: str = "ink"

    def end(self, today: date) -> date | None:
        """The last day of the record as far as it is known; most last one day."""
        del today
        return self.on


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Item):
    """An examination: `word` in the box, `note` under it. `look` is filled, outline or dashed."""

    word: str
    note: str = ""
    note_tone: str = "ink2"
    look: str = "filled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Item):
    """Something that happened: a diamond with its word."""

    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose(Item):
    """One dose of a course; `state` is given, late, planned, due, overdue, held or not_given.

    `due_on` is drawn as a broken line up to a late dose. `word` stands above the disc. Doses of one `course`
    hang on one line.
    """

    course: str
    number: str
    state: str
    due_on: date | None = None
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Item):
    """A hold from `on` until `until`, None while it lasts; `word` in the box, `note` above it."""

    until: date | None
    word: str
    note: str = ""

    def end(self, today: date) -> date | None:
        """The day it ended, today while it lasts."""
        return self.until or today


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Item):
    """One measured value; `shown` is the number as the page writes it, `word` what is wrong with it."""

    value: Decimal
    shown: str
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar(Item):
    """A score; `value` None: told in words only, drawn as an open mark."""

    value: int | None
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(Item):
    """Something that lasted until `until`; None with `goes_on` is still running, without it unknown."""

    until: date | None
    word: str
    goes_on: bool = False
    look: str = "filled"

    def end(self, today: date) -> date | None:
        """The day it ended, today while it goes on; its first day where the end is unknown."""
        return self.until or (today if self.goes_on else self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Item):
    """A decision: its words beside a flag, a note below; its day runs through all lanes."""

    word: str
    note: str = ""
    note_tone: str = "ink2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row of the time line. `on_phone`: also drawn where there is room for few lanes only."""

    title: str
    unit: str = ""
    on_phone: bool = False

    @property
    def items(self) -> Sequence[Item]:
        """All items, the undated ones included."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class TagLane(Lane):
    """Examinations."""

    tags: tuple[Tag, ...] = ()

    @property
    def items(self) -> Sequence[Item]:
        """The examinations."""
        return self.tags


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLane(Lane):
    """Events."""

    events: tuple[Event, ...] = ()

    @property
    def items(self) -> Sequence[Item]:
        """The events."""
        return self.events


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLane(Lane):
    """Doses on the line of their course, which is whole up to today and dotted after it."""

    doses: tuple[Dose, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def items(self) -> Sequence[Item]:
        """Doses and pauses."""
        return (*self.doses, *self.pauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabLane(Lane):
    """Values of one test with a scale of their own.

    `low` and `high` are the reference band, `limit` a line that means something; `band_word` and `limit_word`
    say so. None: there is none.
    """

    points: tuple[Point, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    band_word: str = ""
    limit: Decimal | None = None
    limit_word: str = ""

    @property
    def items(self) -> Sequence[Item]:
        """The values."""
        return self.points


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLane(Lane):
    """Scores from 0 to `most`."""

    most: int
    bars: tuple[Bar, ...] = ()

    @property
    def items(self) -> Sequence[Item]:
        """The scores."""
        return self.bars


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanLane(Lane):
    """Treatments."""

    spans: tuple[Span, ...] = ()

    @property
    def items(self) -> Sequence[Item]:
        """The treatments."""
        return self.spans


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagLane(Lane):
    """Decisions."""

    flags: tuple[Flag, ...] = ()

    @property
    def items(self) -> Sequence[Item]:
        """The decisions."""
        return self.flags
