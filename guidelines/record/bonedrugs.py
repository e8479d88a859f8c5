"""Courses of bone-modifying drugs: doses, holds, supplements, the stop, and reasons against a start."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.agents import Agent, Route
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.states import DoseStatus
from guidelines.bone.stopping import StopReason
from guidelines.record.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose(Entry):
    """One dose; `on` is the day it was given, None = not given, or given on a day nobody wrote down.

    `status` None = taken from the dates. `reason` is why it came early or late.
    """

    number: int | None = None
    due_on: date | None = None
    dose_mg: Decimal | None = None
    route: Route | None = None
    batch: str = ""
    site: str = ""
    status: DoseStatus | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Entry):
    """A pause from `on`; `until_on` None = still on hold."""

    until_on: date | None = None
    reason: InterruptionReason | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement(Entry):
    """Calcium or vitamin D from `on`; a strength of None is not stated and cannot be verified."""

    name: str = ""
    calcium_mg_per_day: Decimal | None = None
    vitamin_d_iu_per_day: Decimal | None = None
    stopped_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Entry):
    """The end of a course; `reason` None = none was given. `plan` True = a rebound plan is on record."""

    reason: StopReason | None = None
    plan: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseTotal(Entry):
    """A number of doses somebody wrote down, counted up to the day `on`."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoneCourse(Entry):
    """A course; `on` is the planned first day. `agent` None = the record does not name the drug.

    Only dated doses count as given; a total in words (`stated`) is compared with them and fills nothing.
    `interval_since` is the day on which this interval was decided, None = the one the course began with.
    """

    agent: Agent | None = None
    agent_text: str = ""
    dose_mg: Decimal | None = None
    route: Route | None = None
    interval_days: int | None = None
    interval_since: date | None = None
    doses: tuple[Dose, ...] = ()
    stated: DoseTotal | None = None
    holds: tuple[Hold, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    stop: Stop | None = None

    @property
    def name(self) -> str:
        """Return the code of the drug, or the words of the record where it is not named."""
        return self.agent_text if self.agent is None else self.agent.value

    @property
    def given_on(self) -> tuple[date, ...]:
        """Return the days of the dated doses, oldest first."""
        return tuple(sorted(dose.on for dose in self.doses if dose.on is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEventEntry(Entry):
    """An event laid to the drug (VOC-25); `event` None = not one the rules know. `on` is its first day."""

    event: AdverseEvent | None = None
    resolved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotStarted(Entry):
    """Why no bone-modifying drug is given: a contraindication, or the patient's refusal; with its reason."""

    declined: bool = False
    agent: Agent | None = None
    reason: str = ""
