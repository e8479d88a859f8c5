"""The seal: what is frozen is complete, cannot be edited, and a later version says why it exists."""

import json
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from accounts.enums import Discipline
from accounts.errors import Conflict
from guidelines.mdt.record import RecordItem
from mdt.minutes.changes import changes_since
from mdt.minutes.seal import canonical, seal_of
from mdt.models import Board, Case, Dissent, Meeting, Minutes
from mdt.services.closing import meeting_close
from mdt.services.sealing import minutes_renew
from patients.models import BoneMetastasis, EcogScore, Patient
from tests.cast import Cast, calcium, patient, zhang_of
from tests.mdt.boards import MEETING_ON, at
from tests.mdt.minutes.stage import CLOSING, closed_case, session

LATER = at(hour=18)


@pytest.fixture
def sealed(people: Cast, zhang: Patient) -> Minutes:
    held = session(people)
    BoneMetastasis.objects.update(extent="OLIGO", extent_on=MEETING_ON)
    closed_case(people, zhang, held, patient_wish="以止痛和行走为先")
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    return Minutes.objects.get()


def words(minutes: Minutes, item: RecordItem) -> str:
    return next(str(line["words"]["zh"]) for line in minutes.content["lines"] if line["item"] == item.value)


def test_every_line_of_the_summary_is_there_and_what_is_missing_says_so(sealed: Minutes) -> None:
    assert [line["item"] for line in sealed.content["lines"]] == [item.value for item in RecordItem]
    assert words(sealed, RecordItem.NRS) == "未记录"
    assert words(sealed, RecordItem.AGE) == "58 岁"
    assert words(sealed, RecordItem.BM_BASIS) == "骨活检（2025-02-01）"
    assert words(sealed, RecordItem.EXTENT) == f"寡转移（{MEETING_ON}）"
    assert words(sealed, RecordItem.OVERRIDES) == "无"


def test_an_extent_judged_after_the_meeting_is_no_part_of_its_minutes(sealed: Minutes) -> None:
    BoneMetastasis.objects.update(extent_on=MEETING_ON + timedelta(days=1))
    assert RecordItem.EXTENT.label in changes_since(sealed)


def test_the_decision_stands_with_its_grade_owner_and_day(sealed: Minutes) -> None:
    (decision,) = sealed.content["decisions"]

    assert decision["evidence"] == {"zh": "建议 10 1B", "en": "Recommendation 10 1B"}
    assert (decision["owner"], decision["due_on"]) == ("林涛", "2025-03-21")
    assert decision["type"] == {"zh": "放疗", "en": "Radiotherapy"}


def test_attendance_names_who_came_and_which_discipline_did_not(sealed: Minutes) -> None:
    came = {row["code"]: [one["name"] for one in row["people"]] for row in sealed.content["attendance"]}

    assert came == {"MED_ONC": ["王磊"], "RAD_ONC": ["林涛"], "RADIOLOGY": ["何洁"], "ORTHO": []}


def test_what_comes_after_the_meeting_is_not_in_it(people: Cast, zhang: Patient) -> None:
    calcium(zhang, people.nurse_li, "2.45", on=MEETING_ON)
    calcium(zhang, people.nurse_li, "1.90", on=at(MEETING_ON.replace(day=8)).date())
    held = session(people)
    closed_case(people, zhang, held)
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)

    assert words(Minutes.objects.get(), RecordItem.CALCIUM) == "总血钙 2.45 mmol/L（2025-03-07）"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mdt_minutes SET content = '{}'",
        "UPDATE mdt_minutes SET sha256 = 'x'",
        "DELETE FROM mdt_minutes",
    ],
)
def test_the_database_refuses_to_touch_a_sealed_row(sealed: Minutes, statement: str) -> None:
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        connection.cursor().execute(statement)

    sealed.refresh_from_db()
    assert seal_of(sealed.content) == sealed.sha256


def test_any_edit_of_the_content_breaks_the_seal(sealed: Minutes) -> None:
    for path in (("question",), ("decisions", 0, "due_on"), ("attendance", 0, "people", 0, "name")):
        forged = deepcopy(sealed.content)
        place: Any = forged
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = "另外一个"
        assert seal_of(forged) != sealed.sha256, path


