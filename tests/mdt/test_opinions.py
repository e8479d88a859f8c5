"""What members think before the meeting, and how long they read."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.errors import Conflict
from mdt.enums import Stance
from mdt.models import Case, Invitation, PanelOpinion, TimeSpent
from mdt.selectors.prereads import preparation_of, prereads_of, seat_of
from mdt.services.ending import case_withdraw
from mdt.services.opinions import opinion_give, reading_count
from mdt.specs.cases import StanceSpec
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.casework import NOW, accepted, submitted, table

pytestmark = pytest.mark.usefixtures("noon")
AGREE = StanceSpec(stance=Stance.AGREE)


def test_one_opinion_per_member_and_the_last_one_counts(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    opinion_give(by=people.panel_member_lin, case=case, spec=AGREE, now=NOW)
    other = StanceSpec(stance=Stance.OTHER, text=" 先 SBRT ")
    opinion_give(by=people.panel_member_lin, case=case, spec=other, now=NOW)
    row = PanelOpinion.objects.get()
    assert (row.discipline, row.stance, row.text) == ("RAD_ONC", "OTHER", "先 SBRT")


@pytest.mark.parametrize("stance", [Stance.OTHER, Stance.NEED_DATA])
def test_anything_but_agreement_is_told(people: Cast, zhang: Patient, stance: Stance) -> None:
    case = accepted(table(people), zhang)
    with pytest.raises(ValidationError):
        opinion_give(by=people.panel_member_lin, case=case, spec=StanceSpec(stance=stance), now=NOW)


def test_nobody_without_a_seat_judges_and_nothing_is_judged_that_is_over(
    people: Cast, zhang: Patient
) -> None:
    case = accepted(table(people), zhang)
    with pytest.raises(PermissionDenied):
        opinion_give(by=people.doctor_zhao, case=case, spec=AGREE, now=NOW)
    case_withdraw(by=people.doctor_wang, case=case, reason="转院", now=NOW)
    with pytest.raises(Conflict):
        opinion_give(by=people.doctor_wang, case=case, spec=AGREE, now=NOW)


def test_an_invitation_gives_a_seat_and_the_members_seat_comes_first(people: Cast, zhang: Patient) -> None:
    there = table(people)
    case = accepted(there, zhang)
    assert seat_of(people.doctor_zhao, case) is None
    for user in (people.doctor_zhao, people.panel_member_lin):
        Invitation.objects.create(meeting=there.next, user=user, discipline="ORTHO")
    assert seat_of(people.doctor_zhao, case) == "ORTHO"
    assert seat_of(people.panel_member_lin, case) == "RAD_ONC"


def test_pre_reads_are_the_accepted_cases_of_my_coming_meetings(people: Cast, zhang: Patient) -> None:
    there = table(people)
    case = submitted(there, zhang)
    assert not list(prereads_of(people.doctor_wang, NOW))
    accepted(there, zhang)
    for user in (people.doctor_wang, people.panel_member_lin, people.coordinator_qian):
        assert list(prereads_of(user, NOW)) == [case]
    assert not list(prereads_of(people.doctor_zhao, NOW))
    assert not list(prereads_of(people.doctor_wang, there.next.starts_at + timedelta(days=2)))


def test_my_own_opinion_is_told_apart(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    opinion_give(by=people.panel_member_lin, case=case, spec=AGREE, now=NOW)
    [mine], [others] = prereads_of(people.panel_member_lin, NOW), prereads_of(people.doctor_wang, NOW)
    assert [row.stance for row in mine.mine] == ["AGREE"]
    assert others.mine == []


def read(people: Cast, case: Case, seconds: int, after: timedelta) -> TimeSpent | None:
    return reading_count(
        by=people.panel_member_lin, case=case, opened_at=NOW, seconds=seconds, now=NOW + after
    )


def test_reading_counts_as_preparation_and_a_page_told_twice_is_one_row(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    read(people, case, 60, timedelta(minutes=5))
    read(people, case, 90, timedelta(minutes=6))
    read(people, case, 30, timedelta(minutes=7))
    row = TimeSpent.objects.get()
    assert (row.work, row.user) == ("PREPARATION", people.panel_member_lin)
    assert preparation_of(case) == timedelta(seconds=90)


@pytest.mark.parametrize(
    ("seconds", "after", "expected"),
    [(3600, timedelta(seconds=20), 20), (86_400, timedelta(hours=9), 3600)],
)
def test_no_page_reads_longer_than_it_was_open_nor_an_hour(
    people: Cast, zhang: Patient, seconds: int, after: timedelta, expected: int
) -> None:
    case = accepted(table(people), zhang)
    read(people, case, seconds, after)
    assert preparation_of(case) == timedelta(seconds=expected)


def test_a_glance_and_a_passer_by_are_not_counted(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    assert read(people, case, 0, timedelta(minutes=1)) is None
    stranger = people.doctor_zhao
    later = NOW + timedelta(minutes=1)
    assert reading_count(by=stranger, case=case, opened_at=NOW, seconds=30, now=later) is None
    assert not TimeSpent.objects.exists()
