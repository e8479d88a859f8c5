"""The person of a demo patient: identity and family. The record itself comes from the importer."""

from datetime import date, timedelta

from accounts.models import Ward
from config.demo.scene import Scene
from patients.enums import ContactKind, Sex
from patients.models import Patient
from patients.services.contacts import contact_save
from patients.services.registration import patient_register
from patients.specs.contacts import ContactSpec
from patients.specs.people import PatientSpec, PlaceSpec, RegistrationSpec


def person_write(scene: Scene) -> Patient:
    """The patient, registered and marked as demo, with somebody of the family to call."""
    patient = _register(scene)
    _family(scene, patient)
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
