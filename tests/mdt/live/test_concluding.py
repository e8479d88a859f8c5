"""The end of a case: what must be on record before, and the conference it becomes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.enums import Discipline
from accounts.errors import Conflict, Refusal
from guidelines.assessment.codes import Code
from guidelines.mdt.decisions import DecisionType
from mdt.minutes.meeting_parts import overrides_part
from mdt.models import Attendance, Case, Conference, TimeSpent
from mdt.services.concluding import case_close
from mdt.services.live import case_show
from mdt.specs.decisions import DecisionSpec
from patients.models import BoneMetastasis, Override, Patient
from tests.bonetherapy.steps import answer, denosumab, give, kidney, ready
from tests.cast import Cast
from tests.mdt.boards import MEETING_ON
from tests.mdt.live.session import decide, follow_up, minute, session
from worklist.selectors.findings import assessment_of

TEXTS = {"conclusion": "先放疗，启动地舒单抗", "drug_statement": "START", "drug_text": "地舒单抗"}


def ready_case(people: Cast, row: Patient, **more: Any) -> Case:
    of = session(people, row, **TEXTS | more)
    decide(people, of, follow_up(people))
    return of


def close(people: Cast, of: Case, *answers: Any, by: Any = None) -> Case:
    return case_close(
        by=by or people.coordinator_qian, case=of, today=MEETING_ON, now=minute(6), answers=answers
    )


def wanted(people: Cast, of: Case) -> list[str]:
    with pytest.raises(ValidationError) as problems:
        close(people, of)
    assert not Conference.objects.exists()
    return list(problems.value.error_dict)


def test_a_case_becomes_a_conference_that_the_rules_read(people: Cast, zhang: Patient) -> None:
    of = ready_case(people, zhang)
    before = assessment_of(zhang, MEETING_ON)
    closed = close(people, of)
    fact = Conference.objects.get()
    assert (closed.conference, fact.held_on, fact.conclusion) == (fact, MEETING_ON, TEXTS["conclusion"])
    assert fact.disciplines == ["MED_ONC", "RADIOLOGY"]
    after = assessment_of(zhang, MEETING_ON)
    asked = [{found.code for found in one.findings} for one in (before, after)]
    assert Code.MDT_REFER in asked[0] - asked[1]


def test_a_second_click_changes_nothing(people: Cast, zhang: Patient) -> None:
    of = ready_case(people, zhang)
    first, second = close(people, of), close(people, of)
    assert (first.closed_at, first.conference_id) == (second.closed_at, second.conference_id)
    assert Conference.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"conclusion": " "}, ["conclusion"]),
        ({"drug_statement": "", "drug_text": ""}, ["drug_statement"]),
        ({"drug_text": " "}, ["drug_text"]),
        ({"drug_statement": "DECLINED", "drug_text": ""}, ["drug_text"]),
    ],
)
def test_nobody_leaves_it_open(people: Cast, zhang: Patient, more: dict[str, Any], fields: list[str]) -> None:
    assert wanted(people, ready_case(people, zhang, **more)) == fields


def test_silence_on_the_drug_is_no_gap_without_metastasis_or_with_a_drug(
    people: Cast, zhang: Patient
) -> None:
    BoneMetastasis.objects.filter(patient=zhang).update(status="SUSPECTED", confirmed_on=None)
    assert close(people, ready_case(people, zhang, drug_statement="", drug_text="")).conference is not None


def test_a_drug_that_was_given_speaks_for_itself(people: Cast, zhang: Patient) -> None:
    first_on = MEETING_ON - timedelta(days=14)
    kidney(zhang, people.nurse_li, first_on)
    ready(zhang, people.nurse_li, first_on)
    course = denosumab(zhang, people.doctor_wang, first_on)
    give(course.doses.get(number=1), people.nurse_li, first_on, answers=(answer("ONJ-01"),))
    assert close(people, ready_case(people, zhang, drug_statement="", drug_text="")).conference is not None


def test_an_incomplete_table_is_a_stop_only_an_oncologist_passes(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang, **TEXTS)
    decide(people, of, follow_up(people, owner=None))
    with pytest.raises(Refusal) as refusal:
        close(people, of)
    assert [(one.rule_id, one.key) for one in refusal.value.findings] == [("MDT-05", "1")]
    with pytest.raises(Refusal):
        close(people, of, answer("MDT-05", key="1"))
    assert close(people, of, answer("MDT-05", key="1"), by=people.doctor_wang).closed_by == people.doctor_wang
    assert Override.objects.get().rule_id == "MDT-05"


def test_no_decision_and_nobody_present_are_stops(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang, **TEXTS)
    Attendance.objects.all().delete()
    with pytest.raises(Refusal) as refusal:
        close(people, of)
    assert {one.key for one in refusal.value.findings} == {"decisions", "attendance"}


def test_a_decision_without_its_discipline_is_acknowledged(people: Cast, zhang: Patient) -> None:
    of = ready_case(people, zhang)
    spec = DecisionSpec(
        type=DecisionType.SURGERY,
        owner=people.doctor_wang,
        discipline=Discipline.MED_ONC,
        due_on=MEETING_ON,
    )
    decide(people, of, spec)
    with pytest.raises(Refusal) as refusal:
        close(people, of)
    assert [(one.rule_id, one.key) for one in refusal.value.findings] == [("MDT-04", "SURGERY")]
    assert close(people, of, answer("MDT-04", key="SURGERY")).state == "CLOSED"


def test_the_clock_ends_with_the_case(people: Cast, zhang: Patient) -> None:
    of = ready_case(people, zhang)
    case_show(by=people.coordinator_qian, case=of, now=minute(5, 50))
    close(people, of)
    assert TimeSpent.objects.get().ended_at == minute(6)


def test_who_closes_and_when(people: Cast, zhang: Patient) -> None:
    of = ready_case(people, zhang)
    for user in (people.nurse_li, people.panel_member_lin):
        with pytest.raises(PermissionDenied):
            close(people, of, by=user)
    Case.objects.filter(pk=of.pk).update(state="WITHDRAWN", ended_reason="转院")
    with pytest.raises(Conflict):
        close(people, of)


def test_what_was_passed_to_conclude_the_case_stands_in_its_minutes(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang, **TEXTS)
    decide(people, of, follow_up(people, owner=None))
    closed = close(people, of, answer("MDT-05", key="1"), by=people.doctor_wang)
    [told] = overrides_part(closed, timezone.now())
    assert (told["rule"], told["by"]) == ("MDT-05", people.doctor_wang.name)
