"""A board, a series and a meeting as a person enters them, and the answer of somebody invited."""

from dataclasses import dataclass
from datetime import date, datetime, time

from accounts.enums import Discipline
from accounts.models import User
from guidelines.mdt.limits import MeetingFrequency
from mdt.enums import Answer, ApprovalStep


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSpec:
    """The team template. `quorum` None: the hospital's limit holds (MDT-03); no `approval`: nobody signs.

    `medical_affairs` signs for that office where `approval` asks for it.
    """

    name: str
    chair: User
    coordinator: User
    disciplines: tuple[Discipline, ...] = ()
    required: tuple[Discipline, ...] = ()
    quorum: int | None = None
    place: str = ""
    video_link: str = ""
    minutes_per_case: int = 6
    deadline_hours: int = 24
    outcome_after_days: int = 30
    approval: tuple[ApprovalStep, ...] = ()
    medical_affairs: User | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSpec:
    """Regular meetings, by the wall clock of the hospital (MDT-13). `ends_on` None: for good."""

    first_on: date
    starts: time
    frequency: MeetingFrequency = MeetingFrequency.WEEKLY
    duration_minutes: int = 60
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSpec:
    """When and where one meeting takes place."""

    starts_at: datetime
    duration_minutes: int = 60
    place: str = ""
    video_link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSpec:
    """What somebody invited says; `leaves_at` None: stays to the end."""

    answer: Answer
    leaves_at: time | None = None
    note: str = ""
