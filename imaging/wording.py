"""Slots of the calendar in words: their examination, their state as a badge, the state of the bone window."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.vocabulary import say
from guidelines.imaging.calendar import SlotKind, SlotState
from guidelines.imaging.orders import RefusalReason
from imaging.models import ImagingSlot, ImagingStudy
from imaging.selectors.evidence import obstacle_of
from imaging.sheets import modality_name, window_state

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class Badge:
    """A state of the design layer with the days in its word, or with words of its own."""

    state: str
    days: int | None = None
    text: "str | _StrPromise" = ""


def kind_name(slot: ImagingSlot) -> str:
    """`CT（含骨窗）` or `骨显像`."""
    return say(SlotKind(slot.kind).label)


def point_of(slot: ImagingSlot) -> str:
    """Where it stands in the schedule: `+9 months` from the anchor; "baseline" for the first."""
    if slot.number == 0:
        return pgettext("calendar", "baseline")
    months = (slot.due_on.year - slot.anchor_on.year) * MONTHS_PER_YEAR
    months += slot.due_on.month - slot.anchor_on.month
    return ngettext("+%(months)s month", "+%(months)s months", months) % {"months": months}


def state_badge(slot: ImagingSlot, today: date) -> Badge:
    """Booked stands before late; a CT whose bone window is unread is as late as one that was not done."""
    state = slot.state_on(today)
    if state is SlotState.FULFILLED:
        return Badge("given", text=pgettext("scan", "Done"))
    if state is SlotState.WAIVED:
        return Badge("not_given", text=pgettext("scan", "Given up"))
    if state is SlotState.QC_PENDING:
        is_late = slot.overdue_from <= today < slot.next_takes_over_on
        return _late(slot, today) if is_late else Badge("pending", text=_("Window to read"))
    if is_booked(slot, today):
        return Badge("booked")
    return Badge("missed") if state is SlotState.MISSED else _open_badge(slot, state, today)


def _open_badge(slot: ImagingSlot, state: SlotState, today: date) -> Badge:
    return _late(slot, today) if state is SlotState.OVERDUE else Badge(state.value)


def _late(slot: ImagingSlot, today: date) -> Badge:
    return Badge("overdue", (today - slot.due_on).days)


def is_booked(slot: ImagingSlot, today: date) -> bool:
    """True while the appointment lies ahead or is today."""
    return slot.booked_for is not None and timezone.localdate(slot.booked_for) >= today


def window_badge(slot: ImagingSlot) -> Badge:
    """What is known of the bone window of the slot's CT (IMG-21)."""
    if slot.kind == SlotKind.BS:
        return Badge("not_applicable")
    if slot.study is None:
        return Badge("not_applicable", text=_("No scan yet"))
    return evidence_badge(slot.study)


def evidence_badge(study: ImagingStudy) -> Badge:
    """What a person stated of the bone window, and whether the viewer showed it; unread waits to be read."""
    words = {
        "window_observed": _("Bone window read, observed"),
        "window_attested": _("Bone window read"),
        "window_partial": _("QC pending: shown, not stated"),
        "window_undated": _("QC pending: day of the reading missing"),
        "window_not_possible": _("QC pending: cannot be read"),
        "window_none": _("QC pending: not read"),
        "not_recorded": _("QC pending: not recorded"),
        "": "",
    }
    state = window_state(study)
    return Badge(state or "not_applicable", text=words[state])


def delay_words(slot: ImagingSlot, today: date) -> str:
    """`72 days`, `in 8 days`, `today`; for a settled slot when it was done or given up."""
    if slot.study is not None and (slot.is_fulfilled or today >= slot.next_takes_over_on):
        return _("done %(day)s") % {"day": _day(slot.study.done_on)}
    if slot.waived_at is not None:
        return _("given up %(day)s") % {"day": _day(timezone.localdate(slot.waived_at))}
    days = (slot.due_on - today).days
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day", "%(days)s days", -days) % {"days": -days} if days else _("today")


def progress_words(slot: ImagingSlot, contacts: int, today: date) -> str:
    """What was done about it so far, the latest step."""
    if slot.study is not None:
        return _study_words(slot, slot.study)
    if slot.waived_at is not None:
        return slot.waiver_reason
    if slot.refusal:
        return _("refused or put off: %(reason)s") % {"reason": say(RefusalReason(slot.refusal).label)}
    if slot.booked_for is not None:
        return _booking_words(slot, today)
    if contacts:
        return ngettext("contacted once", "contacted %(times)s times", contacts) % {"times": contacts}
    if slot.ordered_on is not None:
        return _("ordered %(day)s, not booked") % {"day": _day(slot.ordered_on)}
    return _("not ordered")


def _booking_words(slot: ImagingSlot, today: date) -> str:
    words = _("booked for %(when)s") if is_booked(slot, today) else _("did not come: was booked for %(when)s")
    when = f"{timezone.localtime(slot.booked_for):%m-%d %H:%M}"
    return f"{words % {'when': when}} {slot.booked_place}".strip()


def _study_words(slot: ImagingSlot, study: ImagingStudy) -> str:
    """`09-09 CT, 外院`; a PET/CT in place of a bone scan says so with its reason (IMG-11)."""
    done = _("%(day)s %(what)s done") % {"day": _day(study.done_on), "what": modality_name(study)}
    words = _("in place of the bone scan: %(reason)s") % {"reason": study.reason}
    instead = words if slot.is_replaced else ""
    is_read = bool(study.bone_window_reviewed and study.bone_window_by)
    reader = pgettext("images", "read by %(name)s") % {"name": study.bone_window_by} if is_read else ""
    why = _("bone window cannot be read: %(reason)s") % {"reason": obstacle_of(study)}
    impossible = why if obstacle_of(study) else ""
    parts = (done, study.outside_hospital, instead, impossible, reader)
    return " · ".join(part for part in parts if part)


def _day(day: date | None) -> str:
    return "—" if day is None else f"{day:%m-%d}"
