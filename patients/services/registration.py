"""Writing who a patient is: register and edit. Doubles and contradictions are asked about."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.crypto import blind_index
from accounts.models import User
from accounts.permissions import Permission
from patients import identifiers, names
from patients.enums import ContactKind
from patients.models import Patient
from patients.selectors.duplicates import doubts_about
from patients.services.contacts import contact_save
from patients.services.identity import identity_problems, tidy_number
from patients.services.overrides import findings_settle
from patients.services.places import place_problems
from patients.services.writing import locked, must, refuse
from patients.specs.contacts import ContactSpec
from patients.specs.people import PatientSpec, RegistrationSpec

TAKEN = _("This hospital number already belongs to a patient of this hospital.")


@transaction.atomic
def patient_register(
    *, by: User, spec: RegistrationSpec, today: date, under: Permission = Permission.PATIENT_EDIT
) -> Patient:
    """A new patient of the user's hospital; the same form sent again returns the patient it made.

    `under`: what lets the caller write; an import of old cases has a permission of its own.

    Raises ValidationError per field, and Refusal (PAT-01 to PAT-03, WARN) while a possible double or a
    contradiction with the identity card number is not answered in `spec.person.answers`.
    """
    must(by, under)
    person, place = spec.person, spec.place
    refuse(
        identity_problems(person, today) | place_problems(by, place, responsible=person.responsible_doctor)
    )
    earlier = _made_by_this_form(spec)
    if earlier:
        return earlier
    patient = Patient(
        id=spec.id,
        hospital=place.department.hospital,
        department=place.department,
        ward=place.ward,
        bed=place.bed.strip(),
    )
    _describe(patient, person)
    if not _inserted(patient):
        return _second_of_a_race(spec)
    if spec.phone:
        contact_save(by=by, patient=patient, spec=ContactSpec(kind=ContactKind.SELF, phone=spec.phone))
    findings_settle(by=by, patient=patient, findings=doubts_about(patient), answers=person.answers)
    return patient


@transaction.atomic
def patient_edit(*, by: User, patient: Patient, spec: PatientSpec, today: date) -> Patient:
    """The patient with the new identity; raises as `patient_register` does."""
    must(by, Permission.PATIENT_EDIT)
    row = locked(patient.id)
    refuse(identity_problems(spec, today) | doctor_problem(row, spec))
    before = _identity(row)
    _describe(row, spec)
    _save_number(row)
    if _identity(row) != before:
        findings_settle(by=by, patient=row, findings=doubts_about(row), answers=spec.answers)
    return row


def doctor_problem(patient: Patient, spec: PatientSpec) -> dict[str, object]:
    """What is wrong with the responsible doctor: must work in the patient's hospital."""
    doctor = spec.responsible_doctor
    if doctor is None or doctor.hospital_id == patient.hospital_id:
        return {}
    return {"responsible_doctor": _("This doctor does not work in the patient's hospital.")}


def _describe(patient: Patient, spec: PatientSpec) -> None:
    reading = names.read(spec.name)
    patient.name = names.tidy(spec.name)
    patient.name_pinyin, patient.name_initials = reading.pinyin, reading.initials
    patient.sex, patient.birth_date = spec.sex, spec.birth_date
    patient.hospital_number = tidy_number(spec.hospital_number)
    patient.responsible_doctor = spec.responsible_doctor
    if spec.national_id is not None:
        patient.national_id = identifiers.tidy_national_id(spec.national_id)
        patient.national_id_index = blind_index(patient.national_id)


def _identity(patient: Patient) -> tuple[object, ...]:
    return (patient.name, patient.sex, patient.birth_date, patient.national_id_index)


def _made_by_this_form(spec: RegistrationSpec) -> Patient | None:
    same = Patient.objects.filter(pk=spec.id, hospital=spec.place.department.hospital, voided_at=None)
    return same.filter(hospital_number=tidy_number(spec.person.hospital_number)).first()


def _inserted(patient: Patient) -> bool:
    """False when the same form was saved a moment ago; raises ValidationError when the number is taken."""
    try:
        with transaction.atomic():
            patient.save(force_insert=True)
    except IntegrityError as error:
        if Patient.objects.filter(pk=patient.pk).exists():
            return False
        raise ValidationError({"hospital_number": TAKEN}) from error
    return True


def _second_of_a_race(spec: RegistrationSpec) -> Patient:
    earlier = _made_by_this_form(spec)
    if earlier is None:
        raise ValidationError(_("This form was already used for another patient. Please open a new one."))
    return earlier


def _save_number(patient: Patient) -> None:
    try:
        with transaction.atomic():
            patient.save()
    except IntegrityError as error:
        raise ValidationError({"hospital_number": TAKEN}) from error
