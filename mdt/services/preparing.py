"""Printing the pre-reads of published agendas: again whenever the agenda is another, twice never."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.utils import timezone

from mdt.minutes.pdf import pdf_of
from mdt.minutes.preread import agenda_key, preread_content, preread_html
from mdt.models import Case, Meeting, PreRead
from mdt.selectors.minutes import LANGUAGES
from mdt.selectors.papers import cases_on_paper, waiting_for_papers
from mdt.selectors.readiness import standings_of
from mdt.services.attempts import attempt


def prereads_render_due(*, now: datetime) -> int:
    """How many pre-reads were made; one meeting that fails holds up no other and is tried again."""
    return sum(
        attempt(
            partial(prereads_render, meeting=meeting, now=now),
            "preread_not_rendered",
            meeting=str(meeting.id),
        )
        for meeting in waiting_for_papers(now)
    )


def prereads_render(*, meeting: Meeting, now: datetime) -> int:
    """How many pre-reads were made: none without a case, none of an agenda that is printed already."""
    cases = cases_on_paper(meeting)
    lacking = _lacking(meeting, agenda_key(cases))
    return _write(meeting, cases, lacking, now) if cases and lacking else 0


def _lacking(meeting: Meeting, key: str) -> list[str]:
    there = set(meeting.prereads.filter(agenda=key).values_list("language", flat=True))
    return [language for language in LANGUAGES if language not in there]


def _write(meeting: Meeting, cases: Collection[Case], languages: Collection[str], now: datetime) -> int:
    """Two workers at once write the same page of the same language: the later one stays."""
    standings = standings_of(cases, now, timezone.localdate(now))
    contents = [preread_content(standing, now) for standing in standings]
    for language in languages:
        made = {
            "agenda": agenda_key(cases),
            "pdf": pdf_of(preread_html(meeting, contents, language, now)),
            "rendered_at": now,
        }
        PreRead.objects.update_or_create(meeting=meeting, language=language, defaults=made)
    return len(languages)
