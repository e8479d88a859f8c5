"""The fixed cast of every test: two hospitals, the people in them, a few patients.

Hospital East: department Oncology I (nurse Li, doctor Wang, coordinator Qian) and Oncology II (nurse Sun,
doctor Zhao). Hospital West: department Oncology (nurse Zhou, doctor Wu): outsiders for every patient of East.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models

from accounts.enums import CityTier, Discipline, HospitalLevel, Rank, Role
from accounts.models import Department, Hospital, User, Ward
from patients.enums import MetastasisBasis, MetastasisStatus, Sex
from patients.models import BodyWeight, BoneMetastasis, LabResult, Patient

TODAY = date(2025, 3, 1)
PASSWORD = "correct horse battery"
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, by name."""

    east: Hospital
    west: Hospital
    oncology_1: Department
    oncology_2: Department
    oncology_west: Department
    ward_1: Ward
    nurse_li: User
    doctor_wang: User
    coordinator_qian: User
    radiologist_he: User
    panel_member_lin: User
    admin_gao: User
    auditor_tang: User
    nurse_sun: User
    doctor_zhao: User
    nurse_zhou: User
    doctor_wu: User


def cast() -> Cast:
    """The cast, written into the database. Nobody has a password: sign in with `client.force_login`.

    Hundreds of tests begin with it, so it takes a statement a table, not one a row.
    """
    east, west = written(_hospital("东湖医院"), _hospital("西山医院"))
    one, two, far = written(
        _department(east, "肿瘤一科"), _department(east, "肿瘤二科"), _department(west, "肿瘤科")
    )
    ward = Ward.objects.create(department=one, name="一病区")
    return Cast(east, west, one, two, far, ward, *written(*_staff(one, two, far)))


def _staff(one: Department, two: Department, far: Department) -> tuple[User, ...]:
    """In the order of `Cast`."""
    return (
        _person("li", "李敏", Role.NURSE, one),
        _person("wang", "王磊", Role.ONCOLOGIST, one, rank=Rank.CHIEF),
        _person("qian", "钱悦", Role.COORDINATOR, one),
        _person("he", "何洁", Role.RADIOLOGIST, one),
        _person("lin", "林涛", Role.PANEL_MEMBER, one),
        _person("gao", "高远", Role.ADMINISTRATOR, one, is_staff=True),
        _person("tang", "唐静", Role.AUDITOR, one),
        _person("sun", "孙慧", Role.NURSE, two),
        _person("zhao", "赵军", Role.ONCOLOGIST, two),
        _person("zhou", "周芳", Role.NURSE, far),
        _person("wu", "吴刚", Role.ONCOLOGIST, far),
    )


def written(*rows: M) -> list[M]:
    """Rows of one table, after one statement for all of them."""
    return type(rows[0])._default_manager.bulk_create(rows)


def hospital(name: str) -> Hospital:
    """A tertiary hospital."""
    return written(_hospital(name))[0]


def _hospital(name: str) -> Hospital:
    return Hospital(
        name=name, short_name=name[:2], level=HospitalLevel.TERTIARY_GENERAL, city_tier=CityTier.TIER_1_2
    )


def department(where: Hospital, name: str) -> Department:
    """An oncology department."""
    return written(_department(where, name))[0]


def _department(where: Hospital, name: str) -> Department:
    return Department(hospital=where, name=name, discipline=Discipline.MED_ONC)


def person(username: str, name: str, role: Role, where: Department, **more: Any) -> User:
    """A member of staff without a usable password."""
    return written(_person(username, name, role, where, **more))[0]


def _person(username: str, name: str, role: Role, where: Department, **more: Any) -> User:
    return User(
        username=username,
        name=name,
        role=role,
        hospital=where.hospital,
        department=where,
        email=f"{username}@hospital.invalid",
        password="!",
        **more,
    )


def patient(where: Department, name: str = "张桂兰", number: str = "ZY02846173", **more: Any) -> Patient:
    """A woman of 58 (on 2025-03-01; born 1967-02-14) without any finding."""
    facts = {
        "hospital": where.hospital,
        "department": where,
        "hospital_number": number,
        "name": name,
        "name_pinyin": "zhangguilan",
        "name_initials": "zgl",
        "sex": Sex.FEMALE,
        "birth_date": date(1967, 2, 14),
    }
    return Patient.objects.create(**facts | more)


def zhang_of(people: Cast) -> Patient:
    """张桂兰, 58, of doctor Wang in Oncology I; bone metastasis confirmed 2025-02-01; no labs, no course."""
    row = patient(people.oncology_1, responsible_doctor=people.doctor_wang, ward=people.ward_1, bed="15")
    confirm_bone_metastasis(row, people.doctor_wang)
    return row


def confirm_bone_metastasis(row: Patient, by: User, on: date = date(2025, 2, 1)) -> BoneMetastasis:
    """Bone metastasis confirmed by biopsy."""
    return BoneMetastasis.objects.create(
        patient=row,
        status=MetastasisStatus.CONFIRMED,
        confirmed_on=on,
        basis=MetastasisBasis.BIOPSY,
        decided_by=by,
    )


def lab(
    row: Patient, by: User, analyte: str, value: str, unit: str, low: str, high: str, on: date
) -> LabResult:
    """One laboratory result with its range."""
    return LabResult.objects.create(
        patient=row,
        analyte=analyte,
        value=Decimal(value),
        unit=unit,
        ref_low=Decimal(low),
        ref_high=Decimal(high),
        sampled_on=on,
        recorded_by=by,
    )


def calcium(row: Patient, by: User, value: str = "2.30", on: date = TODAY) -> LabResult:
    """A total calcium with the catalogue's example range 2.11 - 2.52 mmol/L."""
    return lab(row, by, "calcium", value, "mmol/L", "2.11", "2.52", on)


def albumin(row: Patient, by: User, value: str = "40", on: date = TODAY) -> LabResult:
    """An albumin in g/L."""
    return lab(row, by, "albumin", value, "g/L", "40", "55", on)


def creatinine(row: Patient, by: User, value: str = "70", on: date = TODAY) -> LabResult:
    """A creatinine in umol/L."""
    return lab(row, by, "creatinine", value, "umol/L", "41", "81", on)


def weight(row: Patient, by: User, kg: str = "60.0", on: date = TODAY) -> BodyWeight:
    """A body weight."""
    return BodyWeight.objects.create(patient=row, measured_on=on, weight_kg=Decimal(kg), recorded_by=by)
