"""What the rules ask before a scan of the calendar is ordered or booked (IMG-12), and say to it (IMG-14)."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from guidelines.assessment.scan_orders import scan_order_finding, symptom_order_finding
from guidelines.findings import Finding
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.orders import OrderBasis, RefusalReason, refusal_answer
from imaging.models import ImagingSlot
from patients.models import Override
from patients.selectors.whole import chart_of
from patients.services.overrides import findings_settle, plain
from patients.specs.overrides import Acknowledgement


def order_settle(
    *, by: User, slot: ImagingSlot, planned_on: date, today: date, answers: Iterable[Acknowledgement]
) -> None:
    """Pass when nothing is asked about this day, or it is answered; who answered for the order is not asked
    again for the appointment. Raises Refusal with the question.
    """
    finding = scan_order_finding(chart_of(slot.patient, today), SlotKind(slot.kind), planned_on)
    if finding is not None and not _is_answered(slot, finding):
        findings_settle(by=by, patient=slot.patient, findings=[finding], answers=answers, subject_id=slot.id)


def order_said(slot: ImagingSlot, today: date) -> list[Finding]:
    """What the rules say to the order and the refusal of an open slot, asking nobody (IMG-13, IMG-14)."""
    found = [_refusal_said(slot), _order_said(slot, today)]
    return [finding for finding in found if finding is not None]


def _refusal_said(slot: ImagingSlot) -> Finding | None:
    """The dose of a bone scan, to a patient who fears it; it is no answer about a CT."""
    if slot.kind != SlotKind.BS or not slot.refusal:
        return None
    return refusal_answer(RefusalReason(slot.refusal))


def _order_said(slot: ImagingSlot, today: date) -> Finding | None:
    if slot.ordered_on is None or not slot.order_basis:
        return None
    basis, chart = frozenset(map(OrderBasis, slot.order_basis)), chart_of(slot.patient, today)
    return symptom_order_finding(chart, SlotKind(slot.kind), basis, slot.ordered_on)


def _is_answered(slot: ImagingSlot, finding: Finding) -> bool:
    """Whether a reason was given for this examination so soon after the same last scan."""
    given = Override.objects.filter(subject_id=slot.id, rule_id=finding.rule_id)
    return given.filter(inputs__last_on=plain(finding.inputs)["last_on"]).exists()
