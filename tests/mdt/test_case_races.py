"""Two people at the same moment, on the real database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from accounts.errors import Conflict
from accounts.models import User
from mdt.models import Case
from mdt.services.agenda import agenda_build, agenda_move
from mdt.services.meetings import meeting_cancel
from mdt.services.submitting import UnderWay, case_submit
from mdt.services.triage import case_accept
from patients.models import CareTeamMember, Patient
from tests.cast import Cast, patient
from tests.mdt.casework import NOW, accepted, spec, submitted, table
from tests.patients.test_races import together
from tests.test_collisions import somebody_waits, until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def somebody(crowd: Cast) -> Patient:
    return patient(crowd.oncology_1, responsible_doctor=crowd.doctor_wang)


def test_two_questions_at_once_are_one_case_and_one_offer_to_join(crowd: Cast, somebody: Patient) -> None:
    there = table(crowd)

    def ask(by: User, question: str) -> Case:
        told = spec(question=question)
        return case_submit(by=by, patient=somebody, board=there.board, spec=told, now=NOW)

    answers = together(
        lambda: ask(crowd.doctor_wang, "放疗？"), lambda: ask(crowd.coordinator_qian, "手术？")
    )
    assert sum(isinstance(answer, UnderWay) for answer in answers) == 1
    assert Case.objects.count() == 1


def test_one_form_sent_twice_at_once_is_one_case(crowd: Cast, somebody: Patient) -> None:
    there = table(crowd)
    answers = together(*[lambda: submitted(there, somebody)] * 2)
    assert len({answer.pk for answer in answers}) == 1
    assert Case.objects.count() == 1


def test_two_acceptances_at_once_are_one(crowd: Cast, somebody: Patient) -> None:
    case = submitted(table(crowd), somebody)
    answers = together(*[lambda: case_accept(by=crowd.coordinator_qian, case=case, now=NOW)] * 2)
    assert {(answer.pk, answer.place, answer.version) for answer in answers} == {(case.pk, 1, 2)}
    assert CareTeamMember.objects.filter(patient=somebody).count() == 1


def test_two_cases_accepted_at_once_get_two_numbers(crowd: Cast, somebody: Patient) -> None:
    there = table(crowd)
    other = patient(crowd.oncology_1, number="ZY2")
    cases = [submitted(there, row) for row in (somebody, other)]
    acts = [lambda case=case: case_accept(by=crowd.coordinator_qian, case=case, now=NOW) for case in cases]
    assert sorted(answer.place for answer in together(*acts)) == [1, 2]


def test_an_agenda_built_and_changed_at_once_has_every_number_once(crowd: Cast, somebody: Patient) -> None:
    there = table(crowd)
    rows = [somebody, *(patient(crowd.oncology_1, number=f"N{n}") for n in range(3))]
    cases = [accepted(there, row) for row in rows]
    by = crowd.coordinator_qian
    together(
        lambda: agenda_build(by=by, meeting=there.next),
        lambda: agenda_move(by=by, meeting=there.next, case=cases[3], place=1),
    )
    assert list(Case.objects.order_by("place").values_list("place", flat=True)) == [1, 2, 3, 4]


def test_no_case_is_left_at_a_meeting_that_is_cancelled_at_that_moment(
    crowd: Cast, somebody: Patient
) -> None:
    """The acceptance has chosen the meeting and waits for whoever cancels it."""
    there = table(crowd)
    case = submitted(there, somebody)

    def accept() -> Case:
        try:
            return case_accept(by=crowd.coordinator_qian, case=case, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        meeting_cancel(by=crowd.coordinator_qian, meeting=there.next, reason="节日", now=NOW)
        answer = pool.submit(accept)
        until(somebody_waits)
    assert isinstance(answer.exception(20), Conflict)
    assert not Case.objects.exclude(meeting=None).exists()
