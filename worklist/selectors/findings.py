"""What the rules say about patients on a day, asked anew, by the limits of their hospital."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from guidelines.assessment.assess import Assessment, assess
from patients.models import Patient
from patients.selectors.limits import hospital_limits_for
from patients.selectors.whole import records_of


def assessment_of(patient: Patient, today: date) -> Assessment:
    """The assessment of one record as it stands."""
    return assessments_of({patient.id: patient}, today)[patient.id]


def assessments_of(patients: Mapping[UUID, Patient], today: date) -> dict[UUID, Assessment]:
    """The assessment of every patient who is not void: a void record asks for nothing."""
    asked = {key: patient for key, patient in patients.items() if patient.voided_at is None}
    limits = hospital_limits_for({patient.hospital_id for patient in asked.values()}, today)
    records = records_of(asked.keys(), today)
    return {key: assess(records[key], today, limits[patient.hospital_id]) for key, patient in asked.items()}
