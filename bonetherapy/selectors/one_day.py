"""One day of the calendar as rows of the list, also beyond the week the day's page looks ahead."""

from datetime import date

from accounts.models import User
from bonetherapy.selectors.day import DayFilters, DayRow, day_row, narrowing
from bonetherapy.selectors.day_numbers import reach_of
from bonetherapy.selectors.readiness import readiness_of
from bonetherapy.selectors.scope import doses_within

MOST_ROWS = 500


def rows_on(*, user: User, filters: DayFilters, on: date, today: date) -> list[DayRow]:
    """Every awaited dose whose appointment is on that day, in the order of the names."""
    reach = reach_of(user, today)
    doses = list(
        doses_within(user, reach.team_patients)
        .filter(narrowing(filters), due_on__lte=on, planned_on=on)
        .select_related(
            "course__protocol", "patient__ward", "patient__department", "patient__responsible_doctor"
        )
        .order_by("patient__name_pinyin", "id")[:MOST_ROWS]
    )
    checks = readiness_of(doses, today=today)
    return [day_row(dose, checks[dose.id], today, reach.limits_set) for dose in doses]
