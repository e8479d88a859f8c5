"""The course of the bone-modifying drug as a reason for the board: stop, long interval, long use, rebound.

MDT-T09.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from guidelines.assessment.board_reasons import Seen
from guidelines.assessment.chart import Chart
from guidelines.bone.agents import Agent, standard_interval_days
from guidelines.bone.rebound import rebound_watch
from guidelines.bone.start import REVIEW_MONTHS
from guidelines.bone.stopping import StopReason
from guidelines.facts import LabFact
from guidelines.labs import Analyte
from guidelines.markers import watched_ctx
from guidelines.mdt.reasons import CaseReason
from guidelines.record.bonedrugs import BoneCourse
from guidelines.values import add_months

# A course that goes on elsewhere or with another drug was not stopped; of the dead nothing is discussed.
NO_STOP = frozenset({StopReason.SWITCHED, StopReason.TRANSFERRED, StopReason.DIED})


def courses_of(chart: Chart) -> Iterator[Seen]:
    """Yield what the courses ask of the board, each reason with its day."""
    if chart.running:
        yield from _long_treated(chart)
        yield from ((CaseReason.BMA_EXTENSION, on) for on in _extended(chart))
    elif stopped_on := _stopped_on(chart):
        yield CaseReason.BMA_STOP, stopped_on
    if (suspected_on := _rebound_on(chart)) is not None:
        yield CaseReason.REBOUND, suspected_on


def _long_treated(chart: Chart) -> Iterator[Seen]:
    if chart.first_dose_on is None:
        return
    review_on = add_months(chart.first_dose_on, REVIEW_MONTHS)
    if chart.day.reached(review_on):
        yield CaseReason.BMA_REVIEW, review_on


def _extended(chart: Chart) -> Iterator[date | None]:
    """Yield since when each running course has an interval above the standard of its drug (BMA-17)."""
    for course in chart.running:
        if _is_extended(course, chart):
            yield course.interval_since or course.on


def _is_extended(course: BoneCourse, chart: Chart) -> bool:
    """False also where the sources print no standard, and where the interval is not recorded."""
    if course.agent is None or course.interval_days is None:
        return False
    standard = standard_interval_days(course.agent, chart.limits.drugs)
    return standard is not None and course.interval_days > standard


def _stopped_on(chart: Chart) -> date | None:
    """Return the day on which the last drug was given up; None while one is open, or without a day."""
    stops = [course.stop for course in chart.record.courses if course.stop is not None]
    dated = [stop for stop in stops if stop.on is not None and stop.reason not in NO_STOP]
    last = max((stop.on for stop in dated if stop.on is not None), default=None)
    return None if chart.open_courses else last


def _rebound_on(chart: Chart) -> date | None:
    """Return the day of the newest CTX of the watch after denosumab, when it says rebound (REB-03, REB-04).

    None without a watch, and where the laboratory gave no limit: then nobody knows.
    """
    given = _denosumab_days(chart)
    results = [lab for lab in chart.labs if lab.analyte is Analyte.CTX]
    after = [lab for lab in results if given and lab.sampled_on > given[-1]]
    if not after:
        return None
    newest = max(reversed(after), key=lambda lab: lab.sampled_on)
    finding = watched_ctx(
        newest.value,
        phase=rebound_watch(given[-1], chart.limits.drugs).phase(newest.sampled_on),
        on_treatment=_on_treatment(results, given),
        upper=newest.high,
    )
    return newest.sampled_on if finding is not None and finding.inputs["suspected"] else None


def _denosumab_days(chart: Chart) -> list[date]:
    """Return the days on which denosumab was given, oldest first."""
    courses = (course for course in chart.record.courses if course.agent is Agent.DENOSUMAB)
    return sorted(day for course in courses for day in course.given_on)


def _on_treatment(results: list[LabFact], given: list[date]) -> Decimal | None:
    """Return the last value between the first and the last dose; one before the first is the baseline."""
    during = [lab for lab in results if given[0] < lab.sampled_on <= given[-1]]
    last = max(reversed(during), key=lambda lab: lab.sampled_on, default=None)
    return None if last is None else last.value
