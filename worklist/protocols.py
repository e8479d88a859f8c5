"""What higher rooms hand to the worklist: sources of reminders, of calls and of work. It never knows who.

A reminder source is a function `(now: datetime) -> SetSource | BatchSource` named in
settings.REMINDER_SOURCES. It only describes: it runs no query before its rows are asked for, because
delivery builds it again to ask `still_wanted`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet

from accounts.enums import Role
from guidelines.assessment.assess import Assessment
from patients.models import Patient
from worklist.enums import Audience, Channel, ReminderKind

COLUMNS = (
    "kind",
    "subject_id",
    "patient_id",
    "department_id",
    "due_on",
    "audience",
    "user_id",
    "contact_id",
    "channel",
    "planned_for",
    "not_before",
    "last_day",
)


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One row of the outbox before it is written.

    `planned_for` is the day the message belongs to: sent on a later day, it is shown as late. `last_day` is
    the last day it makes sense to send: set it on or after the day of planning, or the row turns into a call
    at once. `not_before` comes from `worklist.quiet.send_from(now)`.
    """

    kind: ReminderKind
    subject_id: UUID
    patient_id: UUID
    department_id: UUID
    due_on: date
    audience: Audience
    channel: Channel
    planned_for: date
    not_before: datetime
    last_day: date
    user_id: UUID | None = None
    contact_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a reminder is about: the dose (course, dental record) and the date for which it was planned."""

    kind: ReminderKind
    subject_id: UUID
    due_on: date


StillWanted = Callable[[Collection[Subject]], Collection[Subject]]
"""Of these subjects, those whose message still makes sense: not given, not cancelled, not moved to another
date.

Asked once per batch just before delivery, so one query whatever the number; what is left out is cancelled.
"""


@dataclass(frozen=True, slots=True)
class SetSource:
    """Reminders as one SELECT (UNION ALL of disjoint ranges) that yields the columns of COLUMNS by name.

    Parameters are named (`%(today)s`), a literal percent sign is doubled, an absent user or contact is
    `NULL::uuid`.
    """

    name: str
    kinds: tuple[ReminderKind, ...]
    select: str
    params: Mapping[str, Any]
    still_wanted: StillWanted


@dataclass(frozen=True, slots=True)
class BatchSource:
    """Reminders whose rule is Python: `rows` is a lazy iterator over chunks, written 1,000 at a time."""

    name: str
    kinds: tuple[ReminderKind, ...]
    rows: Iterator[ReminderRow]
    still_wanted: StillWanted


Source = SetSource | BatchSource
ReminderSource = Callable[[datetime], Source]


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody to phone, as settings.CALL_SOURCES provides them; the list unites them with failed messages.

    `badge` is a badge state of the design layer, `days` the number in its word, `line` one sentence in the
    user's language, `since` the day the need began (worst first), `url` where the row leads, `subject_id`
    the dose.
    """

    patient: Patient
    subject_id: UUID
    badge: str
    days: int | None
    line: str
    since: date
    url: str


class CallSource(Protocol):
    """A function of settings.CALL_SOURCES. `patients` is already narrowed to what the user may see."""

    def __call__(self, *, patients: QuerySet[Patient], today: date, limit: int) -> Collection[CallRow]: ...


class Keeper(Protocol):
    """A function of settings.ASSESSMENT_KEEPERS: rows of another room that follow what the rules said.

    Called inside the transaction that holds these patients' assessments, so it may lock and must not commit.
    """

    def __call__(self, assessments: Mapping[UUID, Assessment], now: datetime) -> object: ...


class SweepStep(Protocol):
    """A function of settings.SWEEP_STEPS, run between reassessing and planning; how many rows it touched."""

    def __call__(self, now: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing to do about a row: words of the button, where it leads, its icon."""

    words: str
    url: str
    icon: str = "arrow-right"
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be answered in the row itself: one choice and its button, sent to `url` as `name`.

    `groups` are headings (empty: none) with their choices, each a value and its words.
    """

    url: str
    name: str
    words: str
    groups: Collection[tuple[str, Collection[tuple[str, str]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """Something due that has a row of its own in another room: a planned dose, a slot of the calendar.

    `badge` and `days` are a state of the design layer and the number in its word; `why` says in words what
    was looked at; `rank` places the row among the findings (worklist.ranks), the worst first.
    """

    patient: Patient
    badge: str
    title: str
    due_on: date
    days: int | None = None
    why: str = ""
    source: str = ""
    grade: str = ""
    owner: str = ""
    rank: int
    action: Action | None = None
    menu: Menu | None = None


class WorkSource(Protocol):
    """A class of settings.WORK_SOURCES, made without arguments.

    `lists_for` are the roles whose own lists show these rows; none: they have a page of their own.
    """

    lists_for: Collection[Role]

    def rows(self, *, patients: QuerySet[Patient], today: date, limit: int) -> Collection[WorkRow]:
        """What is due today or was before, of patients already narrowed to what the user may see."""
        ...

    def covered(self, *, patient_ids: Collection[UUID]) -> Mapping[UUID, Collection[str]]:
        """The finding codes that rows of this source stand for, by patient: no task says it again."""
        ...
