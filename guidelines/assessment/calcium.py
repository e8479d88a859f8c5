"""Calcium: when to measure it, what low and high values hold, and the emergency."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from guidelines.assessment.chart import Chart, earliest
from guidelines.assessment.coded import Coded, coded
from guidelines.assessment.codes import Code
from guidelines.bone.agents import Agent
from guidelines.bone.calcium import CAL_03_LOW, CalciumReading, cal_rule
from guidelines.bone.electrolytes import CAL_09
from guidelines.bone.intervals import add_days
from guidelines.bone.supplements import CAL_02, CAL_02_PROBLEM
from guidelines.findings import Severity
from guidelines.reading.calcium import CalciumEpisode
from guidelines.reading.kidney import clearance
from guidelines.reading.labs import CALCIUM
from guidelines.record.bonedrugs import BoneCourse
from guidelines.safety import (
    SAF_01,
    SAF_07_HIGH,
    SAF_07_LOW,
    SAF_10,
    highest_value,
    signs_during,
)

SUBJECT = "calcium"

CAL_03_STALE = cal_rule(
    "03",
    Severity.TASK,
    "地舒单抗用药前须有 {valid_days} 天内的血钙（最近一次：{sampled_on}），请检测。",
    "Denosumab needs a calcium of the last {valid_days} days (last one: {sampled_on}): measure it.",
)
CAL_03_AFTER_FIRST = cal_rule(
    "03",
    Severity.TASK,
    "首剂地舒单抗（{first_on}）后须在 {due_on} 前复查血钙。",
    "After the first denosumab ({first_on}) calcium is due by {due_on}.",
    "GL §4.1.4.3; P",
)


def calcium_findings(chart: Chart) -> Iterator[Coded]:
    """Yield the check, the hold, and high calcium with its emergency."""
    yield from _checks(chart)
    if chart.low_calcium:
        yield _hold(chart.low_calcium)
    if chart.high_calcium:
        yield _high(chart.high_calcium)
        yield _withhold(chart.high_calcium)
    if chart.calcium_emergencies:
        yield _emergency(chart)


def _measured_on(chart: Chart) -> tuple[date, ...]:
    """Return the days of calcium that can be judged; an ionised value without range cannot."""
    days = {
        fact.sampled_on
        for fact in chart.labs
        if fact.analyte in CALCIUM and fact.low is not None and fact.high is not None
    }
    return tuple(sorted(days))


def _checks(chart: Chart) -> Iterator[Coded]:
    """Yield CALCIUM_CHECK once, for the first reason that holds (CAL-03, SAF-10)."""
    for course in chart.on_agent(Agent.DENOSUMAB):
        found = _stale(chart, course) or _after_first(chart, course)
        if found is not None:
            yield found
            return


def _stale(chart: Chart, course: BoneCourse) -> Coded | None:
    """Return the task of a calcium that is missing or too old for the planned dose."""
    valid_days = chart.limits.drugs.lab_valid_days
    last_on = max(_measured_on(chart), default=None)
    if last_on is not None and chart.day.within(last_on, valid_days):
        return None
    since = earliest(*course.given_on, course.on) if last_on is None else add_days(last_on, valid_days + 1)
    return coded(
        Code.CALCIUM_CHECK,
        CAL_03_STALE,
        subject=SUBJECT,
        since=since,
        due_on=since,
        valid_days=valid_days,
        sampled_on=last_on,
    )


def _after_first(chart: Chart, course: BoneCourse) -> Coded | None:
    """Return the task of the calcium due after dose 1: by day 14, by day 7 too when the kidneys fail."""
    if not course.given_on:
        return None
    first_on, limits = course.given_on[0], chart.limits.safety
    severe = _severe_clearance(chart)
    days = [limits.calcium_after_first_days]
    if severe is not None:
        days.insert(0, limits.calcium_early_days)
    checked_from = add_days(first_on, 1)
    for number in days:
        due_on = add_days(first_on, number)
        done = any(checked_from <= day for day in _measured_on(chart))
        if chart.day.reached(due_on) and not done:
            return _after_first_task(chart, first_on, due_on, severe)
        checked_from = add_days(due_on, 1)
    return None


def _after_first_task(chart: Chart, first_on: date, due_on: date, severe: Decimal | None) -> Coded:
    limits = chart.limits.safety
    if severe is not None:
        return coded(
            Code.CALCIUM_CHECK,
            SAF_10,
            subject=SUBJECT,
            since=due_on,
            due_on=due_on,
            crcl_ml_min=severe,
            early_days=limits.calcium_early_days,
            late_days=limits.calcium_after_first_days,
        )
    return coded(
        Code.CALCIUM_CHECK,
        CAL_03_AFTER_FIRST,
        subject=SUBJECT,
        since=due_on,
        due_on=due_on,
        first_on=first_on,
    )


def _severe_clearance(chart: Chart) -> Decimal | None:
    """Return the clearance when it is known to be below 30 mL/min, else None (SAF-10)."""
    reading = clearance(chart.record.person, chart.labs, chart.day)
    value = None if reading is None else reading.value
    return value if value is not None and value < chart.limits.safety.severe_renal_below else None


def _last_reading(episodes: tuple[CalciumEpisode, ...]) -> CalciumReading | None:
    readings = [reading for episode in episodes for reading in episode.readings]
    return max(readings, key=lambda reading: reading.sampled_on, default=None)


def _since(episodes: tuple[CalciumEpisode, ...]) -> date | None:
    return earliest(*(episode.begin for episode in episodes))


def _hold(episodes: tuple[CalciumEpisode, ...]) -> Coded:
    since, reading = _since(episodes), _last_reading(episodes)
    if reading is None:
        return coded(Code.HYPOCALCAEMIA_HOLD, SAF_07_LOW, subject=SUBJECT, since=since, due_on=since)
    return coded(
        Code.HYPOCALCAEMIA_HOLD,
        CAL_03_LOW,
        subject=SUBJECT,
        since=since,
        due_on=since,
        kind=reading.kind,
        value=reading.value_mmol_l,
        low=reading.low,
    )


def _high(episodes: tuple[CalciumEpisode, ...]) -> Coded:
    since, reading = _since(episodes), _last_reading(episodes)
    if reading is None:
        return coded(Code.HYPERCALCAEMIA, SAF_07_HIGH, subject=SUBJECT, since=since, due_on=since)
    return coded(
        Code.HYPERCALCAEMIA,
        CAL_09,
        subject=SUBJECT,
        since=since,
        due_on=since,
        kind=reading.kind,
        value=reading.value_mmol_l,
    )


def _withhold(episodes: tuple[CalciumEpisode, ...]) -> Coded:
    since, reading = _since(episodes), _last_reading(episodes)
    if reading is None:
        return coded(Code.SUPPLEMENT_HOLD, CAL_02_PROBLEM, subject=SUBJECT, since=since, also=("SAF-07",))
    return coded(
        Code.SUPPLEMENT_HOLD,
        CAL_02,
        subject=SUBJECT,
        since=since,
        kind=reading.kind,
        value=reading.value_mmol_l,
        high=reading.high,
    )


def _emergency(chart: Chart) -> Coded:
    episodes = chart.calcium_emergencies
    values = [value for episode in episodes if (value := highest_value(episode)) is not None]
    signs = [sign for episode in episodes for sign in signs_during(episode, chart.record.symptoms)]
    return coded(
        Code.HYPERCALCAEMIA_EMERGENCY,
        SAF_01,
        subject=SUBJECT,
        since=_since(episodes),
        due_on=_since(episodes),
        value=max(values, default=None),
        symptoms=tuple(dict.fromkeys(signs)) or None,
    )
