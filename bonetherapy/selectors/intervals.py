"""The interval of a course as the rules read it."""

from bonetherapy.models import Course
from guidelines.bone.intervals import Interval, Months

PLANNED_AHEAD = 6


def interval_of(course: Course) -> Interval:
    """The interval in days, or in calendar months (REM-09)."""
    if course.interval_months is not None:
        return Months(course.interval_months)
    if course.interval_days is None:
        raise ValueError("A course has an interval in days or in months.")
    return course.interval_days
