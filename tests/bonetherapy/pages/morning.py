"""The morning of a ward, as the nurse finds it: overdue, blocked, due today. All people are invented."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts import clock
from accounts.models import User, Ward
from bonetherapy.models import Course, DentalRecord, Dose, DrugProtocol, SupplementOrder
from patients.enums import Sex
from patients.models import Patient
from tests.cast import Cast, albumin, calcium, creatinine, patient, weight

ROUTES = {"DENOSUMAB": "SC", "ZOLEDRONATE": "IV", "IBANDRONATE": "IV"}
DOSES = {"DENOSUMAB": "120", "ZOLEDRONATE": "4", "IBANDRONATE": "6"}
CYCLE = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Row:
    """One patient of the morning: when the dose is due, its number, and what is known."""

    name: str
    sex: Sex
    born: int
    bed: str
    number: int
    due_in: int
    agent: str = "DENOSUMAB"
    calcium: str | None = "2.31"
    calcium_ago: int = 3
    crcl_known: bool = True
    dental_ago: int | None = 60
    supplements: bool = True
    reason: str = ""


ROWS = (
    Row("周桂芳", Sex.FEMALE, 71, "12", 6, -31),
    Row("陈德明", Sex.MALE, 68, "03", 4, -9),
    Row("吴秀兰", Sex.FEMALE, 60, "", 9, -2, calcium="2.26", reason="FORGOTTEN"),
    Row("王建国", Sex.MALE, 66, "07", 3, 0, calcium="2.05"),
    Row("赵卫东", Sex.MALE, 63, "21", 5, 3, agent="ZOLEDRONATE", crcl_known=False),
    Row("孙玉梅", Sex.FEMALE, 57, "", 2, 5, calcium=None),
    Row("刘志强", Sex.MALE, 62, "11", 7, 7, calcium_ago=16),
    Row("张桂兰", Sex.FEMALE, 58, "15", 11, 0, calcium="2.24", dental_ago=206),
    Row("何文彬", Sex.MALE, 70, "08", 1, 0, calcium="2.42"),
    Row("欧阳淑华", Sex.FEMALE, 64, "", 8, 0, calcium="2.19"),
    Row("马国庆", Sex.MALE, 59, "", 3, 0, agent="IBANDRONATE", calcium="2.35"),
)


def morning(people: Cast, rows: tuple[Row, ...] = ROWS) -> dict[str, Dose]:
    """Write the ward; the open dose of each patient by name."""
    bay = Ward.objects.get_or_create(department=people.oncology_1, name="日间病房")[0]
    first = Patient.objects.count()
    return {row.name: _dose(people, row, bay, order) for order, row in enumerate(rows, first)}


def _dose(people: Cast, row: Row, bay: Ward, order: int) -> Dose:
    today = clock.today()
    person = patient(
        people.oncology_1,
        row.name,
        f"ZY0284{6100 + order}",
        sex=row.sex,
        birth_date=date(today.year - row.born, 1, 14),
        ward=people.ward_1 if row.bed else bay,
        bed=row.bed,
        responsible_doctor=people.doctor_wang,
    )
    _facts(person, people.nurse_li, row, today)
    return open_course(
        person, people.doctor_wang, row.agent, today + timedelta(days=row.due_in), row.number, row.reason
    )


def _facts(person: Patient, by: User, row: Row, today: date) -> None:
    sampled_on = today - timedelta(days=row.calcium_ago)
    weight(person, by, on=sampled_on)
    if row.calcium is not None:
        calcium(person, by, row.calcium, on=sampled_on)
        albumin(person, by, on=sampled_on)
    if row.crcl_known:
        creatinine(person, by, on=sampled_on)
    if row.dental_ago is not None:
        seen_on = today - timedelta(days=row.dental_ago)
        DentalRecord.objects.create(
            patient=person, item="ORAL_EXAM", on=seen_on, outcome="NORMAL", recorded_by=by
        )
    if row.supplements:
        SupplementOrder.objects.create(
            patient=person,
            calcium_mg_per_day=Decimal(1000),
            vitamin_d_iu_per_day=Decimal(800),
            started_on=today - timedelta(days=200),
            confirmed_on=sampled_on,
            recorded_by=by,
        )


def open_course(
    person: Patient, by: User, agent: str, due_on: date, number: int = 1, reason: str = ""
) -> Dose:
    """A running course whose dose `number` is due on that day, the ones before given on their days."""
    protocol, _made = DrugProtocol.objects.get_or_create(
        hospital=person.hospital,
        agent=agent,
        version=1,
        defaults={
            "dose_mg": Decimal(DOSES[agent]),
            "route": ROUTES[agent],
            "interval_days": 28,
            "effective_from": date(2020, 1, 1),
        },
    )
    course = Course.objects.create(
        patient=person,
        agent=agent,
        protocol=protocol,
        dose_mg=Decimal(DOSES[agent]),
        route=ROUTES[agent],
        interval_days=28,
        first_due_on=due_on - CYCLE * (number - 1),
        prescribed_by=by,
    )
    doses = [_row(course, by, n, _due_on(n - number, due_on), number) for n in range(1, number + 6)]
    doses[number - 1].interruption_reason = reason
    Dose.objects.bulk_create(doses)
    return doses[number - 1]


def _due_on(step: int, due_on: date) -> date:
    """Doses after an overdue one are planned from today on, as the daily sweep leaves them."""
    return due_on + CYCLE * step if step <= 0 else max(due_on, clock.today()) + CYCLE * step


def _row(course: Course, by: User, number: int, due_on: date, open_number: int) -> Dose:
    dose = Dose(
        course=course,
        patient=course.patient,
        department_id=course.patient.department_id,
        number=number,
        due_on=due_on,
    )
    if number < open_number:
        given_on = due_on
        dose.state, dose.given_on, dose.given_by = "GIVEN", given_on, by
        dose.given_at = dose.recorded_at = timezone.make_aware(datetime.combine(given_on, time(10)))
        dose.dose_mg, dose.route, dose.batch = course.dose_mg, course.route, "DN26081B"
        dose.site = "RIGHT_ARM" if course.route == "SC" else "PERIPHERAL_VEIN"
        dose.expires_on = given_on + timedelta(days=600)
    return dose
