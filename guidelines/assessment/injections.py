"""INJ_REMINDER, INJ_DUE, INJ_OVERDUE, INJ_INTERVAL and BMA_STOP_WARN: the doses and the end of a course."""

from collections.abc import Iterator
from datetime import date

from guidelines.assessment.chart import Chart
from guidelines.assessment.coded import Coded, coded, from_finding
from guidelines.assessment.codes import Code
from guidelines.assessment.doses import CourseLines, DoseLine, DoseState, interval_of
from guidelines.bone.agents import Agent
from guidelines.bone.intervals import IntervalLabel, add_days, interval_label
from guidelines.bone.rebound import rebound_watch
from guidelines.bone.stopping import BMA_21, BMA_21_SRE, STOP_CLASSES, StopClass, StopReason
from guidelines.findings import Grade, Rule, Severity
from guidelines.record.bonedrugs import BoneCourse, Stop
from guidelines.terms import Text


def _rule(rule_id: str, severity: Severity, zh: str, en: str, source: str) -> Rule:
    return Rule(rule_id, severity, Text(zh, en), source, Grade.UNGRADED)


REM_01_BEFORE = _rule(
    "REM-01",
    Severity.TASK,
    "{agent}第 {number} 剂应于 {due_on} 注射，请提醒患者。",
    "{agent} dose {number} is due on {due_on}: remind the patient.",
    "WP §29",
)
REM_01_DUE = _rule(
    "REM-01",
    Severity.TASK,
    "{agent}第 {number} 剂今日（{due_on}）应注射。",
    "{agent} dose {number} is due today ({due_on}).",
    "WP §29",
)
REM_04_LATE = _rule(
    "REM-04",
    Severity.FLAG,
    "{agent}第 {number} 剂应于 {due_on} 注射，已逾期：请电话随访，填写中断原因。",
    "{agent} dose {number} was due on {due_on} and is overdue: call the patient and record the reason.",
    "WP §29",
)
REM_05_LATE = _rule(
    "REM-05",
    Severity.FLAG,
    "{agent}第 {number} 剂应于 {due_on} 注射，逾期超过 {tier2_days} 天：由肿瘤科医生处理，并准备反弹观察。",
    "{agent} dose {number} was due on {due_on} and is more than {tier2_days} days late: the oncologist "
    "decides; "
    "prepare the rebound watch.",
    "WP §29; P AMB-32",
)
BMA_19B_DAYS = _rule(
    "BMA-19b",
    Severity.WARN,
    "{agent}第 {number} 剂距上一剂 {days} 天（标准 {minimum}～{maximum} 天），请填写原因；"
    "下一剂从实际用药日起算。",
    "{agent} dose {number} came {days} days after the one before (standard {minimum}-{maximum}): record the "
    "reason; the next one counts from the day it was given.",
    "WP §26",
)
BMA_24_STOPPED = _rule(
    "BMA-24",
    Severity.WARN,
    "地舒单抗于 {stopped_on} 停药而未写明理由：请补填理由和计划；反弹高警戒期 {opens_on} 至 {high_until}。",
    "Denosumab was stopped on {stopped_on} without a reason: record reason and plan; rebound is to be "
    "watched "
    "from {opens_on} to {high_until}.",
    "QA Q9",
)


def injection_findings(chart: Chart, courses: tuple[CourseLines, ...]) -> Iterator[Coded]:
    """Yield what is due of each course, odd intervals, and stops that need a reason or a plan."""
    for lines in courses:
        if lines.waiting is not None:
            yield from _waiting(chart, lines.waiting)
        yield from _intervals(chart, lines)
        yield from _stop(chart, lines.course)


def _agent(line: DoseLine) -> Agent | str:
    return Agent(line.agent) if line.agent in Agent.__members__ else line.agent


def _waiting(chart: Chart, line: DoseLine) -> Iterator[Coded]:
    if line.state is DoseState.REMINDER:
        yield _due(Code.INJ_REMINDER, REM_01_BEFORE, line, line.reminder_on)
    elif line.state is DoseState.DUE:
        yield _due(Code.INJ_DUE, REM_01_DUE, line, line.due_on)
    elif line.state is DoseState.OVERDUE and line.due_on is not None:
        yield _overdue(chart, line, line.due_on)


def _due(code: Code, rule: Rule, line: DoseLine, since: date | None) -> Coded:
    return coded(
        code,
        rule,
        subject=line.name,
        since=since,
        due_on=line.due_on,
        agent=_agent(line),
        number=line.number,
    )


def _overdue(chart: Chart, line: DoseLine, due_on: date) -> Coded:
    """Return INJ_OVERDUE; beyond 28 days late it is the oncologist's (REM-05)."""
    since, tier2_days = add_days(due_on, 1), chart.limits.drugs.overdue_tier2_days
    if chart.day.within(due_on, tier2_days):
        return _due(Code.INJ_OVERDUE, REM_04_LATE, line, since)
    return coded(
        Code.INJ_OVERDUE,
        REM_05_LATE,
        subject=line.name,
        since=since,
        due_on=due_on,
        agent=_agent(line),
        number=line.number,
        tier2_days=tier2_days,
    )


def _intervals(chart: Chart, lines: CourseLines) -> Iterator[Coded]:
    """Yield each dose outside the standard 27-30 days that gives no reason (BMA-19b, REM-07)."""
    limits, course = chart.limits.drugs, lines.course
    reasons = {dose.on for dose in course.doses if dose.reason.strip()}
    if interval_of(chart, course) is None:
        return
    for line in lines.recorded:
        days = line.interval_days
        if days is None or line.given_on in reasons or chart.answered(Code.INJ_INTERVAL, line.name):
            continue
        if interval_label(days, limits, approved_days=course.interval_days) is not IntervalLabel.ON_TIME:
            yield _interval(chart, line, days)


def _interval(chart: Chart, line: DoseLine, days: int) -> Coded:
    return coded(
        Code.INJ_INTERVAL,
        BMA_19B_DAYS,
        subject=line.name,
        since=line.given_on,
        agent=_agent(line),
        number=line.number,
        days=days,
        minimum=chart.limits.drugs.on_time_min_days,
        maximum=chart.limits.drugs.on_time_max_days,
    )


def _stop(chart: Chart, course: BoneCourse) -> Iterator[Coded]:
    """Yield the stop that a wrong reason explains, or denosumab stopped without any (BMA-21, BMA-24)."""
    stop = course.stop
    if stop is None or chart.answered(Code.BMA_STOP_WARN, course.name, since=stop.on):
        return
    if stop.reason is not None and STOP_CLASSES[stop.reason] is StopClass.INVALID:
        rule = BMA_21_SRE if stop.reason is StopReason.SRE_OCCURRED else BMA_21
        finding = rule.finding(key=course.name, reason=stop.reason)
        yield from_finding(Code.BMA_STOP_WARN, finding, subject=course.name, since=stop.on, due_on=stop.on)
    elif stop.reason is None and course.agent is Agent.DENOSUMAB:
        yield _rebound(chart, course, stop)


def _rebound(chart: Chart, course: BoneCourse, stop: Stop) -> Coded:
    last_on = max(course.given_on, default=stop.on)
    watch = None if last_on is None else rebound_watch(last_on, chart.limits.drugs)
    return coded(
        Code.BMA_STOP_WARN,
        BMA_24_STOPPED,
        subject=course.name,
        since=stop.on,
        due_on=None if watch is None else watch.opens_on,
        stopped_on=stop.on,
        opens_on=None if watch is None else watch.opens_on,
        high_until=None if watch is None else watch.high_until,
    )
