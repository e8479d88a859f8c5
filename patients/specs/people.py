"""A patient as a person asks for it: identity, place, a first contact."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from accounts.models import Department, User, Ward
from patients.enums import Sex
from patients.specs.overrides import Acknowledgement


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientSpec:
    """Identity. `national_id` None leaves the stored number as it is; empty text removes it."""

    name: str
    sex: Sex
    birth_date: date
    hospital_number: str
    national_id: str | None = None
    responsible_doctor: User | None = None
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSpec:
    """Where the patient lies or belongs; `bed` without a ward makes no sense and is refused."""

    department: Department
    ward: Ward | None = None
    bed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationSpec:
    """A new patient. `id` is made when the form is drawn, so the same form sent twice is one patient."""

    person: PatientSpec
    place: PlaceSpec
    phone: str = ""
    id: UUID = field(default_factory=uuid4)
