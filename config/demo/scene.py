"""One demo patient, the people around the bed and the day it is: what every writer of the demo needs."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.enums import Role
from accounts.models import Department, User
from config.demo.cases import cases
from config.demo.patients import DemoPatient
from config.demo.staff import House

INTERVAL_DAYS = 28


@dataclass(frozen=True, slots=True)
class Scene:
    """Who, where, when. `case` None: the patient belongs to no published case."""

    demo: DemoPatient
    department: Department
    doctor: User
    nurse: User
    case: dict[str, Any] | None
    today: date

    def days_ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=days)

    @property
    def given_on(self) -> list[date]:
        """The days of the doses behind, oldest first; the last one makes the next due date."""
        if self.demo.due_in_days is None:
            return []
        day = self.today + timedelta(days=self.demo.due_in_days - INTERVAL_DAYS)
        gaps = [INTERVAL_DAYS + late for late in self.demo.late_days]
        gaps += [INTERVAL_DAYS] * (self.demo.given - len(gaps))
        days = []
        for gap in gaps[: self.demo.given]:
            days.append(day)
            day -= timedelta(days=gap)
        return days[::-1]

    @property
    def first_on(self) -> date:
        """The day of the first dose, given or to come; without a course the day of confirmation."""
        if self.given_on:
            return self.given_on[0]
        if self.demo.due_in_days is not None:
            return self.today + timedelta(days=self.demo.due_in_days)
        return self.days_ago(self.demo.confirmed_days_ago)

    @property
    def index_on(self) -> date:
        """Day 0 of the case: its published course begins on the day of the first dose."""
        if self.demo.due_in_days is None or self.case is None:
            return self.first_on
        told = self.case["bone_therapy"][0]
        return self.first_on - timedelta(
            days=told.get("start_offset_days") or told.get("start_after_offset_days") or 0
        )

    def offset(self, day: date) -> int:
        """A day as the case counts it."""
        return (day - self.index_on).days


def scene(house: House, demo: DemoPatient, today: date) -> Scene:
    """The scene of one patient of this house."""
    department = house.oncology_1 if demo.department == 1 else house.oncology_2
    return Scene(
        demo=demo,
        department=department,
        doctor=User.objects.get(department=department, role=Role.ONCOLOGIST),
        nurse=User.objects.get(department=department, role=Role.NURSE),
        case=cases().get(demo.case),
        today=today,
    )
