"""Laws that hold after any history of a course."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import Conflict, Refusal
from bonetherapy.models import Course, Dose
from bonetherapy.services.ahead import doses_plan_ahead
from bonetherapy.services.holds import course_hold, course_resume
from bonetherapy.services.missed import dose_mark_not_given, dose_rebook
from bonetherapy.services.undoing import dose_undo
from bonetherapy.specs import HoldSpec, NotGivenSpec, RebookSpec, ResumeSpec
from tests.bonetherapy.steps import answer, at, denosumab, give, plan
from tests.cast import Cast, cast, confirm_bone_metastasis, patient

ANSWERS = tuple(answer(rule) for rule in ("ONJ-01", "BMA-19b"))
STEPS = st.lists(
    st.tuples(st.sampled_from(["give", "undo", "skip", "rebook", "hold", "resume"]), st.integers(1, 45)),
    max_size=8,
)


class Story:
    """One course and its people, told step by step; a step that is refused changes nothing."""

    def __init__(self) -> None:
        self.people: Cast = cast()
        row = patient(self.people.oncology_1, responsible_doctor=self.people.doctor_wang)
        confirm_bone_metastasis(row, self.people.doctor_wang)
        self.today = date(2025, 1, 31)
        self.course: Course = denosumab(row, self.people.doctor_wang, self.today)
        self.last: Dose | None = None

    def step(self, act: str, days: int) -> None:
        self.today += timedelta(days=days)
        doses_plan_ahead(today=self.today)
        before = plan(self.course)
        try:
            with transaction.atomic():
                getattr(self, act)()
        except (Conflict, Refusal):
            assert plan(self.course) == before

    def first(self) -> Dose:
        dose = self.course.doses.filter(state__in=["PLANNED", "HELD"]).order_by("number").first()
        assert dose is not None
        return Dose.objects.select_related("course", "patient").get(pk=dose.pk)

    def give(self) -> None:
        self.last = give(self.first(), self.people.nurse_li, self.today, answers=ANSWERS)

    def undo(self) -> None:
        if self.last is None:
            return
        stood = plan(self.course)
        dose = give(self.first(), self.people.nurse_li, self.today, answers=ANSWERS)
        dose_undo(by=self.people.nurse_li, dose=dose, reason_text="误录", now=at(self.today, 12))
        assert plan(self.course) == stood

    def skip(self) -> None:
        spec = NotGivenSpec(reason_code="PATIENT_REFUSED")
        dose_mark_not_given(by=self.people.nurse_li, dose=self.first(), spec=spec, today=self.today)

    def rebook(self) -> None:
        dose = self.first()
        booked_on = max(dose.due_on, self.today) + timedelta(days=3)
        spec = RebookSpec(reason_code="FORGOTTEN", booked_on=booked_on)
        dose_rebook(by=self.people.nurse_li, dose=dose, spec=spec, today=self.today)

    def hold(self) -> None:
        spec = HoldSpec(reason_code="HYPOCALCAEMIA", review_on=self.today)
        course_hold(by=self.people.nurse_li, course=self.course, spec=spec, today=self.today)

    def resume(self) -> None:
        spec = ResumeSpec(resume_on=self.today + timedelta(days=30))
        course_resume(by=self.people.doctor_wang, course=self.course, spec=spec, today=self.today)


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_no_history_breaks_the_plan(steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        story = Story()
        for act, days in steps:
            story.step(act, days)
        holds_together(story.course)
        transaction.set_rollback(True)


def holds_together(course: Course) -> None:
    live = course.doses.exclude(state="CANCELLED")
    assert not live.values("number").annotate(n=Count("id")).filter(n__gt=1).exists()
    dates = [dose.planned_on for dose in live.filter(state__in=["PLANNED", "HELD"]).order_by("number")]
    assert all(later > earlier for earlier, later in pairwise(dates))
    given_on = [dose.given_on for dose in live.filter(state="GIVEN").order_by("number") if dose.given_on]
    assert given_on == sorted(given_on)
    assert len(dates) >= 6
    assert Course.objects.filter(patient=course.patient, state__in=["ACTIVE", "HELD"]).count() == 1
