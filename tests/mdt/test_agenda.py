"""The agenda: built, changed, published."""

from datetime import time

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import Conflict
from mdt.models import Case, Invitation, Meeting
from mdt.services.agenda import agenda_build, agenda_move, agenda_publish
from mdt.services.triage import case_accept, case_triage
from patients.models import Patient
from patients.selectors import visible_to
from tests.cast import Cast, patient
from tests.mdt.casework import LISTED, NOW, URGENT, Table, accepted, proposed, submitted, table

pytestmark = pytest.mark.usefixtures("noon")
ORTHO = "ORTHO"


def three(people: Cast, zhang: Patient) -> tuple[Table, list[Case]]:
    there = table(people)
    others = [patient(people.oncology_1, number=f"N{n}") for n in range(2)]
    return there, [accepted(there, row) for row in (zhang, *others)]


def order(meeting: Meeting) -> list[object]:
    return list(Case.objects.filter(meeting=meeting).order_by("place").values_list("pk", "place"))


def test_building_puts_urgent_first_and_listed_last_and_numbers_from_one(
    people: Cast, zhang: Patient
) -> None:
    there, (a, b, c) = three(people, zhang)
    case_triage(by=people.coordinator_qian, case=c, lane=URGENT, now=NOW)
    case_triage(by=people.coordinator_qian, case=a, lane=LISTED, now=NOW)
    for _turn in range(2):
        agenda_build(by=people.coordinator_qian, meeting=there.next)
        assert order(there.next) == [(c.pk, 1), (b.pk, 2), (a.pk, 3)]


def test_a_case_that_needs_an_expert_who_leaves_early_comes_before_the_rest(
    people: Cast, zhang: Patient
) -> None:
    there = table(people)
    proposed(zhang)  # MDT-T01 needs orthopaedics
    first = accepted(there, patient(people.oncology_1, number="N1"))
    needs = case_accept(by=people.coordinator_qian, case=submitted(there, zhang), now=NOW)
    Invitation.objects.create(
        meeting=there.next, user=people.panel_member_lin, discipline=ORTHO, leaves_at=time(16)
    )
    agenda_build(by=people.coordinator_qian, meeting=there.next)
    assert order(there.next) == [(needs.pk, 1), (first.pk, 2)]


@pytest.mark.parametrize(("place", "expected"), [(1, "cab"), (2, "acb"), (3, "abc"), (99, "abc")])
def test_a_case_moves_to_a_place_and_the_others_make_room(
    people: Cast, zhang: Patient, place: int, expected: str
) -> None:
    there, (a, b, c) = three(people, zhang)
    for _click in range(2):
        agenda_move(by=people.coordinator_qian, meeting=there.next, case=c, place=place)
    names = {a.pk: "a", b.pk: "b", c.pk: "c"}
    found = Case.objects.filter(meeting=there.next).order_by("place").values_list("pk", flat=True)
    assert "".join(names[pk] for pk in found) == expected


def test_a_case_of_another_meeting_is_not_moved(people: Cast, zhang: Patient) -> None:
    there, (a, *_rest) = three(people, zhang)
    with pytest.raises(Conflict):
        agenda_move(by=people.coordinator_qian, meeting=there.later, case=a, place=1)


def test_publishing_says_when_and_by_whom_once_and_shows_the_patients_to_the_invited(
    people: Cast, zhang: Patient
) -> None:
    there, _cases = three(people, zhang)
    Invitation.objects.create(meeting=there.next, user=people.doctor_zhao, discipline="THOR_ONC")
    assert zhang not in visible_to(people.doctor_zhao)
    agenda_publish(by=people.coordinator_qian, meeting=there.next, now=NOW)
    again = agenda_publish(by=people.doctor_wang, meeting=there.next, now=NOW.replace(hour=13))
    assert (again.published_at, again.published_by) == (NOW, people.coordinator_qian)
    assert zhang in visible_to(people.doctor_zhao)


def test_a_cancelled_meeting_and_other_hospitals_people_change_nothing(people: Cast, zhang: Patient) -> None:
    there, _cases = three(people, zhang)
    with pytest.raises(PermissionDenied):
        agenda_build(by=people.doctor_wu, meeting=there.next)
    Meeting.objects.filter(pk=there.next.pk).update(
        cancelled_at=NOW, cancelled_by=people.doctor_wang, cancel_reason="停电"
    )
    with pytest.raises(Conflict):
        agenda_build(by=people.coordinator_qian, meeting=there.next)
