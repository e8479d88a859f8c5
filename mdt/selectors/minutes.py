"""Which meetings and minutes a person may see, and the newest version of each."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.permissions import Permission, can
from mdt.enums import CaseState
from mdt.minutes.seal import seal_of_all
from mdt.models import Case, Meeting, Minutes, MinutesFile
from patients.selectors.access import visible_to

LANGUAGES = ("zh-hans", "en")
RENDERED_WITHIN = timedelta(days=7)


def meetings_for(user: User) -> QuerySet[Meeting]:
    """Meetings of boards the person sits on, chairs or coordinates, those it was asked to come to, and those
    of its hospital's boards where its role looks after boards.
    """
    seat = Q(board__members__user=user, board__members__left_on=None)
    office = Q(board__chair=user) | Q(board__coordinator=user) | Q(board__medical_affairs=user)
    mine = seat | office | Q(invitations__user=user) | Q(attendance__user=user)
    if can(user, Permission.BOARD_VIEW) and user.hospital_id:
        mine |= Q(board__hospital_id=user.hospital_id)
    ids = Meeting.objects.filter(mine).order_by().values("id")
    return Meeting.objects.filter(id__in=ids, cancelled_at=None).select_related(
        "board__hospital", "board__chair", "board__coordinator"
    )


def minutes_for(user: User) -> QuerySet[Minutes]:
    """Every version of the minutes of patients the user may see, without what is large."""
    return Minutes.objects.filter(case__patient__in=visible_to(user)).defer("content")


def newest(rows: "QuerySet[Minutes, Any]") -> "QuerySet[Minutes, Any]":
    """The last version of each case."""
    later = Minutes.objects.filter(case=OuterRef("case"), version__gt=OuterRef("version"))
    return rows.exclude(Exists(later))


def concluded(*meetings: Meeting) -> QuerySet[Case]:
    """The cases these meetings came to a conclusion on, in the order of their agendas."""
    return _in_order(meetings).filter(state=CaseState.CLOSED)


def undecided(meeting: Meeting) -> QuerySet[Case]:
    """The cases that still stand on its agenda without a conclusion (MDT-05)."""
    return _in_order([meeting]).filter(state__in=[CaseState.SUBMITTED, CaseState.ACCEPTED])


def _in_order(meetings: Collection[Meeting]) -> QuerySet[Case]:
    rows = Case.objects.filter(meeting__in=meetings)
    rows = rows.select_related("patient__diagnosis", "patient__bone_metastasis")
    return rows.prefetch_related("patient__diagnosis__drivers").order_by("place", "submitted_at", "id")


def sealed_of(meeting: Meeting) -> list[Minutes]:
    """The newest minutes of every case of a meeting, in the order of its agenda."""
    rows = newest(Minutes.objects.filter(case__meeting=meeting))
    return list(rows.select_related("case__patient").order_by("case__place", "number"))


def files_missing(meeting: Meeting) -> list[tuple[Minutes | None, str]]:
    """What is still to be rendered: (minutes, language), and (None, language) for the whole meeting."""
    sealed = sealed_of(meeting)
    there = set(_made(meeting))
    wanted: list[tuple[Minutes | None, str]] = [(row, language) for row in sealed for language in LANGUAGES]
    wanted += [(None, language) for language in LANGUAGES] if sealed else []
    whole = meeting_seal(sealed)
    return [
        (row, language)
        for row, language in wanted
        if (row.id if row else None, language, row.sha256 if row else whole) not in there
    ]


def meeting_seal(sealed: list[Minutes]) -> str:
    """The seal of a whole meeting: that of its minutes in their order."""
    return seal_of_all(row.sha256 for row in sealed)


def _made(meeting: Meeting) -> QuerySet[MinutesFile, Any]:
    return MinutesFile.objects.filter(meeting=meeting).values_list("minutes_id", "language", "seal")


def waiting_for_files(now: datetime) -> QuerySet[Meeting]:
    """Meetings sealed or renewed in the last days: the caller looks whether anything is still to be rendered.

    Older ones are rendered when somebody asks for them: a page that is opened wakes the same task.
    """
    fresh = Minutes.objects.filter(sealed_at__gte=now - RENDERED_WITHIN).values("case__meeting_id")
    return Meeting.objects.filter(id__in=fresh).select_related("board__hospital").order_by("signed_at", "id")
