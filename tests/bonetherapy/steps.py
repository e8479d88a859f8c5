"""Steps of the story the tests of this room tell: start a course, give a dose."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from bonetherapy.models import Course, Dose
from bonetherapy.services.courses import course_start
from bonetherapy.services.doses import dose_give
from bonetherapy.services.holds import course_hold
from bonetherapy.specs import CourseSpec, GivenSpec, HoldSpec
from patients.models import Patient
from patients.specs.overrides import Acknowledgement
from tests.cast import albumin, calcium, creatinine, weight

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: date, hour: int = 10) -> datetime:
    """A moment of that day in the hospital."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def answer(rule_id: str, text: str = "已与患者沟通", key: str = "") -> Acknowledgement:
    """An answer to a rule."""
    return Acknowledgement(rule_id=rule_id, reason_code="CLINICAL_JUDGEMENT", reason_text=text, key=key)


FIRST_DOSE = (answer("ONJ-01"),)


def denosumab(row: Patient, by: User, first_on: date, *, today: date | None = None, **more: Any) -> Course:
    """A denosumab course of the standard dose and interval."""
    spec = CourseSpec(agent="DENOSUMAB", first_due_on=first_on, **more)
    return course_start(by=by, patient=row, spec=spec, today=today or first_on)


def zoledronate(row: Patient, by: User, first_on: date, **more: Any) -> Course:
    """A zoledronate course; the dose comes from the renal table."""
    spec = CourseSpec(agent="ZOLEDRONATE", first_due_on=first_on, **more)
    return course_start(by=by, patient=row, spec=spec, today=first_on)


def kidney(row: Patient, by: User, on: date, value: str = "70", kg: str = "60.0") -> None:
    """Weight and creatinine of that day."""
    weight(row, by, kg, on=on)
    creatinine(row, by, value, on=on)


def ready(row: Patient, by: User, on: date) -> None:
    """Calcium and albumin of that day, both normal."""
    calcium(row, by, on=on)
    albumin(row, by, on=on)


def given(on: date, **more: Any) -> GivenSpec:
    """A denosumab dose given at ten that day, everything asked and answered."""
    facts: dict[str, Any] = {
        "given_at": at(on),
        "dose_mg": Decimal(120),
        "route": "SC",
        "site": "LEFT_ARM",
        "batch": "B2301",
        "expires_on": date(2027, 12, 31),
        "identity_confirmed": True,
        "asked_today": True,
        "interruption_reason": "FORGOTTEN",
        "answers": FIRST_DOSE,
    }
    return GivenSpec(**(facts | more))


def give(dose: Dose, by: User, on: date, **more: Any) -> Dose:
    """Give the dose that day at ten, recorded at eleven; blood is taken that morning."""
    ready(dose.patient, by, on)
    return dose_give(by=by, dose=dose, spec=given(on, **more), now=at(on, 11))


def hold(course: Course, by: User, on: date, *, review_on: date, **more: Any) -> Course:
    """Hold the course that day for low calcium, unless `more` says otherwise."""
    spec = HoldSpec(review_on=review_on, **({"reason_code": "HYPOCALCAEMIA"} | more))
    return course_hold(by=by, course=course, spec=spec, today=on)


def numbered(course: Course, number: int) -> Dose:
    """The live dose of this number, as the database has it."""
    return course.doses.exclude(state="CANCELLED").select_related("patient", "course").get(number=number)


def plan(course: Course) -> list[date]:
    """Due dates of the planned doses."""
    return [dose.due_on for dose in course.doses.filter(state="PLANNED").order_by("number")]
