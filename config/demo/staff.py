"""Two hospitals, two people or more for every role in each, one operator for all. Invented, one password."""

from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from accounts import clock
from accounts.enums import CityTier, Discipline, HospitalLevel, Rank, Role
from accounts.models import Department, Hospital, User, Ward

PASSWORD = "BoneBoard-2026"  # noqa: S105 -- of invented people, printed on the first page


@dataclass(frozen=True, slots=True)
class House:
    """One hospital of the demo with its two departments."""

    hospital: Hospital
    oncology_1: Department
    oncology_2: Department


class Person(NamedTuple):
    """One member of staff; `department` is 1 or 2, and 0 for who belongs to no hospital."""

    username: str
    name: str
    role: Role
    department: int
    discipline: Discipline
    rank: Rank


EAST = (
    Person("nurse", "李敏", Role.NURSE, 1, Discipline.NURSING, Rank.OTHER),
    Person("nurse2", "孙慧", Role.NURSE, 2, Discipline.NURSING, Rank.OTHER),
    Person("doctor", "王磊", Role.ONCOLOGIST, 1, Discipline.MED_ONC, Rank.CHIEF),
    Person("doctor2", "赵军", Role.ONCOLOGIST, 2, Discipline.THOR_ONC, Rank.ASSOC_CHIEF),
    Person("coordinator", "钱悦", Role.COORDINATOR, 1, Discipline.MED_ONC, Rank.OTHER),
    Person("coordinator2", "冯岚", Role.COORDINATOR, 2, Discipline.MED_ONC, Rank.OTHER),
    Person("radiologist", "何洁", Role.RADIOLOGIST, 1, Discipline.RADIOLOGY, Rank.ATTENDING),
    Person("radiologist2", "施伟", Role.RADIOLOGIST, 2, Discipline.NUC_MED, Rank.ASSOC_CHIEF),
    Person("member", "林涛", Role.PANEL_MEMBER, 1, Discipline.ORTHO, Rank.CHIEF),
    Person("member2", "许静", Role.PANEL_MEMBER, 2, Discipline.RAD_ONC, Rank.CHIEF),
    Person("member3", "叶青", Role.PANEL_MEMBER, 1, Discipline.THOR_SURG, Rank.CHIEF),
    Person("member4", "章宏", Role.PANEL_MEMBER, 1, Discipline.INTERVENTION, Rank.ASSOC_CHIEF),
    Person("member5", "白雪", Role.PANEL_MEMBER, 2, Discipline.PSYCH, Rank.ATTENDING),
    Person("admin", "高远", Role.ADMINISTRATOR, 1, Discipline.MED_ONC, Rank.OTHER),
    Person("admin2", "罗宁", Role.ADMINISTRATOR, 2, Discipline.MED_ONC, Rank.OTHER),
    Person("auditor", "唐静", Role.AUDITOR, 1, Discipline.MED_ONC, Rank.OTHER),
    Person("auditor2", "邓波", Role.AUDITOR, 2, Discipline.MED_ONC, Rank.OTHER),
)
WEST_NAMES = (
    "周芳",
    "蒋敏",
    "吴刚",
    "沈洁",
    "韩雪",
    "杨帆",
    "朱琳",
    "秦峰",
    "尤佳",
    "何勇",
    "姜平",
    "谢文",
    "陶然",
    "吕明",
    "施岚",
    "张宁",
    "孔亮",
)
WEST = tuple(
    person._replace(username=f"west-{person.username}", name=name)
    for person, name in zip(EAST, WEST_NAMES, strict=True)
)


OPERATOR = Person("operator", "江源", Role.ADMINISTRATOR, 0, Discipline.MED_ONC, Rank.OTHER)
EVERYBODY = (*EAST, *WEST, OPERATOR)


def open_hospitals() -> tuple[House, House]:
    """Write hospitals, departments and their leads, wards, staff; return East, with the cases, and West."""
    _hire(None, {}, (OPERATOR,))
    return (
        _house("东湖大学附属医院（演示）", "东湖", HospitalLevel.TERTIARY_GENERAL, EAST),
        _house("西山肿瘤医院（演示）", "西山", HospitalLevel.PREF_ONCOLOGY, WEST),
    )


def _house(name: str, short_name: str, level: HospitalLevel, people: tuple[Person, ...]) -> House:
    hospital = Hospital.objects.create(
        name=name, short_name=short_name, level=level, city_tier=CityTier.TIER_1_2
    )
    one, two = (_department(hospital, title) for title in ("肿瘤一科", "肿瘤二科"))
    _hire(hospital, {1: one, 2: two}, people)
    for row in (one, two):
        row.lead = User.objects.get(department=row, role=Role.ONCOLOGIST)
        row.save(update_fields=["lead"])
    return House(hospital, one, two)


def _department(hospital: Hospital, name: str) -> Department:
    row = Department.objects.create(hospital=hospital, name=name, discipline=Discipline.MED_ONC)
    Ward.objects.bulk_create(Ward(department=row, name=ward) for ward in ("住院病区", "日间病房"))
    return row


def _hire(hospital: Hospital | None, departments: dict[int, Department], people: tuple[Person, ...]) -> None:
    password = make_password(PASSWORD)
    User.objects.bulk_create(
        User(
            username=person.username,
            name=person.name,
            role=person.role,
            hospital=hospital,
            department=departments.get(person.department),
            discipline=person.discipline,
            rank=person.rank,
            email=f"{person.username}@demo.invalid",
            is_staff=person.role == Role.ADMINISTRATOR,
            password=password,
            password_set_at=clock.now(),
        )
        for person in people
    )
