"""Hold, resume, interval, stop and switch on their pages."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bonetherapy.models import Course, CourseChange, DentalRecord, Dose
from bonetherapy.views.change_words import change_lines
from tests.bonetherapy.pages.conftest import Sign
from tests.bonetherapy.steps import kidney, plan
from tests.cast import TODAY, Cast

ACTIONS = ("course_hold", "course_resume", "course_interval", "course_stop", "course_switch")


@pytest.fixture
def wang(sign_in: Sign, people: Cast) -> Client:
    """Doctor Wang's browser, in English."""
    return sign_in(people.doctor_wang)


@pytest.fixture
def course(due: Dose) -> Course:
    """The running denosumab course of 张桂兰: dose 1 given 2025-02-01, dose 2 due today."""
    return due.course


def url(course: Course, name: str) -> str:
    return reverse(f"bonetherapy:{name}", args=[course.id])


def shown(client: Client, course: Course, name: str, **typed: Any) -> str:
    """What the page says about what was typed, before it is saved."""
    return client.post(url(course, name), typed | {"preview": "1"}, HTTP_HX_REQUEST="true").content.decode()


HELD = {"reason_code": "HYPOCALCAEMIA", "review_on": "2025-03-10"}


def test_a_nurse_holds_with_a_reason_and_the_offered_review(nurse: Client, course: Course) -> None:
    page = nurse.get(url(course, "course_hold")).content.decode()
    assert 'value="2025-03-10"' in page  # a week from Saturday 2025-03-01 is a Saturday; the Monday after it

    answer = nurse.post(url(course, "course_hold"), HELD)

    course.refresh_from_db()
    assert (course.state, str(course.hold_review_on)) == ("HELD", "2025-03-10")
    assert answer.headers["Location"] == reverse("bonetherapy:day")


def test_a_worry_is_no_reason_to_hold_and_the_page_says_what_to_do(nurse: Client, course: Course) -> None:
    assert "Not a reason to hold" in shown(nurse, course, "course_hold", reason_code="FEAR_OF_ONJ")

    answer = nurse.post(url(course, "course_hold"), HELD | {"reason_code": "FEAR_OF_ONJ"})

    assert answer.status_code == 422
    assert "no medical reason to hold" in answer.content.decode()
    course.refresh_from_db()
    assert course.state == "ACTIVE"


def test_the_kidney_is_no_reason_on_denosumab(nurse: Client, course: Course) -> None:
    assert 'value="RENAL_IMPAIRMENT"' not in nurse.get(url(course, "course_hold")).content.decode()


def test_a_planned_extraction_comes_along(nurse: Client, people: Cast, course: Course) -> None:
    tooth = DentalRecord.objects.create(
        patient=course.patient,
        item="EXTRACTION",
        on=date(2025, 3, 20),
        is_done=False,
        recorded_by=people.nurse_li,
    )

    page = nurse.get(url(course, "course_hold") + f"?dental={tooth.id}").content.decode()

    assert f'<option value="{tooth.id}" selected>' in page
    assert 'name="answer-DEN-04-reason"' in page
    assert "earliest 2025-04-01" in page  # two months after 2025-02-01


def test_a_course_on_hold_gets_another_review_day(nurse: Client, course: Course) -> None:
    nurse.post(url(course, "course_hold"), HELD)
    assert url(course, "course_hold") in nurse.get(url(course, "course")).content.decode()
    assert 'value="HYPOCALCAEMIA" checked' in nurse.get(url(course, "course_hold")).content.decode()

    nurse.post(url(course, "course_hold"), HELD | {"review_on": "2025-03-24"})

    course.refresh_from_db()
    assert (course.state, str(course.hold_review_on)) == ("HELD", "2025-03-24")


