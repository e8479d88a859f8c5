"""The page of a decision: one button confirms, one line answers; the patient page tells what became of it."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bonetherapy.models import Course
from mdt.enums import NotDoneReason
from mdt.models import Decision
from patients.models import PathwayStep, Patient
from tests.cast import TODAY, Cast
from tests.mdt import boards
from tests.mdt.following.board_day import concluded, dental_check, start_denosumab
from worklist.models import Task

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def start(people: Cast, zhang: Patient, client: Client) -> Decision:
    """`Start denosumab`, seen by doctor Wang."""
    client.force_login(people.doctor_wang)
    return start_denosumab(concluded(people, zhang), people.doctor_wang)


def page(client: Client, decision: Decision) -> Any:
    """The page of the decision."""
    return client.get(reverse("following:decision", args=[decision.id]))


def test_the_course_is_offered_as_the_board_wanted_it_and_confirmed_with_one_button(
    start: Decision, client: Client
) -> None:
    address = reverse("following:course", args=[start.id])
    shown = client.get(address)
    form = shown.context["form"]
    assert form.initial == {
        "agent": "DENOSUMAB",
        "interval_days": 28,
        "first_due_on": TODAY,
        "reason_text": "地舒单抗 每 28 天",
    }
    assert shown.context["preview"].days
    sent = {name: form.initial[name] for name in ("agent", "interval_days", "reason_text")}
    answer = client.post(address, sent | {"first_due_on": TODAY.isoformat()})
    assert answer.status_code == 302
    start.refresh_from_db()
    assert start.course == Course.objects.get()
    assert client.get(address).headers["Location"] == reverse("following:decision", args=[start.id])


def test_nothing_is_typed_and_the_page_says_what_is_missing(start: Decision, client: Client) -> None:
    assert client.post(reverse("following:course", args=[start.id]), {}).status_code == 422
    assert not Course.objects.exists()


def test_a_switch_leads_to_the_course_that_runs(people: Cast, start: Decision, client: Client) -> None:
    Decision.objects.update(type="BMA_SWITCH", detail={"agent": "ZOLEDRONATE"})
    address = reverse("following:course", args=[start.id])
    client.post(
        reverse("bonetherapy:course_start", args=[start.case.patient_id]),
        {"agent": "DENOSUMAB", "first_due_on": TODAY.isoformat()},
    )
    course = Course.objects.get()
    switch = reverse("bonetherapy:course_switch", args=[course.id])
    assert client.get(address).headers["Location"] == f"{switch}?agent=ZOLEDRONATE"


def test_one_button_makes_a_task(people: Cast, zhang: Patient, client: Client) -> None:
    decision = dental_check(concluded(people, zhang), people.nurse_li)
    client.force_login(people.coordinator_qian)
    assert "李敏" in page(client, decision).content.decode()
    client.post(reverse("following:confirm", args=[decision.id]))
    assert Task.objects.get(kind="BOARD_DECISION").owner == people.nurse_li


@pytest.mark.parametrize("due", [date(2025, 1, 1), None])
def test_only_the_next_step_is_primary(
    people: Cast, zhang: Patient, client: Client, due: date | None
) -> None:
    decision = dental_check(concluded(people, zhang), people.nurse_li)
    Decision.objects.update(due_on=due)
    client.force_login(people.coordinator_qian)
    next_steps = re.compile(r'<(?:a|button) class="button button--primary"[^>]*>.*?<span>(.*?)</span>')
    assert next_steps.findall(page(client, decision).content.decode()) == ["确认"]
    client.post(reverse("following:confirm", args=[decision.id]))
    assert next_steps.findall(page(client, decision).content.decode()) == ["记录结果"]


@pytest.mark.parametrize(
    ("sent", "outcome", "reason"),
    [
        ({"outcome": "IMPLEMENTED"}, "IMPLEMENTED", ""),
        ({"outcome": "PARTIAL"}, "PARTIAL", ""),
        ({"outcome": "NOT", "reason": "DECLINED"}, "NOT", "DECLINED"),
        ({"outcome": "IMPLEMENTED", "reason": "DIED"}, "IMPLEMENTED", ""),  # chosen before, hidden now
        ({"answer": "NOT:DECLINED"}, "NOT", "DECLINED"),  # the menu of a row
        ({"answer": "PARTIAL"}, "PARTIAL", ""),
    ],
)
def test_what_is_chosen_is_the_answer(
    start: Decision, client: Client, sent: dict[str, str], outcome: str, reason: str
) -> None:
    client.post(reverse("following:answer", args=[start.id]), sent)
    start.refresh_from_db()
    assert (start.outcome, start.outcome_reason) == (outcome, reason)


@pytest.mark.parametrize("answer", ["", "NOT", "NOT:OTHER", "JUNK", "DONE:JUNK", "NOT:JUNK"])
def test_what_makes_no_answer_is_said_and_the_words_stay(
    start: Decision, client: Client, answer: str
) -> None:
    form = {"answer": answer, "text": "  "}
    shown = client.post(reverse("following:answer", args=[start.id]), form)
    assert shown.status_code == 422
    start.refresh_from_db()
    assert start.outcome == ""


def test_each_reason_stands_once_and_one_button_sends(start: Decision, client: Client) -> None:
    form = page(client, start).content.decode().split('id="answer"')[1].split("</form>")[0]
    assert [form.count(f'value="{reason}"') for reason in NotDoneReason] == [1] * len(NotDoneReason)
    assert form.count("<button") == 1


def test_the_row_of_the_day_answers_and_leads_back(start: Decision, client: Client) -> None:
    Decision.objects.update(due_on=date(2025, 2, 20))
    day = reverse("bonetherapy:day")
    assert 'value="NOT:DECLINED"' in client.get(day).content.decode()
    sent = {"answer": "NOT:DECLINED", "next": day}
    assert client.post(reverse("following:answer", args=[start.id]), sent).headers["Location"] == day


def test_a_standing_answer_is_marked(start: Decision, client: Client) -> None:
    client.post(reverse("following:answer", args=[start.id]), {"outcome": "NOT", "reason": "DECLINED"})
    shown = page(client, start).content.decode()
    assert 'value="NOT" checked' in shown
    assert 'value="DECLINED" checked' in shown


def test_a_correction_shows_both_answers(start: Decision, client: Client) -> None:
    for answer in ("IMPLEMENTED", "CHANGED:OTHER_THERAPY"):
        client.post(reverse("following:answer", args=[start.id]), {"answer": answer})
    said = page(client, start).context["said"]
    assert [one.by for one in said] == ["王磊", "王磊"]
    assert said[0].words != said[1].words


def test_an_overdue_decision_says_so_with_its_rule(start: Decision, client: Client) -> None:
    Decision.objects.update(due_on=date(2025, 2, 20))
    shown = page(client, start).content.decode()
    assert "MDT-07" in shown
    assert 'id="answer"' in shown


def test_hostile_text_is_text(start: Decision, client: Client) -> None:
    Decision.objects.update(text='<script>alert(1)</script>{{ 7|add:"7" }}')
    for url in (reverse("following:decision", args=[start.id]), reverse("following:board")):
        shown = client.get(url).content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_a_nurse_reads_and_has_no_button(people: Cast, start: Decision, client: Client) -> None:
    client.force_login(people.nurse_li)
    shown = page(client, start).content.decode()
    assert "地舒单抗" in shown
    assert 'id="answer"' not in shown
    assert 'id="confirm"' not in shown


def test_the_patients_page_tells_the_chain_and_draws_it(
    start: Decision, zhang: Patient, client: Client
) -> None:
    Decision.objects.update(outcome="NOT", outcome_reason="DECLINED")
    shown = client.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    address = reverse("following:decision", args=[start.id])
    assert shown.count(address) >= 2  # in the panel and on the time line
    assert reverse("following:refer", args=[zhang.id]) in shown


@pytest.mark.parametrize(("of", "is_offered"), [("FOLLOW_UP", True), ("BIOPSY", False)])
def test_a_diagnosis_left_open_offers_the_regional_centre(
    people: Cast, zhang: Patient, client: Client, of: str, is_offered: bool
) -> None:
    boards.decision(concluded(people, zhang), people.doctor_wang, type=of)
    PathwayStep.objects.create(
        patient=zhang,
        number=1,
        to_state="INDETERMINATE",
        rule_id="DX-T18",
        origin="PERSON",
        taken_on=TODAY,
        recorded_by=people.doctor_wang,
    )
    client.force_login(people.doctor_wang)
    shown = client.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    assert ("MDT-12" in shown) is is_offered


def test_a_draft_has_no_page(people: Cast, zhang: Patient, client: Client) -> None:
    case = boards.case(boards.board(people), zhang, people.doctor_wang)
    client.force_login(people.doctor_wang)
    assert page(client, boards.decision(case, people.doctor_wang)).status_code == 404
