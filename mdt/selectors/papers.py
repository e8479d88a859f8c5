"""Printed pre-reads: which meetings lack theirs, and who may take them away."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from mdt.enums import MeetingState
from mdt.models import Case, Meeting, PreRead
from mdt.models.cases import ON_AGENDA
from mdt.models.meetings import LIVE
from mdt.selectors.cases import agenda_of
from patients.selectors import visible_to


def waiting_for_papers(now: datetime) -> QuerySet[Meeting]:
    """Published meetings to come: the caller looks whether their agenda is printed as it stands."""
    rows = Meeting.objects.filter(LIVE, state=MeetingState.PLANNED, starts_at__gt=now)
    return rows.exclude(published_at=None).select_related(
        "board__hospital", "board__chair", "board__coordinator"
    )


def cases_on_paper(meeting: Meeting) -> list[Case]:
    """The cases of a meeting in their order, with all that is printed of them at once."""
    rows = agenda_of(meeting).select_related("patient__diagnosis", "patient__bone_metastasis")
    return list(rows.prefetch_related("patient__diagnosis__drivers"))


def papers_for(user: User, meetings: Collection[Meeting], language: str) -> QuerySet[PreRead]:
    """Printed pre-reads of these meetings whose every patient the user may see, without the files."""
    hidden = Case.objects.filter(meeting=OuterRef("meeting"), state__in=ON_AGENDA).exclude(
        patient__in=visible_to(user)
    )
    rows = PreRead.objects.filter(meeting__in=meetings, language=language).exclude(Exists(hidden))
    return rows.defer("pdf").select_related("meeting__board").order_by("meeting__starts_at")
