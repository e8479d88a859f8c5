"""The pages of cases: submitting in three actions, the readiness board, the agenda, the pre-reads."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.signing import dumps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from mdt.models import Case, Meeting, PanelOpinion, TimeSpent
from mdt.services.agenda import agenda_build
from mdt.views.case_door import OPENED
from patients.models import Patient
from tests.cast import Cast, patient
from tests.mdt.casework import NOW, QUESTION, URGENT, Table, accepted, proposed, submitted, table
from worklist.models import Task

pytestmark = pytest.mark.usefixtures("noon")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, name: str, *args: object) -> str:
    answer = client_of(user).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def post(user: User, name: str, *args: object, **data: Any) -> Any:
    return client_of(user).post(reverse(name, args=args), data)


def test_the_form_has_the_next_meeting_chosen_and_one_press_submits(people: Cast, zhang: Patient) -> None:
    there = table(people)
    shown = page(people.doctor_wang, "case:new", zhang.id)
    assert f'<option value="{there.next.id}" selected>' in shown
    sent = {"question": QUESTION, "lane": "DISCUSS", "board": there.board.id, "meeting": there.next.id}
    answer = post(people.doctor_wang, "case:new", zhang.id, **sent)
    assert answer.headers["Location"] == reverse("patients:detail", args=[zhang.id])
    assert Case.objects.get().meeting == there.next
    assert QUESTION in page(people.doctor_wang, "patients:detail", zhang.id)


def test_without_a_board_the_page_says_what_to_do(people: Cast, zhang: Patient) -> None:
    assert "本院尚未建立 MDT 团队" in page(people.doctor_wang, "case:new", zhang.id)


def test_a_second_question_is_kept_and_may_be_added(people: Cast, zhang: Patient) -> None:
    there = table(people)
    first = submitted(there, zhang)
    sent = {"question": "是否活检？", "lane": "DISCUSS", "board": there.board.id}
    answer = post(people.doctor_wang, "case:new", zhang.id, **sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "是否活检？" in shown
    assert reverse("case:detail", args=[first.id]) in shown
    post(people.doctor_wang, "case:new", zhang.id, joins="on", **sent)
    first.refresh_from_db()
    assert first.question.endswith("是否活检？")


def test_the_board_puts_urgent_first_and_names_what_is_missing(people: Cast, zhang: Patient) -> None:
    there = table(people)
    submitted(there, zhang, meeting=there.next)
    other = patient(people.oncology_1, "李建国", "ZY2")
    submitted(there, other, lane=URGENT)
    shown = page(people.coordinator_qian, "case:board")
    assert shown.index("李建国") < shown.index("张桂兰")
    assert "组织学类型" in shown
    assert "王磊" in shown


def test_one_press_accepts_and_comes_back_to_the_board(people: Cast, zhang: Patient) -> None:
    case = submitted(table(people), zhang)
    board = reverse("case:board")
    answer = post(people.coordinator_qian, "case:accept", case.id, next=board)
    assert answer.headers["Location"] == board
    case.refresh_from_db()
    assert case.state == "ACCEPTED"


def test_what_cannot_be_accepted_is_said_on_the_board(people: Cast, zhang: Patient) -> None:
    table(people)
    case, board = proposed(zhang), reverse("case:board")
    client = client_of(people.coordinator_qian)
    client.post(reverse("case:accept", args=[case.id]), {"next": board})
    assert "系统建议的病例需先填写讨论问题" in client.get(board).content.decode()


def test_owners_of_all_ticked_rows_are_asked_in_one_press(people: Cast, zhang: Patient) -> None:
    there = table(people)
    other = patient(people.oncology_1, number="ZY2")
    cases = [submitted(there, row) for row in (zhang, other)]
    answer = post(people.coordinator_qian, "case:ask", case=[case.id for case in cases])
    assert answer.status_code == 302
    assert {task.subject_id for task in Task.objects.filter(kind="CASE_ITEM")} == {c.id for c in cases}


def test_lane_deferral_withdrawal_and_merge_through_their_forms(people: Cast, zhang: Patient) -> None:
    there, by = table(people), people.coordinator_qian
    case = accepted(there, zhang)
    post(by, "case:lane", case.id, lane="LISTED")
    post(by, "case:defer", case.id, reason="MISSING_DATA", from_id=there.next.id)
    case.refresh_from_db()
    assert (case.lane, case.meeting) == ("LISTED", there.later)
    assert post(by, "case:withdraw", case.id, reason="").status_code == 422
    post(by, "case:withdraw", case.id, reason="转院")
    case.refresh_from_db()
    assert case.state == "WITHDRAWN"


def test_the_agenda_is_built_moved_and_published(people: Cast, zhang: Patient) -> None:
    there, by = table(people), people.coordinator_qian
    one = accepted(there, zhang)
    two = accepted(there, patient(people.oncology_1, "李建国", "ZY2"))
    post(by, "case:agenda_build", there.next.id)
    post(by, "case:agenda_move", there.next.id, case=two.id, place=1)
    shown = page(by, "case:agenda", there.next.id)
    assert shown.index("李建国") < shown.index("张桂兰")
    assert "<strong>12</strong> / 60" in shown
    post(by, "case:agenda_publish", there.next.id)
    there.next.refresh_from_db()
    assert there.next.published_by == by
    assert {one.pk, two.pk} == set(Case.objects.filter(meeting=there.next).values_list("pk", flat=True))


def test_too_many_minutes_are_said(people: Cast, zhang: Patient) -> None:
    there = table(people, minutes_per_case=90)
    accepted(there, zhang)
    assert "超出 30 分钟" in page(people.coordinator_qian, "case:agenda", there.next.id)


def test_pre_reads_lead_to_a_case_and_an_opinion_back_to_them(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    by = people.panel_member_lin
    assert reverse("case:detail", args=[case.id]) in page(by, "case:prereads")
    assert 'name="stance"' in page(by, "case:detail", case.id)
    answer = post(by, "case:opinion", case.id, stance="OTHER", text="")
    assert answer.status_code == 422
    answer = post(by, "case:opinion", case.id, stance="AGREE", text="")
    assert answer.headers["Location"] == reverse("case:prereads")
    assert PanelOpinion.objects.get().given_by == by


def test_reading_is_counted_from_the_signed_moment_only(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    by = people.panel_member_lin
    began = NOW.replace(hour=11)
    for opened, count in (
        ("forged", 0),
        (dumps("no moment", salt=OPENED), 0),
        (dumps(began.isoformat(), salt=OPENED), 1),
    ):
        assert post(by, "case:reading", case.id, opened=opened, seconds=40).status_code == 204
        assert TimeSpent.objects.count() == count


def test_hostile_words_are_words(people: Cast, zhang: Patient) -> None:
    evil = '<script>alert(1)</script>{{ 7|add:"7" }}'
    case = accepted(table(people), zhang, question=evil, patient_wish=evil)
    for name in ("case:detail", "case:board"):
        args = [case.id] if name == "case:detail" else []
        shown = page(people.coordinator_qian, name, *args)
        assert "<script>alert" not in shown
        assert "&lt;script&gt;" in shown


Make = Callable[[Table, int], object]


@pytest.mark.parametrize("name", ["case:board", "case:agenda", "case:prereads"])
def test_one_and_three_rows_cost_the_same_questions(people: Cast, zhang: Patient, name: str) -> None:
    there, counts = table(people), []
    user = people.coordinator_qian if name != "case:prereads" else people.doctor_wang
    args = [there.next.id] if name == "case:agenda" else []
    accepted(there, zhang)
    for number in (0, 2):
        for extra in range(number):
            row = patient(people.oncology_1, number=f"N{extra}", responsible_doctor=people.doctor_wang)
            accepted(there, row)
        agenda_build(by=people.coordinator_qian, meeting=there.next)
        client = client_of(user)
        client.get(reverse(name, args=args))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(name, args=args))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_what_waits_for_my_opinion_is_one_step_from_the_first_page(people: Cast, zhang: Patient) -> None:
    case = accepted(table(people), zhang)
    address = reverse("case:detail", args=[case.id])
    assert address in page(people.doctor_wang, "bonetherapy:day")
    assert 'id="pre-reads"' not in page(people.nurse_li, "bonetherapy:day")
    post(people.doctor_wang, "case:opinion", case.id, stance="AGREE")
    assert 'id="pre-reads"' not in page(people.doctor_wang, "bonetherapy:day")


def test_a_reason_on_the_board_carries_the_case_to_the_meeting_after(people: Cast, zhang: Patient) -> None:
    there = table(people)
    case = accepted(there, zhang)
    shown = page(people.coordinator_qian, "case:board")
    assert 'value="NO_TIME"' in shown
    assert 'value="OTHER"' not in shown  # needs words
    post(people.coordinator_qian, "case:defer", case.id, reason="NO_TIME", from_id=there.next.id)
    case.refresh_from_db()
    assert case.meeting == there.later


def test_htmx_gets_the_agenda_itself_and_a_refusal_sends_it_to_the_page(people: Cast, zhang: Patient) -> None:
    there = table(people)
    accepted(there, zhang)
    client, htmx = client_of(people.coordinator_qian), {"HX-Request": "true"}
    built = client.post(reverse("case:agenda_build", args=[there.next.id]), headers=htmx)
    assert (built.status_code, 'id="agenda"' in built.content.decode()) == (200, True)
    closed = {"opened_at": NOW, "closed_at": NOW, "closed_by": people.coordinator_qian}
    Meeting.objects.filter(pk=there.next.id).update(state="CLOSED", **closed)
    refused = client.post(reverse("case:agenda_build", args=[there.next.id]), headers=htmx)
    assert refused.headers["HX-Redirect"] == reverse("case:agenda", args=[there.next.id])
