"""Tells the lead of the department and the responsible doctor that somebody opened their patient."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from patients.models import EmergencyAccess
from patients.selectors.emergency import lead_of
from worklist.enums import Audience, Channel, ReminderKind
from worklist.middleware import wake
from worklist.protocols import ReminderRow
from worklist.services.planning import reminders_write

WINDOW = timedelta(days=30)  # a notice that nobody read waits behind the bell, with the review


def emergency_tell(*, opened: EmergencyAccess) -> int:
    """How many notices were written (settings.EMERGENCY_FOLLOWERS); each person gets one a channel."""
    transaction.on_commit(partial(wake, "worklist.deliver_reminders"))
    return reminders_write(
        _notice(opened, audience, person, channel)
        for audience, person in _concerned(opened)
        for channel in (Channel.INBOX, Channel.EMAIL)
    )


def _concerned(opened: EmergencyAccess) -> Iterator[tuple[Audience, User]]:
    patient = opened.patient
    lead, doctor = lead_of(patient.department, but=opened.user), patient.responsible_doctor
    if lead is not None:
        yield Audience.LEAD, lead
    if doctor is not None and doctor not in {lead, opened.user}:
        yield Audience.DOCTOR, doctor


def _notice(opened: EmergencyAccess, audience: Audience, person: User, channel: Channel) -> ReminderRow:
    today = timezone.localdate(opened.opened_at)
    return ReminderRow(
        kind=ReminderKind.EMERGENCY,
        subject_id=opened.id,
        patient_id=opened.patient_id,
        department_id=opened.patient.department_id,
        due_on=today,
        audience=audience,
        channel=channel,
        planned_for=today,
        not_before=opened.opened_at,
        last_day=today + WINDOW,
        user_id=person.id,
    )
