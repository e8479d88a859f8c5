"""Examinations of the calendar as rows of what is to do (settings.WORK_SOURCES)."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from guidelines.assessment.codes import Code
from guidelines.assessment.imaging import IMG_07_OVERDUE, IMG_08_MISSED
from guidelines.findings import Rule
from guidelines.imaging.calendar import SlotState
from guidelines.imaging.scans import IMG_09
from imaging.models import ImagingSlot
from imaging.selectors.slots import slots_due
from imaging.wording import is_booked, kind_name, point_of, progress_words, state_badge
from patients.models import Patient
from worklist.protocols import Action, WorkRow
from worklist.ranks import RANK, RANK_OF_A_TASK

STANDS_FOR = frozenset({Code.IMAGING_OVERDUE.value})
RULES: Mapping[SlotState, Rule] = {SlotState.OVERDUE: IMG_07_OVERDUE, SlotState.MISSED: IMG_08_MISSED}


class DueScans:
    """The latest slot of each kind that is due soon, overdue or missed."""

    lists_for = frozenset({Role.COORDINATOR, Role.ONCOLOGIST})

    def rows(self, *, patients: QuerySet[Patient], today: date, limit: int) -> Collection[WorkRow]:
        """Slots that ask for something today, the longest overdue first."""
        return [_row(slot, today) for slot in slots_due(patients, today)[:limit]]

    def covered(self, *, patient_ids: Collection[UUID]) -> Mapping[UUID, Collection[str]]:
        """A slot says itself that it is overdue."""
        held = ImagingSlot.objects.filter(patient__in=patient_ids, withdrawn_at=None)
        return dict.fromkeys(held.values_list("patient_id", flat=True), STANDS_FOR)


def _row(slot: ImagingSlot, today: date) -> WorkRow:
    state, badge = slot.state_on(today), state_badge(slot, today)
    rule = RULES.get(state, IMG_09)
    booked = is_booked(slot, today)
    return WorkRow(
        patient=slot.patient,
        badge=badge.state,
        days=badge.days,
        title=f"{kind_name(slot)} {point_of(slot)}",
        why=progress_words(slot, 0, today),
        due_on=slot.due_on,
        source=rule.source,
        grade=rule.grade.value,
        owner=str(Role.COORDINATOR.label),
        rank=RANK_OF_A_TASK if booked or state not in RULES else RANK[rule.severity],
        action=Action(_("Arrange"), reverse("imaging:slot", args=[slot.id]), "calendar-plus"),
    )
