"""Invented material for the style guide: no real person, number or hospital."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from design.icons import ICONS
from design.sample_rows import ROWS
from design.words import BADGES, CHECKS

TODAY = date(2026, 11, 20)
SITES = [
    ("la", "左上臂"),
    ("ra", "右上臂"),
    ("lb", "左腹部"),
    ("rb", "右腹部"),
    ("lt", "左大腿"),
    ("rt", "右大腿"),
]


@dataclass(frozen=True, slots=True)
class SampleDose:
    """A dose as the time line reads it."""

    state: str
    label: str
    date: date | None
    days_late: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class SampleItem:
    """An entry of the calendar."""

    state: str
    label: str
    url: str = "#calendar"


@dataclass(frozen=True, slots=True)
class SampleDay:
    """A day of the calendar."""

    date: date
    in_month: bool
    is_today: bool
    holiday: str = ""
    is_workday: bool = False
    url: str = "#calendar"
    more: int = 0
    items: list[SampleItem] = field(default_factory=list)


class SampleForm(forms.Form):
    """One field of every kind."""

    batch = forms.CharField(label="批号", help_text="今日沿用", max_length=20)
    expiry = forms.DateField(label="有效期至")
    dose_mg = forms.DecimalField(label="剂量")
    given_at = forms.DateTimeField(label="注射时间", required=False)
    site = forms.ChoiceField(
        label="部位",
        widget=forms.RadioSelect,
        choices=SITES,
    )
    reason = forms.ChoiceField(
        label="中断原因", choices=[("", "请选择"), ("forgot", "忘记预约"), ("cost", "费用"), ("away", "外出")]
    )
    identity = forms.BooleanField(label="腕带与患者自述姓名、出生日期一致")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 3}))


def context() -> dict[str, Any]:
    """Everything `styleguide/index.html` shows."""
    return {
        "badges": [(state, 7) for state in BADGES],
        "check_states": CHECKS,
        "icons": ICONS,
        "roles": ("red", "amber", "blue", "green", "violet", "grey", "solid", "black"),
        "form": SampleForm(initial={"site": "lb", "dose_mg": "120", "expiry": TODAY, "identity": True}),
        "bad_form": SampleForm({"dose_mg": "一百二", "expiry": "2028-13-45", "site": "", "batch": ""}),
        "notes": {"ra": "上次"},
        "options": [("1", "肿瘤一科"), ("2", "肿瘤二科")],
        "course": course(),
        "long_course": long_course(),
        "weeks": weeks(),
        "rows": ROWS,
        "page": Paginator(range(120), 50).page(2),
        "hostile": "<img src=x onerror=alert(1)>",
    }


def course() -> list[SampleDose]:
    """Eleven doses of one invented course: one held, one late, the last due today."""
    first = date(2026, 1, 9)
    numbers = [1, 2, 3, 4, 0, 5, 6, 7, 8, 9, 10]
    doses = [SampleDose("given", str(n), first + timedelta(days=28 * i)) for i, n in enumerate(numbers)]
    doses[4] = SampleDose("held", "", date(2026, 5, 1))
    doses[10] = SampleDose("late", "10", date(2026, 10, 23), 7)
    return [*doses, SampleDose("due", "11", TODAY, url="#timeline")]


def long_course() -> list[SampleDose]:
    """Every state the time line knows, over more than one line."""
    states = ("missed", "not_given", "cancelled", "overdue", "due", "planned", "planned")
    more = [SampleDose(s, str(n + 11), TODAY + timedelta(days=28 * n)) for n, s in enumerate(states)]
    return [*course()[:-1], *more]


def weeks() -> list[list[SampleDay]]:
    """October 2026 with its public holiday."""
    first = date(2026, 9, 28)
    days = [_day(first + timedelta(days=n)) for n in range(35)]
    return [days[n : n + 7] for n in range(0, 35, 7)]


def _day(day: date) -> SampleDay:
    items = [SampleItem("planned", "周桂芳"), SampleItem("blocked", "王建国")] if day.day % 9 == 2 else []
    holiday = "国庆节" if day.month == 10 and day.day <= 7 else ""
    return SampleDay(
        date=day,
        in_month=day.month == 10,
        is_today=day == date(2026, 10, 20),
        holiday=holiday,
        is_workday=day == date(2026, 10, 10),
        more=3 if day.day == 20 else 0,
        items=items,
    )
