"""The bone therapy of a demo patient, told through the services the pages use, each step on its own day."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from django.utils import timezone

from accounts.errors import Refusal
from bonetherapy.enums import DoseState, Route, Site
from bonetherapy.models import Course, Dose
from bonetherapy.services.courses import course_start
from bonetherapy.services.dental import dental_record_add
from bonetherapy.services.doses import dose_give
from bonetherapy.services.missed import dose_rebook
from bonetherapy.services.supplements import supplement_start
from bonetherapy.specs import CourseSpec, DentalSpec, GivenSpec, RebookSpec, SupplementSpec
from config.demo.scene import Scene
from guidelines.labs import Analyte
from patients.models import Patient
from patients.services.observations import lab_add
from patients.specs.facts import LabSpec
from patients.specs.overrides import Acknowledgement

RANGES = {
    Analyte.CALCIUM: ("mmol/L", "2.11", "2.52"),
    Analyte.ALBUMIN: ("g/L", "35", "55"),
    Analyte.CREATININE: ("µmol/L", "41", "111"),
}
T = TypeVar("T")


def therapy_write(scene: Scene, patient: Patient) -> None:
    """Teeth, laboratory results and, where the scene has one, the course with its doses."""
    if scene.demo.due_in_days is None:
        _labs_of_these_days(scene, patient)
        return
    _teeth(scene, patient)
    if scene.demo.supplements:
        _supplements(scene, patient)
    first_on = scene.given_on[0] if scene.given_on else scene.today + timedelta(days=scene.demo.due_in_days)
    _labs(scene, patient, min(first_on, scene.today) - timedelta(days=2))
    course = _start(scene, patient, first_on)
    for day in scene.given_on:
        _give(scene, course, day)
    _labs_of_these_days(scene, patient)
    if scene.demo.reason:
        _rebook(scene, course)


def _labs(
    scene: Scene,
    patient: Patient,
    day: date,
    calcium: Decimal = Decimal("2.30"),
    analytes: tuple[Analyte, ...] = tuple(RANGES),
) -> None:
    values = {
        Analyte.CALCIUM: calcium,
        Analyte.ALBUMIN: Decimal(40),
        Analyte.CREATININE: scene.demo.creatinine,
    }
    for analyte in analytes:
        unit, low, high = RANGES[analyte]
        spec = LabSpec(
            analyte=analyte,
            value=values[analyte],
            unit=unit,
            sampled_on=day,
            ref_low=Decimal(low),
            ref_high=Decimal(high),
        )
        lab_add(by=scene.nurse, patient=patient, spec=spec, today=scene.today)


def _labs_of_these_days(scene: Scene, patient: Patient) -> None:
    demo = scene.demo
    if demo.calcium_age_days is not None:
        day = scene.days_ago(demo.calcium_age_days)
        _labs(scene, patient, day, demo.calcium, (Analyte.CALCIUM, Analyte.ALBUMIN))
    if demo.creatinine_age_days is not None:
        _labs(scene, patient, scene.days_ago(demo.creatinine_age_days), analytes=(Analyte.CREATININE,))


def _teeth(scene: Scene, patient: Patient) -> None:
    days = [scene.began_on + timedelta(days=7)]
    if scene.demo.oral_exam_age_days is not None:
        days.append(scene.days_ago(scene.demo.oral_exam_age_days))
    for day in sorted(days)[: 1 if scene.demo.given < 3 else 2]:
        spec = DentalSpec(item="ORAL_EXAM", on=day, outcome="NORMAL", dentist_name="口腔科（演示）")
        dental_record_add(by=scene.nurse, patient=patient, spec=spec, today=scene.today)
    if scene.demo.tooth_planned:
        planned = DentalSpec(item="EXTRACTION", on=scene.today + timedelta(days=9), is_done=False)
        dental_record_add(by=scene.nurse, patient=patient, spec=planned, today=scene.today)


def _supplements(scene: Scene, patient: Patient) -> None:
    spec = SupplementSpec(
        product="碳酸钙 D3 片（演示）",
        calcium_mg_per_day=Decimal(1200),
        vitamin_d_iu_per_day=Decimal(800),
        started_on=scene.began_on,
    )
    supplement_start(by=scene.doctor, patient=patient, spec=spec, today=scene.today)


def _start(scene: Scene, patient: Patient, first_on: date) -> Course:
    def act(answers: tuple[Acknowledgement, ...]) -> Course:
        spec = CourseSpec(agent=scene.demo.agent, first_due_on=first_on, route=_route(scene), answers=answers)
        return course_start(by=scene.doctor, patient=patient, spec=spec, today=min(first_on, scene.today))

    return _answered(act)


def _route(scene: Scene) -> str:
    return Route.SC if scene.demo.agent == "DENOSUMAB" else Route.IV


def _give(scene: Scene, course: Course, day: date) -> None:
    _labs(scene, course.patient, day - timedelta(days=1))
    dose = _next(course)
    at = timezone.make_aware(datetime.combine(day, time(10, 5)))

    def act(answers: tuple[Acknowledgement, ...]) -> Dose:
        spec = GivenSpec(
            given_at=at,
            dose_mg=course.dose_mg,
            route=course.route,
            site=Site.LEFT_ABDOMEN if course.route == Route.SC else Site.PERIPHERAL_VEIN,
            batch=f"DEMO{day:%y%m}A",
            expires_on=day + timedelta(days=500),
            identity_confirmed=True,
            asked_today=True,
            interruption_reason="FORGOTTEN" if day > dose.due_on else "",
            answers=answers,
        )
        return dose_give(by=scene.nurse, dose=dose, spec=spec, now=at)

    _answered(act)


def _next(course: Course) -> Dose:
    return course.doses.filter(state=DoseState.PLANNED).order_by("number")[:1].get()


def _rebook(scene: Scene, course: Course) -> None:
    spec = RebookSpec(reason_code=scene.demo.reason, booked_on=scene.today)
    dose_rebook(by=scene.nurse, dose=_next(course), spec=spec, today=scene.today)


def _answered(act: Callable[[tuple[Acknowledgement, ...]], T]) -> T:
    """Do it; where a rule only warns, answer it as a clinician of the demo would have."""
    try:
        return act(())
    except Refusal as refusal:
        return act(
            tuple(
                Acknowledgement(finding.rule_id, "CLINICAL_JUDGEMENT", "演示数据", finding.key)
                for finding in refusal.findings
            )
        )