def test_a_hold_ends_with_one_dose_and_nothing_is_caught_up(wang: Client, course: Course) -> None:
    wang.post(url(course, "course_hold"), HELD)

    wang.post(url(course, "course_resume"), {"resume_on": "2025-03-12"})

    course.refresh_from_db()
    assert course.state == "ACTIVE"
    assert plan(course)[:2] == [date(2025, 3, 12), date(2025, 4, 9)]


def test_a_dental_hold_waits_for_the_dentist(wang: Client, course: Course) -> None:
    wang.post(url(course, "course_hold"), HELD | {"reason_code": "DENTAL_INVASIVE"})

    answer = wang.post(url(course, "course_resume"), {"resume_on": "2025-03-12"})

    assert answer.status_code == 422
    assert "DEN-05" in answer.content.decode()


LONGER = {
    "interval_days": "6",
    "unit": "days",
    "reason_code": "ELECTIVE_EXTENSION",
    "reason_text": "病情稳定，路途遥远",
    "disease_stable": "on",
    "symptoms_controlled": "on",
    "review_on": "2025-05-12",
    "answer-BMA-17-reason": "BENEFIT",
}


def test_a_longer_interval_says_what_is_known_before_the_reason(wang: Client, course: Course) -> None:
    page = wang.get(url(course, "course_interval")).content.decode()

    assert page.index("BMA-19" if "BMA-19" in page else "uNTx/Cr") < page.index('name="reason_code"')


def test_six_weeks_are_saved_with_review_and_ticks(wang: Client, course: Course) -> None:
    answer = wang.post(url(course, "course_interval"), LONGER | {"interval_days": "42"})

    assert answer.status_code == 302
    course.refresh_from_db()
    assert (course.interval_days, course.off_standard, str(course.interval_review_on)) == (
        42,
        True,
        "2025-05-12",
    )


def test_two_months_of_denosumab_need_the_rebound_plan(wang: Client, course: Course) -> None:
    wish = LONGER | {"interval_days": "2", "unit": "months"}
    refused = wang.post(url(course, "course_interval"), wish)
    assert "open the rebound plan" in refused.content.decode()
    assert 'name="rebound_plan"' in refused.content.decode()

    saved = wang.post(url(course, "course_interval"), wish | {"rebound_plan": "每月查 CTX"})

    assert saved.status_code == 302
    course.refresh_from_db()
    assert course.rebound_watch.plan == "每月查 CTX"


def test_four_months_are_stopped_for_denosumab(wang: Client, course: Course) -> None:
    assert "more than 3 months" in shown(wang, course, "course_interval", interval_days="4", unit="months")


STOPPED = {"reason_code": "NO_BENEFIT", "stopped_on": "2025-03-01"}


def test_stopping_denosumab_shows_windows_and_ctx_days_first(wang: Client, course: Course) -> None:
    page = shown(wang, course, "course_stop", **STOPPED)

    # REB-02 and REB-05 from 2025-02-01; the windows stand before anything is saved.
    for day in ("2025-04-01", "2025-06-01", "2026-02-01", "2025-04-02", "2025-05-02"):
        assert day in page
    assert "Cannot be saved" in page
    assert 'href="#id_rebound_plan"' in page


def test_a_stop_with_a_plan_opens_the_watch(wang: Client, course: Course) -> None:
    answer = wang.post(url(course, "course_stop"), STOPPED | {"rebound_plan": "CTX 系列检测"})

    assert answer.status_code == 302
    course.refresh_from_db()
    assert (course.state, course.stop_reason) == ("STOPPED", "NO_BENEFIT")
    assert str(course.rebound_watch.opens_on) == "2025-04-01"


def test_less_pain_is_no_reason_to_stop(wang: Client, course: Course) -> None:
    page = shown(wang, course, "course_stop", **STOPPED | {"reason_code": "PAIN_RELIEVED"})

    assert "no reason to stop" in page
    assert "Not valid" in page