def test_a_new_version_keeps_the_old_one_and_says_why(people: Cast, sealed: Minutes) -> None:
    Case.objects.update(conclusion="先手术评估。")

    renewed = minutes_renew(by=people.coordinator_qian, minutes=sealed, reason="结论录入有误", now=LATER)

    assert (renewed.number, renewed.version) == (sealed.number, 2)
    assert renewed.content["change"] == {"reason": "结论录入有误", "by": "钱悦"}
    assert renewed.content["conclusion"] == "先手术评估。"
    assert Minutes.objects.get(version=1).content["conclusion"] == "先外照射，继续地舒单抗。"


def test_a_new_version_needs_a_reason_and_the_newest_to_stand_on(people: Cast, sealed: Minutes) -> None:
    with pytest.raises(ValidationError):
        minutes_renew(by=people.coordinator_qian, minutes=sealed, reason=" ", now=LATER)
    minutes_renew(by=people.coordinator_qian, minutes=sealed, reason="更正", now=LATER)
    with pytest.raises(Conflict):
        minutes_renew(by=people.coordinator_qian, minutes=sealed, reason="更正", now=LATER)
    with pytest.raises(PermissionDenied):
        minutes_renew(by=people.panel_member_lin, minutes=sealed, reason="更正", now=LATER)


def test_a_correction_is_named_and_a_later_fact_is_not(people: Cast, zhang: Patient, sealed: Minutes) -> None:
    assert changes_since(sealed) == ()
    calcium(zhang, people.nurse_li, "1.90", on=MEETING_ON.replace(day=20))
    assert changes_since(sealed) == ()

    EcogScore.objects.create(patient=zhang, score=2, measured_on=MEETING_ON, recorded_by=people.nurse_li)
    Dissent.objects.create(
        case=sealed.case,
        name="赵军",
        discipline=Discipline.ORTHO,
        reason="宜先手术",
        recorded_by=people.doctor_wang,
    )

    assert [part.en for part in changes_since(sealed)] == ["Dissent", "ECOG"]


def test_numbers_of_one_day_go_on_across_boards(people: Cast, sealed: Minutes) -> None:
    other = session(people, name="疑难 MDT")
    closed_case(people, patient(people.oncology_1, number="ZY2"), other)
    meeting_close(by=people.coordinator_qian, meeting=other, now=CLOSING)

    numbers = Minutes.objects.filter(case__meeting=Meeting.objects.get(board__name="疑难 MDT"))
    assert [row.number for row in numbers] == ["MDT-2025-0307-02"]


@given(some.recursive(some.text() | some.integers() | some.booleans() | some.none(), some.lists))
def test_the_canonical_form_reads_back_and_does_not_depend_on_order(value: Any) -> None:
    one, other = {"a": value, "b": 1}, {"b": 1, "a": value}
    try:
        written = canonical(one)
    except UnicodeEncodeError:  # half a surrogate pair cannot be stored in PostgreSQL either
        return

    assert written == canonical(other)
    assert json.loads(written) == one


def test_the_minutes_tell_the_time_of_their_own_meeting(people: Cast, zhang: Patient) -> None:
    """The case was begun a week before, and deferred."""
    held = session(people)
    case = closed_case(people, zhang, held)
    for begun in (at(MEETING_ON - timedelta(days=7), 15, 40), at(minute=5)):
        case.time_spent.create(
            work="DISCUSSION",
            user=people.coordinator_qian,
            started_at=begun,
            ended_at=begun + timedelta(minutes=5),
        )
    meeting_close(by=people.coordinator_qian, meeting=held, now=CLOSING)
    assert Minutes.objects.get().content["meeting"]["time"] == "15:05–15:10"


@pytest.mark.django_db(transaction=True)
def test_another_chair_and_a_new_seat_change_no_minutes_of_before(crowd: Cast) -> None:
    held = session(crowd)
    closed_case(crowd, zhang_of(crowd), held)
    meeting_close(by=crowd.coordinator_qian, meeting=held, now=timezone.now())
    minutes = Minutes.objects.get()
    Board.objects.update(chair=crowd.doctor_zhao, disciplines=["MED_ONC", "PSYCH"], quorum=9, name="新名称")
    assert changes_since(minutes) == ()
    by = crowd.coordinator_qian
    again = minutes_renew(by=by, minutes=minutes, reason="核对", now=timezone.now())
    assert again.content["meeting"]["chair"] == crowd.doctor_wang.name
