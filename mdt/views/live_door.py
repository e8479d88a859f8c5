"""How the pages of a meeting in session find it and its case: only for those who may look."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts import audit, clock
from accounts.models import User
from accounts.permissions import Permission, SignedInRequest, can
from mdt.enums import CaseState, MeetingState
from mdt.models import Case, Meeting
from mdt.selectors.meetings_live import cases_of, leads, meetings_of
from patients.models import Patient
from patients.views.door import patient_or_404


@dataclass(frozen=True, slots=True)
class Spot:
    """One case of one meeting, as one user stands before it on one day."""

    user: User
    meeting: Meeting
    case: Case
    today: date

    @property
    def patient(self) -> Patient:
        """Whom it is about."""
        return self.case.patient

    @property
    def may_decide(self) -> bool:
        """Whether the user records decisions, attendance and texts."""
        return can(self.user, Permission.DECISION_RECORD)

    @property
    def may_dissent(self) -> bool:
        """Whether the user records a dissent, for anybody or for himself."""
        return self.may_decide or can(self.user, Permission.PANEL_OPINION)

    @property
    def is_open(self) -> bool:
        """Whether the case is under discussion now."""
        return self.meeting.state == MeetingState.OPEN and self.case.state == CaseState.ACCEPTED

    @property
    def leads(self) -> bool:
        """Whether the user runs the meeting."""
        return leads(self.user, self.meeting)

    def url(self, name: str, *more: object) -> str:
        """An address below this case."""
        return reverse(f"live:{name}", args=[self.meeting.id, self.case.id, *more])


def meeting_or_404(request: SignedInRequest, meeting_id: UUID) -> Meeting:
    """The meeting when the user may look at it; else 404."""
    meeting: Meeting = get_object_or_404(meetings_of(request.user), pk=meeting_id)
    return meeting


def spot_or_404(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> Spot:
    """The case when the user may look at it and see the patient, with a line in the trail; else 404."""
    spot = _spot(request, meeting_id, case_id)
    spot.case.patient = patient_or_404(request, spot.case.patient_id, "board case")
    return spot


def glance_or_404(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> Spot:
    """The same for a page that is open already and asks every few seconds: a line once an hour."""
    spot = _spot(request, meeting_id, case_id)
    audit.record_reading(request=request, patient_id=spot.patient.pk, subject="board case open", of=case_id)
    return spot


def _spot(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> Spot:
    rows = cases_of(request.user).filter(meeting=meeting_id)
    case: Case = get_object_or_404(rows.select_related("meeting__board", "board", "patient"), pk=case_id)
    if case.meeting is None:
        raise LookupError("an agenda without a meeting")
    return Spot(request.user, case.meeting, case, clock.today())
