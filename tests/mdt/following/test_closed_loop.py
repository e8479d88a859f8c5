"""F1: recommendation -> course -> three doses, one of them late -> the next meeting is told so."""

from datetime import date

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from bonetherapy.models import Dose
from mdt.following_words import dose_words, link_words, outcome_words
from mdt.minutes.content import Edition, content_of
from mdt.minutes.pdf import pdf_of
from mdt.minutes.printing import case_html
from mdt.models import Case, Decision, Meeting, Minutes
from mdt.selectors.chains import Link, chains_of, links_in
from mdt.services.confirming import decision_confirm_course
from mdt.templatetags.following import chain_lines
from patients.models import Patient
from patients.selectors.whole import OpenRecord
from tests.bonetherapy import steps
from tests.cast import Cast
from tests.mdt import boards
from tests.mdt.following.board_day import at, concluded, row_of, spec, start_denosumab
from tests.mdt.minutes.paper import text_of
from worklist.services import patients_reassess_due

CONFIRMED_ON = date(2025, 3, 10)
NEXT_MEETING = date(2025, 5, 23)


def dose(people: Cast, decision: Decision, number: int, on: date, reason: str = "") -> None:
    """The nurse gives one dose of the course, the whole page answered."""
    row = Dose.objects.get(course=row_of(decision).course_id, number=number)
    steps.ready(row.patient, people.nurse_li, on)
    more = {"interruption_reason": reason} if reason else {}
    answers = steps.FIRST_DOSE if number == 1 else ()
    steps.give(row, people.nurse_li, on, answers=answers, **more)


@pytest.fixture
def decision(people: Cast, zhang: Patient) -> Decision:
    """The board wants denosumab; doctor Wang confirms on Monday; the third of three doses comes late."""
    made = start_denosumab(concluded(people, zhang), people.doctor_wang)
    decision_confirm_course(
        by=people.doctor_wang, decision=made, spec=spec(), today=CONFIRMED_ON, now=at(CONFIRMED_ON)
    )
    dose(people, made, 1, date(2025, 3, 10))
    dose(people, made, 2, date(2025, 4, 7))
    dose(people, made, 3, date(2025, 5, 20), "FORGOTTEN")
    patients_reassess_due(now=at(date(2025, 5, 21)))
    return made


def next_case(people: Cast, decision: Decision, to: Meeting | None) -> Case:
    """The patient again before the same board; the rules may have proposed the case themselves."""
    about, board = decision.case.patient, decision.case.board
    Case.objects.filter(patient=about, board=board, closed_at=None).delete()
    return boards.case(board, about, people.doctor_wang, to)


def chain(zhang: Patient) -> Link:
    """What the next meeting reads."""
    [link] = chains_of(zhang, today=NEXT_MEETING)
    return link


def test_the_next_meeting_hears_that_one_of_three_doses_was_late_and_why(
    decision: Decision, zhang: Patient
) -> None:
    with override("en"):
        assert dose_words(chain(zhang).doses) == "1 of 3 doses late: Missed or late appointment"
        assert outcome_words(row_of(decision)) == "Implemented, on 2025-03-10"
    with override("zh-hans"):
        assert dose_words(chain(zhang).doses) == "3 次用药中 1 次延迟：漏用或延迟"


def test_the_answer_came_by_itself_from_the_first_dose(decision: Decision) -> None:
    row = row_of(decision)
    assert (row.outcome, row.done_on, row.answered_by) == ("IMPLEMENTED", date(2025, 3, 10), None)


def test_page_and_minutes_print_the_same_chain(decision: Decision, zhang: Patient) -> None:
    with override("en"):
        lines = chain_lines(chains_of(zhang, today=NEXT_MEETING), NEXT_MEETING)
        html = render_to_string("mdt/following/chain.html", {"chain": lines})
    assert "1 of 3 doses late: Missed or late appointment" in html
    assert "Implemented, on 2025-03-10" in html
    assert f"/mdt/decisions/{decision.id}/" in html


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "3次用药中1次延迟：漏用或延迟"), ("en", "1of3doseslate:Missedorlateappointment")],
)
def test_the_paper_of_the_next_meeting_says_so(
    people: Cast, decision: Decision, language: str, words: str
) -> None:
    meeting = boards.meeting(decision.case.board, boards.at(NEXT_MEETING), state="OPEN")
    facts = {"state": "CLOSED", "closed_at": at(NEXT_MEETING), "closed_by": people.doctor_wang}
    case = boards.case(decision.case.board, decision.case.patient, people.doctor_wang, meeting, **facts)
    edition = Edition(number="MDT-2025-0523-01", version=1, sealed_at=at(NEXT_MEETING))
    content = content_of(case, meeting, (), edition)
    sealed = Minutes(case=case, version=1, number=edition.number, content=content, sha256="0" * 64)

    assert words in text_of(pdf_of(case_html(sealed, language)))


def test_a_page_that_opened_the_record_reads_the_same_chain(decision: Decision, zhang: Patient) -> None:
    assert links_in(OpenRecord(zhang, NEXT_MEETING)) == (chain(zhang),)


def test_the_case_under_discussion_is_not_its_own_history(
    people: Cast, decision: Decision, zhang: Patient
) -> None:
    case = next_case(people, decision, None)
    assert len(chains_of(zhang, today=NEXT_MEETING, before=case)) == 1
    assert chains_of(zhang, today=NEXT_MEETING, before=decision.case) == ()


def test_the_line_of_the_next_meeting_holds_outcome_and_doses(decision: Decision, zhang: Patient) -> None:
    with override("en"):
        assert link_words(chain(zhang)) == (
            "Implemented, on 2025-03-10; 1 of 3 doses late: Missed or late appointment"
        )


def test_the_page_of_the_next_meeting_says_so(
    people: Cast, decision: Decision, zhang: Patient, client: Client
) -> None:
    board = decision.case.board
    with time_machine.travel(boards.at(NEXT_MEETING, 15), tick=False):
        meeting = boards.meeting(board, boards.at(NEXT_MEETING), state="OPEN", opened_at=at(NEXT_MEETING))
        case = next_case(people, decision, meeting)
        client.force_login(people.doctor_wang)
        page = client.get(reverse("live:case", args=[meeting.id, case.id])).content.decode()
    assert "3 次用药中 1 次延迟：漏用或延迟" in page
