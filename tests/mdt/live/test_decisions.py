"""Decisions: stored as typed values, checked like an order, one row for one decision."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Discipline
from accounts.errors import Conflict, Refusal
from bonetherapy.services.courses import course_start
from bonetherapy.specs import CourseSpec
from guidelines.bone.agents import Agent
from guidelines.findings import Grade
from guidelines.imaging.modalities import Modality
from guidelines.mdt.decisions import DecisionType
from mdt.models import Decision, Dissent, Meeting
from mdt.services.decisions import decision_change, decision_record, decision_void, dissent_record
from mdt.specs.decisions import DecisionSpec, Detail, DissentSpec, detail_read, detail_stored
from patients.models import BoneMetastasis, Override, Patient
from tests.bonetherapy.steps import answer, denosumab, kidney
from tests.cast import Cast
from tests.mdt.boards import MEETING_ON
from tests.mdt.live.session import decide, drug, follow_up, minute, session

EARLIER = date(2025, 2, 10)


def refused(people: Cast, row: Patient, spec: DecisionSpec, by: Any = None) -> set[str]:
    with pytest.raises(Refusal) as refusal:
        decide(people, session(people, row), spec, by)
    assert not Decision.objects.exists()
    return {finding.rule_id for finding in refusal.value.findings}


def test_typed_values_come_back_as_they_were_stored() -> None:
    detail = Detail(agent=Agent.DENOSUMAB, interval_days=28, site="T8")
    stored = detail_stored(DecisionType.BMA_START, detail)
    assert stored == {"agent": "DENOSUMAB", "interval_days": 28}
    assert detail_read(stored) == Detail(agent=Agent.DENOSUMAB, interval_days=28)
    scan = Detail(examination=Modality.BS, month="2025-09")
    assert detail_read(detail_stored(DecisionType.FOLLOW_UP, scan)) == scan
    assert detail_stored(DecisionType.PSYCH, detail) == {}


def test_a_decision_is_written_with_number_words_and_citation(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    spec = DecisionSpec(
        type=DecisionType.RT,
        detail=Detail(site="T8"),
        text="30 Gy / 10 次",
        recommendation=10,
        grade=Grade.STRONG_MODERATE,
    )
    row = decide(people, of, spec)
    decide(people, of, follow_up(people))
    assert (row.number, row.text, row.rule_id, row.grade) == (1, "T8 · 30 Gy / 10 次", "GL Rec 10", "1B")
    assert list(of.decisions.values_list("number", flat=True)) == [1, 2]


def test_the_same_decision_twice_is_one(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    assert decide(people, of, follow_up(people)) == decide(people, of, follow_up(people))
    assert of.decisions.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"type": DecisionType.BMA_START}, "agent"),
        ({"type": DecisionType.BMA_EXTEND, "detail": Detail(interval_days=3)}, "interval_days"),
        ({"type": DecisionType.PSYCH, "due_on": MEETING_ON - timedelta(days=1)}, "due_on"),
        ({"type": DecisionType.PSYCH, "due_on": date(2035, 1, 1)}, "due_on"),
        ({"type": DecisionType.RT, "recommendation": 10, "grade": Grade.STRONG_HIGH}, "recommendation"),
        ({"type": DecisionType.RT, "recommendation": 13, "grade": Grade.STRONG_HIGH}, "recommendation"),
        ({"type": DecisionType.PSYCH, "text": "长" * 4001}, "text"),
    ],
)
def test_what_cannot_be_written_is_refused_by_field(
    people: Cast, zhang: Patient, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as problems:
        decide(people, session(people, zhang), DecisionSpec(**more))
    assert list(problems.value.error_dict) == [field]


def test_a_second_drug_while_one_is_open_is_refused_for_everybody(people: Cast, zhang: Patient) -> None:
    kidney(zhang, people.nurse_li, EARLIER)
    course_start(
        by=people.doctor_wang,
        patient=zhang,
        spec=CourseSpec(agent="ZOLEDRONATE", first_due_on=EARLIER),
        today=EARLIER,
    )
    spec = drug(Agent.DENOSUMAB, answers=(answer("BMA-09"),))
    assert refused(people, zhang, spec, people.doctor_wang) == {"BMA-09"}


def test_a_switch_ends_the_open_course_and_is_not_refused_for_it(people: Cast, zhang: Patient) -> None:
    kidney(zhang, people.nurse_li, EARLIER)
    denosumab(zhang, people.doctor_wang, EARLIER)
    of = session(people, zhang)
    kidney(zhang, people.nurse_li, MEETING_ON)
    row = decide(people, of, drug(Agent.ZOLEDRONATE, DecisionType.BMA_SWITCH))
    assert row.detail == {"agent": "ZOLEDRONATE"}
    with pytest.raises(ValidationError):
        decide(people, of, drug(Agent.DENOSUMAB, DecisionType.BMA_SWITCH))


def test_a_bisphosphonate_for_a_failing_kidney_is_stopped(people: Cast, zhang: Patient) -> None:
    kidney(zhang, people.nurse_li, MEETING_ON, value="190", kg="55")
    assert refused(people, zhang, drug(Agent.ZOLEDRONATE)) == {"REN-01"}


def test_no_drug_before_the_metastasis_is_confirmed(people: Cast, zhang: Patient) -> None:
    BoneMetastasis.objects.filter(patient=zhang).update(status="SUSPECTED", confirmed_on=None)
    assert refused(people, zhang, drug(Agent.DENOSUMAB)) == {"BMA-03"}


def test_an_oncologist_passes_a_stop_in_words_and_the_row_remembers(people: Cast, zhang: Patient) -> None:
    BoneMetastasis.objects.filter(patient=zhang).update(status="SUSPECTED", confirmed_on=None)
    spec = drug(Agent.DENOSUMAB, answers=(answer("BMA-03", "活检结果明日"),))
    of = session(people, zhang)
    with pytest.raises(Refusal):
        decide(people, of, spec, people.coordinator_qian)
    row = decide(people, of, spec, people.doctor_wang)
    kept = Override.objects.get(rule_id="BMA-03")
    assert (kept.subject_id, kept.by, kept.reason_text) == (row.id, people.doctor_wang, "活检结果明日")


def test_who_decides(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    for user in (people.nurse_li, people.panel_member_lin, people.radiologist_he):
        with pytest.raises(PermissionDenied):
            decide(people, of, follow_up(people), user)


@pytest.mark.parametrize("state", ["PLANNED", "CLOSED", "SIGNED"])
def test_only_in_session(people: Cast, zhang: Patient, state: str) -> None:
    of = session(people, zhang)
    Meeting.objects.update(state=state, closed_at=minute(9), closed_by=people.doctor_wang)
    with pytest.raises(Conflict):
        decide(people, of, follow_up(people))


def test_a_line_is_completed_later_and_two_writers_notice_each_other(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    row = decide(people, of, follow_up(people, owner=None, due_on=None))
    by, spec = people.coordinator_qian, follow_up(people)
    changed = decision_change(by=by, decision=row, spec=spec, version=0, today=MEETING_ON)
    assert (changed.owner, changed.version) == (people.doctor_wang, 1)
    with pytest.raises(Conflict):
        decision_change(by=by, decision=row, spec=spec, version=0, today=MEETING_ON)


def test_a_line_is_struck_out_with_a_reason_and_its_number_is_not_given_again(
    people: Cast, zhang: Patient
) -> None:
    of = session(people, zhang)
    row = decide(people, of, follow_up(people))
    by = people.coordinator_qian
    with pytest.raises(ValidationError):
        decision_void(by=by, decision=row, reason=" ", version=0, now=minute(1))
    decision_void(by=by, decision=row, reason="重复", version=0, now=minute(1))
    assert decide(people, of, follow_up(people)).number == 2


def test_a_dissent_names_who_and_why_and_is_one(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    decide(people, of, follow_up(people))
    spec = DissentSpec(name="赵军", discipline=Discipline.ORTHO, reason="宜先评估稳定性", number=1)
    rows = [dissent_record(by=people.coordinator_qian, case=of, spec=spec) for _ in range(2)]
    assert rows[0] == rows[1]
    assert rows[0].decision is not None
    assert Dissent.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"), [({"name": " "}, "name"), ({"reason": " "}, "reason"), ({"number": 7}, "number")]
)
def test_a_dissent_without_name_or_reason_is_none(
    people: Cast, zhang: Patient, more: dict[str, Any], field: str
) -> None:
    facts: dict[str, Any] = {"name": "赵军", "discipline": Discipline.ORTHO, "reason": "宜先评估"}
    with pytest.raises(ValidationError) as problems:
        dissent_record(
            by=people.coordinator_qian, case=session(people, zhang), spec=DissentSpec(**facts | more)
        )
    assert list(problems.value.error_dict) == [field]


def test_a_member_of_the_panel_dissents_in_his_own_name_only(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang)
    spec = DissentSpec(name="王磊", discipline=Discipline.RAD_ONC, reason="先放疗")
    row = dissent_record(by=people.panel_member_lin, case=of, spec=spec)
    assert (row.name, row.user) == ("林涛", people.panel_member_lin)
    with pytest.raises(PermissionDenied):
        dissent_record(by=people.nurse_li, case=of, spec=spec)


def test_decisions_by_the_service_only_need_the_case(people: Cast, zhang: Patient) -> None:
    of = session(people, zhang, state="WITHDRAWN", ended_reason="转院")
    with pytest.raises(Conflict):
        decision_record(by=people.doctor_wang, case=of, spec=follow_up(people), today=MEETING_ON)
