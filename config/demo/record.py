"""The record of a demo patient: identity, family, tumour, weight, problems."""

from datetime import date, timedelta

from accounts.models import Ward
from config.demo.cases import diagnosis_of
from config.demo.scene import Scene
from patients.enums import ContactKind, MetastasisBasis, MetastasisStatus, ProblemCode, Sex
from patients.models import Patient
from patients.services.contacts import contact_save
from patients.services.observations import problem_add, weight_add
from patients.services.registration import patient_register
from patients.services.tumour import bone_metastasis_save, diagnosis_save
from patients.specs.contacts import ContactSpec
from patients.specs.facts import MetastasisSpec, ProblemSpec
from patients.specs.people import PatientSpec, PlaceSpec, RegistrationSpec


def record_write(scene: Scene) -> Patient:
    """The patient with everything that is not the course."""
    patient = _register(scene)
    _family(scene, patient)
    _tumour(scene, patient)
    _weight(scene, patient)
    _problems(scene, patient)
    return patient


def _register(scene: Scene) -> Patient:
    demo, case = scene.demo, scene.case or {}
    ward = Ward.objects.get(department=scene.department, name="日间病房" if demo.day_ward else "住院病区")
    person = PatientSpec(
        name=demo.name,
        sex=Sex(case.get("sex", demo.sex)),
        birth_date=_birthday(scene.today, case.get("age", demo.age), int(demo.number[-3:])),
        hospital_number=demo.number,
        responsible_doctor=scene.doctor,
    )
    place = PlaceSpec(department=scene.department, ward=ward, bed=demo.bed)
    spec = RegistrationSpec(person=person, place=place, phone=demo.phone)
    patient = patient_register(by=scene.nurse, spec=spec, today=scene.today)
    Patient.objects.filter(pk=patient.pk).update(is_demo=True)
    return patient


def _birthday(today: date, age: int, seed: int) -> date:
    """An invented birthday that makes the patient this old today."""
    return date(today.year - age, 1, 1) - timedelta(days=seed % 200)


def _family(scene: Scene, patient: Patient) -> None:
    number = scene.demo.number
    spec = ContactSpec(
        kind=ContactKind.CHILD,
        name="家属（演示）",
        phone=f"1860003{number[-4:]}",
        email=f"family.{number.lower()}@demo.invalid",
        wants_messages=True,
        rank=2,
    )
    contact_save(by=scene.nurse, patient=patient, spec=spec)


def _tumour(scene: Scene, patient: Patient) -> None:
    if scene.case:
        diagnosis_save(by=scene.doctor, patient=patient, spec=diagnosis_of(scene.case), today=scene.today)
    told = scene.case["bone_metastasis"]["basis"] if scene.case else ""
    spec = MetastasisSpec(
        status=MetastasisStatus.CONFIRMED,
        confirmed_on=scene.began_on if scene.given_on else scene.days_ago(scene.demo.confirmed_days_ago),
        basis=MetastasisBasis.BIOPSY if told == "biopsy" else MetastasisBasis.IMAGING_AND_CLINICAL,
    )
    bone_metastasis_save(by=scene.doctor, patient=patient, spec=spec, today=scene.today)


def _weight(scene: Scene, patient: Patient) -> None:
    weight_add(
        by=scene.nurse,
        patient=patient,
        measured_on=scene.began_on,
        weight_kg=scene.demo.weight_kg,
        today=scene.today,
    )


def _problems(scene: Scene, patient: Patient) -> None:
    for told in (scene.case or {}).get("problems", []):
        if told.get("resolved_offset_days") is None:
            spec = ProblemSpec(code=ProblemCode(told["code"]), noted_on=scene.began_on, text=told["text_zh"])
            problem_add(by=scene.doctor, patient=patient, spec=spec, today=scene.today)
