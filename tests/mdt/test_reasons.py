"""Reasons that lie in the drug, the jaw and in what a person stated reach the board (MDT-T06 to T14)."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from bonetherapy.models import AdverseEvent, Course, DentalRecord
from bonetherapy.services.dental import dental_record_add
from bonetherapy.services.intervals import course_change_interval
from bonetherapy.services.stops import course_stop
from bonetherapy.specs import DentalSpec, IntervalSpec, StopSpec
from guidelines.lesions import Extent
from guidelines.record.board import Consultation
from mdt.models import Case
from mdt.services import CONSULTATION
from mdt.specs import ConsultationSpec
from patients.enums import MetastasisBasis, MetastasisStatus
from patients.models import Patient
from patients.services import bone_metastasis_save
from patients.services.recording import record_add
from patients.specs.facts import MetastasisSpec
from tests.bonetherapy.steps import answer, denosumab, give, numbered
from tests.cast import TODAY, Cast, lab
from tests.mdt.boards import at
from tests.mdt.casework import table
from worklist.models import FactChange
from worklist.services import patient_reassess

CONFIRMED_ON = date(2025, 2, 1)


def reasons(about: Patient, on: date = TODAY) -> list[str]:
    """Why the board is asked to see the patient, after everything that was marked is read again."""
    assert FactChange.objects.filter(patient_id=about.id).exists()
    patient_reassess(patient_id=about.id, now=at(on, 12))
    return Case.objects.get().reasons


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    """Denosumab, the first dose given today; the board asks only for the confirmation."""
    table(people)
    course = denosumab(zhang, people.doctor_wang, TODAY)
    give(numbered(course, 1), people.nurse_li, TODAY)
    assert reasons(zhang) == ["BM_CONFIRMED"]
    return course


def extended(by: User, course: Course) -> None:
    wish = IntervalSpec(
        interval_days=42,
        reason_code="ELECTIVE_EXTENSION",
        reason_text="病情稳定",
        disease_stable=True,
        symptoms_controlled=True,
        review_on=TODAY + timedelta(days=90),
        answers=(answer("BMA-17"),),
    )
    course_change_interval(by=by, course=course, spec=wish, today=TODAY)


def judged(by: User, about: Patient, extent: Extent) -> None:
    spec = MetastasisSpec(
        status=MetastasisStatus.CONFIRMED,
        confirmed_on=CONFIRMED_ON,
        basis=MetastasisBasis.IMAGING,
        extent=extent,
        extent_on=TODAY,
    )
    bone_metastasis_save(by=by, patient=about, spec=spec, today=TODAY)


@pytest.mark.usefixtures("noon")
def test_what_people_state_and_decide_proposes_the_case_at_once(people: Cast, course: Course) -> None:
    zhang = course.patient
    judged(people.doctor_wang, zhang, Extent.OLIGO)
    assert reasons(zhang) == ["BM_CONFIRMED", "OLIGOMETASTATIC"]
    extended(people.doctor_wang, course)
    assert reasons(zhang) == ["BM_CONFIRMED", "OLIGOMETASTATIC", "BMA_EXTENSION"]
    wish = ConsultationSpec(asked_for=Consultation.SECOND_OPINION, asked_on=TODAY)
    record_add(kind=CONSULTATION, by=people.nurse_li, patient=zhang, spec=wish, today=TODAY)
    assert reasons(zhang)[-1] == "SECOND_OPINION"
    assert Case.objects.get().triggers == ["MDT-T01", "MDT-T06", "MDT-T09", "MDT-T14"]


@pytest.mark.usefixtures("noon")
def test_a_planned_extraction_asks_when_it_is_planned_and_no_more_once_given_up(
    people: Cast, course: Course
) -> None:
    planned = DentalSpec(
        item="EXTRACTION", on=TODAY + timedelta(days=70), is_done=False, answers=(answer("DEN-03"),)
    )
    visit = dental_record_add(by=people.nurse_li, patient=course.patient, spec=planned, today=TODAY)
    assert reasons(course.patient) == ["BM_CONFIRMED", "DENTAL_ON_BMA"]
    DentalRecord.objects.filter(pk=visit.pk).update(
        cancelled_on=TODAY, cancelled_by=people.nurse_li, cancel_reason="改为保守治疗"
    )
    assert reasons(course.patient) == ["BM_CONFIRMED"]


@pytest.mark.usefixtures("noon")
def test_the_dentist_and_an_adverse_event_tell_of_the_jaw(people: Cast, course: Course) -> None:
    zhang = course.patient
    suspects = DentalSpec(item="ORAL_EXAM", on=TODAY, outcome="SUSPECTED_ONJ")
    dental_record_add(by=people.nurse_li, patient=zhang, spec=suspects, today=TODAY)
    assert reasons(zhang) == ["BM_CONFIRMED", "JAW"]
    DentalRecord.objects.update(voided_at=at(TODAY), voided_by=people.nurse_li, void_reason="录错患者")
    assert reasons(zhang) == ["BM_CONFIRMED"]
    event = AdverseEvent.objects.create(
        patient=zhang, course=course, code="ONJ", severity="MILD", onset_on=TODAY, recorded_by=people.nurse_li
    )
    assert reasons(zhang) == ["BM_CONFIRMED", "JAW"]
    AdverseEvent.objects.filter(pk=event.pk).update(resolved_on=TODAY)
    assert reasons(zhang) == ["BM_CONFIRMED"]


@pytest.mark.usefixtures("noon")
def test_a_rebound_after_the_stop_asks_with_its_result(people: Cast, course: Course) -> None:
    stop = StopSpec(reason_code="TRANSFERRED", stopped_on=TODAY, rebound_plan="CTX 每月复查")
    course_stop(by=people.doctor_wang, course=course, spec=stop, today=TODAY)
    later = date(TODAY.year, TODAY.month + 3, TODAY.day)
    lab(course.patient, people.nurse_li, "ctx", "0.80", "ng/mL", "0.10", "0.60", later)
    assert reasons(course.patient, later)[-1] == "REBOUND"
