"""A case goes in, what is due comes out, and nothing stays (assess-contract, sections 1 and 2).

The way is the real one: importer, services, database, the record of every room, the rules. The transaction
around it is rolled back, so no patient, no course and no reminder remains.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import transaction

from accounts.enums import CityTier, Discipline, HospitalLevel, Role
from accounts.models import Department, Hospital, User
from guidelines.assessment.assess import assess
from guidelines.record.record import Record
from interop.answers import answer_of, trouble_of
from interop.cases.complaints import Complaint, unread
from interop.cases.parse import Parsed, case_id, case_parse
from interop.cases.reading import BadValue
from interop.cases.write import Imported, case_write
from patients.models import Patient
from patients.selectors.whole import records_of

VISITOR = "外院病例"


def cases_assess(documents: Iterable[Any], *, index_on: date, on: date) -> dict[str, Any]:
    """The answer about each case, and what could not be read; one bad case does not stop the next."""
    answers, errors = [], []
    for document in documents:
        try:
            answer, troubles = case_assess(document, index_on=index_on, on=on)
        except BadValue as error:
            errors.append(trouble_of(case_id(document), unread(error)))
        else:
            answers.append(answer)
            errors += troubles
    return {"cases": answers, "errors": errors}


def case_assess(document: Any, *, index_on: date, on: date) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The answer about one case, and its parts that were not taken over.

    Raises BadValue for a case that cannot be read at all.
    """
    case = case_id(document)
    imported, record = case_read(document, index_on=index_on, on=on)
    answer = answer_of(case, assess(record, on), _by_rule(imported))
    return answer, [trouble_of(case, complaint) for complaint in imported.complaints]


def case_read(document: Any, *, index_on: date, on: date) -> tuple[Imported, Record]:
    """The record that a case becomes, with what was not taken over; the rows are gone again.

    Raises BadValue for a case that cannot be read at all.
    """
    parsed = case_parse(document, index_on=index_on, seen_on=on)
    with transaction.atomic():
        department, doctor = _house()
        patient = _visitor(parsed, department, doctor)
        imported = case_write(
            by=doctor, patient=patient, parsed=parsed, document=document, index_on=index_on, on=on
        )
        record = records_of([patient.id], on, imported.refs)[patient.id]
        transaction.set_rollback(True)
    return imported, record


def _visitor(parsed: Parsed, department: Department, doctor: User) -> Patient:
    return Patient.objects.create(
        hospital=department.hospital,
        department=department,
        hospital_number="CASE",
        name=VISITOR,
        sex=parsed.who.sex,
        birth_date=parsed.who.born_on,
        responsible_doctor=doctor,
    )


def _by_rule(imported: Imported) -> list[Complaint]:
    return [complaint for complaint in imported.complaints if complaint.rule_id]


def _house() -> tuple[Department, User]:
    """Somebody who may write all of a record, in a hospital that is gone with the transaction."""
    name = uuid4().hex
    hospital = Hospital.objects.create(
        name=name, short_name=name[:10], level=HospitalLevel.TERTIARY_GENERAL, city_tier=CityTier.TIER_1_2
    )
    department = Department.objects.create(hospital=hospital, name=name, discipline=Discipline.MED_ONC)
    doctor = User(username=name, name=name, role=Role.ONCOLOGIST, hospital=hospital, department=department)
    doctor.set_unusable_password()
    doctor.save()
    return department, doctor
