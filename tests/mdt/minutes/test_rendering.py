"""Files: made once for each seal, whoever is killed on the way."""

from typing import Any

import pytest

from mdt.enums import MeetingState
from mdt.models import Meeting, Minutes, MinutesFile
from mdt.services import rendering
from mdt.services.closing import meeting_close
from mdt.services.rendering import files_render, files_render_due
from mdt.services.sealing import minutes_renew
from mdt.tasks import render_minutes
from patients.models import Patient
from tests.cast import Cast, patient
from tests.mdt.boards import at
from tests.mdt.minutes.paper import pages_of
from tests.mdt.minutes.stage import CLOSING, closed_case, session

NOW = at(hour=16, minute=1)


class Killed(BaseException):
    """What no handler catches."""


@pytest.fixture
def sealed(people: Cast, zhang: Patient) -> Meeting:
    held = session(people)
    closed_case(people, zhang, held)
    closed_case(people, patient(people.oncology_1, number="ZY2"), held, place=2)
    return meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)


def quick(html: str) -> bytes:
    return f"%PDF {hash(html)}".encode()


def test_two_cases_make_six_files_and_a_second_run_none(sealed: Meeting, monkeypatch: Any) -> None:
    monkeypatch.setattr(rendering, "pdf_of", quick)

    assert files_render(meeting=sealed, now=NOW) == 6
    assert files_render(meeting=sealed, now=NOW) == 0
    assert MinutesFile.objects.filter(minutes=None).count() == 2


def test_a_killed_worker_leaves_what_is_whole_and_the_next_one_makes_the_rest(
    sealed: Meeting, monkeypatch: Any
) -> None:
    calls: list[str] = []

    def dying(html: str) -> bytes:
        calls.append(html)
        if len(calls) == 3:
            raise Killed
        return quick(html)

    monkeypatch.setattr(rendering, "pdf_of", dying)
    with pytest.raises(Killed):
        files_render_due(now=NOW)
    assert MinutesFile.objects.count() == 2
    sealed.refresh_from_db()
    assert sealed.state == MeetingState.SIGNED

    assert files_render_due(now=NOW) == 4
    assert MinutesFile.objects.count() == 6


def test_one_meeting_that_fails_does_not_hold_up_the_others(
    people: Cast, sealed: Meeting, monkeypatch: Any
) -> None:
    other = session(people, name="另一个 MDT")
    closed_case(people, patient(people.oncology_1, number="ZY3"), other)
    meeting_close(by=people.coordinator_qian, meeting=other, now=at(hour=17))

    def picky(html: str) -> bytes:
        if "ZY2" in html:
            raise ValueError("no such page")
        return quick(html)

    monkeypatch.setattr(rendering, "pdf_of", picky)
    files_render_due(now=at(hour=18))

    assert MinutesFile.objects.filter(meeting=other).count() == 4
    assert MinutesFile.objects.filter(meeting=sealed).count() == 2  # of the case that can be printed
    monkeypatch.setattr(rendering, "pdf_of", quick)
    assert files_render_due(now=at(hour=18)) == 4


def test_a_new_version_gets_files_of_its_own_and_the_old_ones_stay(
    people: Cast, sealed: Meeting, monkeypatch: Any
) -> None:
    monkeypatch.setattr(rendering, "pdf_of", quick)
    files_render(meeting=sealed, now=NOW)
    first = Minutes.objects.get(number="MDT-2025-0307-01")

    minutes_renew(by=people.coordinator_qian, minutes=first, reason="更正", now=at(hour=17))

    assert files_render(meeting=sealed, now=at(hour=17)) == 4
    assert first.files.count() == 2


def test_the_task_really_makes_pdfs(sealed: Meeting, noon: Any) -> None:
    noon.move_to(NOW)

    assert render_minutes() == 6

    whole = MinutesFile.objects.get(minutes=None, language="zh-hans")
    assert len(pages_of(bytes(whole.pdf))) == 5
    assert render_minutes() == 0
