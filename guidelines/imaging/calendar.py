"""The follow-up calendar: which scan is due when, and what became of it (IMG-02 to IMG-04, IMG-06 to IMG-11).

Slots are counted in calendar months from the anchor, never from the slot or the study before, so none drifts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from guidelines.bone.intervals import add_days
from guidelines.imaging.category import ADVANCED_SCHEDULE, FollowUpCategory
from guidelines.imaging.limits import DEFAULT_IMAGING_LIMITS, ImagingLimits
from guidelines.imaging.modalities import CT_KINDS, PETCT_KINDS, Modality
from guidelines.imaging.studies import Study
from guidelines.roles import Role
from guidelines.terms import Term
from guidelines.values import add_months


class SlotKind(Term):
    """The two examinations of table 3.2."""

    CT = "CT", "CT（含骨窗）", "CT with bone window"
    BS = "BS", "骨显像", "Bone scan"


class SlotState(Term):
    """What became of a slot, as of a day."""

    PLANNED = "planned", "计划", "Planned"
    DUE_SOON = "due_soon", "临近", "Due soon"
    OVERDUE = "overdue", "逾期", "Overdue"
    MISSED = "missed", "错过", "Missed"
    FULFILLED = "fulfilled", "已完成", "Fulfilled"
    QC_PENDING = "qc_pending", "已检查，骨窗待查看", "Done, bone window pending"
    WAIVED = "waived", "已豁免", "Waived"


@dataclass(frozen=True, slots=True)
class Grid:
    """How one kind of slot repeats: every `months`, the first one `first` intervals after the anchor."""

    months: int
    first: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """One examination that is due; `number` counts intervals from the anchor, 0 = initial examination."""

    kind: SlotKind
    number: int
    due_on: date
    next_due_on: date


@dataclass(frozen=True, slots=True)
class SlotTurns:
    """The first day on which an open slot is due soon, overdue and missed (IMG-07 to IMG-09)."""

    soon_from: date
    overdue_from: date
    missed_from: date

    def state_on(self, day: date) -> SlotState:
        """Return the state of an open slot on a day; inside the days of grace it still is due soon."""
        if day >= self.missed_from:
            return SlotState.MISSED
        if day >= self.overdue_from:
            return SlotState.OVERDUE
        return SlotState.DUE_SOON if day >= self.soon_from else SlotState.PLANNED


@dataclass(frozen=True, slots=True)
class Waiver:
    """A slot an oncologist gave up, with the reason (IMG-10)."""

    kind: SlotKind
    due_on: date
    by: Role
    reason: str

    @property
    def valid(self) -> bool:
        """Return whether an oncologist gave a reason; otherwise the waiver counts for nothing."""
        return self.by is Role.ONCOLOGIST and bool(self.reason.strip())


@dataclass(frozen=True, slots=True)
class SlotStatus:
    """A slot on a day: its state, the study that belongs to it, days overdue (0 unless overdue)."""

    slot: Slot
    state: SlotState
    turns: SlotTurns
    study: Study | None = None
    days_overdue: int = 0
    waiver: Waiver | None = None


def grids(
    category: FollowUpCategory, limits: ImagingLimits = DEFAULT_IMAGING_LIMITS
) -> Mapping[SlotKind, Grid]:
    """Return the grid of each kind (table 3.2, IMG-02, IMG-03); CT after surgery only by policy (IMG-04).

    Empty for INITIAL, whose baseline survey is DX-01, and for UNCLASSIFIED.
    """
    if category in ADVANCED_SCHEDULE:
        advanced = {
            SlotKind.CT: Grid(limits.ct_interval_months),
            SlotKind.BS: Grid(limits.bs_interval_months),
        }
        return MappingProxyType(advanced)
    if category is not FollowUpCategory.POST_OP:
        return MappingProxyType({})
    operated = {SlotKind.BS: Grid(limits.bs_postop_interval_months)}
    if limits.postop_ct_months is not None:
        operated[SlotKind.CT] = Grid(limits.postop_ct_months, first=1)
    return MappingProxyType(operated)


def slots_of(kind: SlotKind, grid: Grid, anchor: date, until: date) -> tuple[Slot, ...]:
    """Return the slots of one kind that are due up to `until`, earliest first."""
    slots: list[Slot] = []
    number = grid.first
    due_on = add_months(anchor, number * grid.months)
    while due_on <= until and due_on < date.max:
        next_due_on = add_months(anchor, (number + 1) * grid.months)
        slots.append(Slot(kind, number, due_on, next_due_on))
        number, due_on = number + 1, next_due_on
    return tuple(slots)


def schedule(
    category: FollowUpCategory, anchor: date, until: date, limits: ImagingLimits = DEFAULT_IMAGING_LIMITS
) -> tuple[Slot, ...]:
    """Return every slot of the category due up to `until`, in order of date, CT before bone scan."""
    slots = [
        slot for kind, grid in grids(category, limits).items() for slot in slots_of(kind, grid, anchor, until)
    ]
    return tuple(sorted(slots, key=lambda slot: (slot.due_on, slot.kind is SlotKind.BS)))


def serves(study: Study, kind: SlotKind) -> bool:
    """Return whether a study is of the kind a slot asks for (IMG-06).

    A PET/CT stands in for a bone scan when it was whole-body and has a reason (IMG-11).
    """
    if kind is SlotKind.CT:
        return study.modality in CT_KINDS
    replaces = study.modality in PETCT_KINDS and study.whole_body is True and bool(study.reason.strip())
    return study.modality is Modality.BS or replaces


def bone_window_read(study: Study) -> bool:
    """Return whether the bone window of a study was read (IMG-21); no and empty both mean not read."""
    return study.bone_window is not None and study.bone_window.reviewed is True


def satisfies(study: Study, kind: SlotKind) -> bool:
    """Return whether a study fulfils a slot of this kind: a CT also needs its bone window read (IMG-06)."""
    return serves(study, kind) and (kind is SlotKind.BS or bone_window_read(study))


def nearest_slot(slots: Iterable[Slot], done_on: date) -> Slot | None:
    """Return the slot of one kind whose due date is nearest to `done_on`, the earlier on a tie (IMG-06).

    None without slots, and for a study so long before the first slot that it belongs to the time before it:
    further away than half an interval, as a slot before the first would have it.
    """
    ordered = sorted(slots, key=lambda slot: slot.due_on)
    if not ordered or 2 * (ordered[0].due_on - done_on) >= ordered[0].next_due_on - ordered[0].due_on:
        return None
    return min(ordered, key=lambda slot: (abs(slot.due_on - done_on), slot.due_on))


def assigned(slots: Iterable[Slot], studies: Iterable[Study]) -> Mapping[Slot, Study]:
    """Return the study that belongs to each slot of one kind: of several the first that satisfies it.

    A slot counts once and a study belongs to one slot at most (IMG-06). Where none satisfies the slot it is
    the first CT whose bone window is still unread.
    """
    own = list(slots)
    found: dict[Slot, Study] = {}
    for study in sorted(studies, key=lambda study: (study.done_on, study.study_id)):
        slot = nearest_slot((slot for slot in own if serves(study, slot.kind)), study.done_on)
        if slot is None:
            continue
        held = found.get(slot)
        if held is None or (satisfies(study, slot.kind) and not satisfies(held, slot.kind)):
            found[slot] = study
    return MappingProxyType(found)


def turns_of(slot: Slot, limits: ImagingLimits = DEFAULT_IMAGING_LIMITS) -> SlotTurns:
    """Return when a slot turns: lead days before, the day after the grace, nearer to the next slot."""
    half = (slot.next_due_on - slot.due_on).days // 2
    return SlotTurns(
        add_days(slot.due_on, -limits.scan_lead_days),
        add_days(slot.due_on, limits.scan_grace_days + 1),
        add_days(slot.due_on, half + 1),
    )


def slot_status(
    slot: Slot,
    study: Study | None,
    waiver: Waiver | None,
    today: date,
    limits: ImagingLimits = DEFAULT_IMAGING_LIMITS,
) -> SlotStatus:
    """Return the state of a slot (IMG-06 to IMG-11); a study settles it before a waiver does.

    Inside the grace period an open slot still counts as due soon.
    """
    turns = turns_of(slot, limits)
    if study is not None:
        done = satisfies(study, slot.kind)
        return SlotStatus(slot, SlotState.FULFILLED if done else SlotState.QC_PENDING, turns, study)
    if waiver is not None and waiver.valid:
        return SlotStatus(slot, SlotState.WAIVED, turns, waiver=waiver)
    state = turns.state_on(today)
    days = (today - slot.due_on).days if state is SlotState.OVERDUE else 0
    return SlotStatus(slot, state, turns, days_overdue=days)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFacts:
    """Everything the calendar of one patient reads; `anchor_on` None = the schedule cannot start."""

    category: FollowUpCategory
    anchor_on: date | None
    studies: tuple[Study, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def calendar(
    facts: CalendarFacts, today: date, until: date, limits: ImagingLimits = DEFAULT_IMAGING_LIMITS
) -> tuple[SlotStatus, ...]:
    """Return every slot due up to `until` with its state today; studies done after today are not seen.

    Slots are matched past `until`, so that a study near the end finds its nearest slot.
    """
    if facts.anchor_on is None:
        return ()
    seen = [study for study in facts.studies if study.done_on <= today]
    waivers = {(waiver.kind, waiver.due_on): waiver for waiver in facts.waivers if waiver.valid}
    last = max(until, today)
    status: list[SlotStatus] = []
    for kind, grid in grids(facts.category, limits).items():
        slots = slots_of(kind, grid, facts.anchor_on, add_months(last, grid.months))
        matched = assigned(slots, seen)
        status += [
            slot_status(slot, matched.get(slot), waivers.get((kind, slot.due_on)), today, limits)
            for slot in slots
            if slot.due_on <= until
        ]
    return tuple(sorted(status, key=lambda one: (one.slot.due_on, one.slot.kind is SlotKind.BS)))


WAITING = frozenset({SlotState.PLANNED, SlotState.DUE_SOON, SlotState.OVERDUE})


def next_change_on(statuses: Iterable[SlotStatus], today: date) -> date | None:
    """Return the next day on which time alone changes one of these states; None when none is open."""
    waiting = [one.turns for one in statuses if one.state in WAITING]
    days = (day for turns in waiting for day in (turns.soon_from, turns.overdue_from, turns.missed_from))
    return min((day for day in days if day > today), default=None)
