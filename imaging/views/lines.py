"""One line of the scan board, every word ready, with its one next action and what stands behind the dots."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from accounts.permissions import Permission, can
from guidelines.imaging.calendar import SlotState
from imaging.models import ImagingSlot, ImagingStudy
from imaging.wording import (
    Badge,
    delay_words,
    is_booked,
    kind_name,
    point_of,
    progress_words,
    state_badge,
    window_badge,
)


class Deed(NamedTuple):
    """A button or a line of a menu: its words, where it leads, its icon."""

    words: str
    url: str
    icon: str
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A slot as the board shows it."""

    slot: ImagingSlot
    kind: str
    point: str
    badge: Badge
    window: Badge
    delay: str
    is_late: bool
    progress: str
    doctor: str
    action: Deed
    menu: tuple[Deed, ...]


def line_of(slot: ImagingSlot, contacts: int, user: User, today: date) -> Line:
    """The line of one slot, for this user."""
    badge = state_badge(slot, today)
    if badge.state == "overdue":  # the days have a column of their own
        badge = replace(badge, text=pgettext("scan", "Overdue"))
    doctor = slot.patient.responsible_doctor
    return Line(
        slot=slot,
        kind=kind_name(slot),
        point=point_of(slot),
        badge=badge,
        window=window_badge(slot),
        delay=delay_words(slot, today),
        is_late=badge.state in ("overdue", "missed"),
        progress=progress_words(slot, contacts, today),
        doctor=doctor.name if doctor else "",
        action=_action(slot, user, today),
        menu=tuple(_menu(slot, user)),
    )


def _action(slot: ImagingSlot, user: User, today: date) -> Deed:
    """What comes next: read the bone window, look, order, book, book anew."""
    page = reverse("imaging:slot", args=[slot.id])
    state = slot.state_on(today)
    if slot.study is not None:
        return _look(slot.study, is_unread=state is SlotState.QC_PENDING, user=user)
    if state is SlotState.WAIVED or not can(user, Permission.SCAN_ARRANGE):
        return Deed(_("Open"), page, "arrow-right")
    if is_booked(slot, today):
        return Deed(_("Rebook"), f"{page}#book", "calendar-time")
    if slot.ordered_on is not None or slot.booked_for is not None or state is SlotState.MISSED:
        return Deed(pgettext("scan", "Book"), f"{page}#book", "calendar-plus")
    return Deed(pgettext("scan", "Order"), f"{page}#order", "file-plus")


def _look(study: ImagingStudy, *, is_unread: bool, user: User) -> Deed:
    """To the bone window of a CT that waits for its reader, where its images are; else to the report."""
    if is_unread and study.study_uid and can(user, Permission.IMAGING_RECORD):
        viewer = reverse("imaging:viewer", args=[study.id])
        return Deed(_("Open the bone window"), viewer, "eye-check", is_main=True)
    report = reverse("imaging:study_record", args=[study.patient_id, study.id])
    return Deed(_("Open the study"), report, "photo")


def _menu(slot: ImagingSlot, user: User) -> list[Deed]:
    """Everything else the user may do about it."""
    page, patient = reverse("imaging:slot", args=[slot.id]), [slot.patient_id]
    back = f"?next={reverse('imaging:board')}"
    call = f"{reverse('worklist:call', args=patient)}{back}&subject={slot.id}"
    register = f"{reverse('imaging:register', args=patient)}{back}"
    offered = (
        (Permission.SCAN_VIEW, Deed(_("Details and history"), page, "history")),
        (Permission.STUDY_REGISTER, Deed(_("Done elsewhere: register it"), register, "building-hospital")),
        (Permission.CONTACT_LOG, Deed(_("Call and log"), call, "phone")),
        (Permission.SCAN_WAIVE, Deed(_("Give up with a reason"), f"{page}#waive", "calendar-x")),
    )
    settled = slot.study_id is not None or slot.waived_at is not None
    return [deed for needed, deed in offered if can(user, needed) and not (settled and needed in WHILE_OPEN)]


WHILE_OPEN = frozenset({Permission.STUDY_REGISTER, Permission.SCAN_WAIVE})