@pytest.mark.parametrize(
    ("reason", "field"),
    [("PS_DECLINE", "ecog"), ("PROGRESSION", "no_benefit"), ("NO_BENEFIT", "rebound_plan")],
)
def test_a_reason_asks_for_what_it_needs(wang: Client, course: Course, reason: str, field: str) -> None:
    assert f'name="{field}"' in shown(wang, course, "course_stop", **STOPPED | {"reason_code": reason})


def test_a_switch_stops_one_drug_and_starts_the_other(wang: Client, people: Cast, course: Course) -> None:
    kidney(course.patient, people.nurse_li, TODAY)
    page = wang.get(url(course, "course_switch")).content.decode()
    assert 'value="DENOSUMAB"' not in page
    assert "must not be used with it" not in page

    answer = wang.post(
        url(course, "course_switch"),
        {
            "agent": "INCADRONATE",
            "first_due_on": "2025-03-03",
            "rebound_plan": "CTX",
            "reason_text": "不能耐受",
        },
    )

    assert answer.status_code == 302
    course.refresh_from_db()
    assert (course.state, course.followed_by.agent) == ("STOPPED", "INCADRONATE")


def test_a_switch_before_the_next_date_is_warned(wang: Client, people: Cast, course: Course) -> None:
    Dose.objects.filter(course=course, state="GIVEN").update(given_on=date(2025, 2, 20))

    page = shown(wang, course, "course_switch", agent="INCADRONATE", first_due_on="2025-03-03")

    assert "2025-03-20" in page
    assert 'name="answer-BMA-15-reason"' in page


@pytest.mark.parametrize("name", ACTIONS)
def test_a_stopped_course_shows_its_history_instead(wang: Client, course: Course, name: str) -> None:
    wang.post(url(course, "course_stop"), STOPPED | {"rebound_plan": "CTX"})

    assert wang.get(url(course, name)).headers["Location"] == url(course, "course")


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("junk", ["", "\x00", "9" * 40, "<script>", "2025-13-45", "0001-01-01", "-1"])
def test_junk_is_a_message_never_an_error(wang: Client, course: Course, name: str, junk: str) -> None:
    if name == "course_resume":
        wang.post(url(course, "course_hold"), HELD)
    fields = ("reason_code", "review_on", "resume_on", "interval_days", "unit", "stopped_on", "agent", "ecog",
              "first_due_on", "dental_record_id", "rebound_plan", "dose_mg", "factors")  # fmt: skip
    for more in ({}, {"preview": "1"}):
        answer = wang.post(url(course, name), dict.fromkeys(fields, junk) | more)
        assert answer.status_code in (200, 422)


def test_the_history_shows_before_and_after_with_who_and_why(wang: Client, course: Course) -> None:
    wang.post(url(course, "course_interval"), LONGER | {"interval_days": "42"})

    page = wang.get(url(course, "course")).content.decode()

    for words in ("every 28 days", "every 42 days", "王磊", "病情稳定，路途遥远", "BMA-17", "DN26081B"):
        assert words in page


def test_what_nobody_wrote_down_of_a_given_dose_is_said_to_be_missing(wang: Client, course: Course) -> None:
    Dose.objects.filter(course=course, state="GIVEN").update(site="")
    page = wang.get(url(course, "course")).content.decode()
    assert 'data-label="Site">not recorded' in page


def test_a_dose_of_the_history_is_written_as_anywhere_else() -> None:
    change = CourseChange(before={"dose_mg": "120.00"}, after={"dose_mg": "60.50"})
    assert [(line.before, line.after) for line in change_lines(change)] == [("120 mg", "60.5 mg")]


def test_the_history_costs_the_same_for_one_and_many_doses(
    wang: Client, course: Course, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20) as first:
        wang.get(url(course, "course"))
    count = len(first)
    wang.post(url(course, "course_interval"), LONGER | {"interval_days": "42"})
    with django_assert_max_num_queries(count):
        wang.get(url(course, "course"))
