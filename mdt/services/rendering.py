"""Rendering sealed minutes, file by file: each is written whole or not at all, and what is there stays.

A worker that is killed leaves the files it finished. Whoever comes next makes the rest; of two at once one
waits for the other's file and finds it there.
"""

import hashlib
from datetime import datetime
from functools import partial

from django.db import transaction

from mdt.minutes.pdf import pdf_of
from mdt.minutes.printing import case_html, meeting_html
from mdt.models import Meeting, Minutes, MinutesFile
from mdt.selectors.minutes import files_missing, meeting_seal, sealed_of, waiting_for_files
from mdt.services.attempts import attempt


def files_render_due(*, now: datetime) -> int:
    """How many files were made for meetings that wait for some."""
    return sum(files_render(meeting=meeting, now=now) for meeting in waiting_for_files(now))


def files_render(*, meeting: Meeting, now: datetime) -> int:
    """How many files of this meeting were made; none when all are there.

    One that fails holds up no other; it is still missing, so the next order tries it again.
    """
    return sum(
        attempt(
            partial(_render, meeting, row, language, now),
            "minutes_not_rendered",
            meeting=str(meeting.id),
            language=language,
        )
        for row, language in files_missing(meeting)
    )


@transaction.atomic
def _render(meeting: Meeting, minutes: Minutes | None, language: str, now: datetime) -> bool:
    Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    sealed = sealed_of(meeting)
    seal = minutes.sha256 if minutes is not None else meeting_seal(sealed)
    rows = MinutesFile.objects.filter(meeting=meeting, minutes=minutes, language=language, seal=seal)
    if rows.exists():
        return False
    html = case_html(minutes, language) if minutes else meeting_html(meeting, sealed, seal, language)
    pdf = pdf_of(html)
    MinutesFile.objects.create(
        meeting=meeting,
        minutes=minutes,
        language=language,
        seal=seal,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pdf=pdf,
        rendered_at=now,
    )
    return True
