"""When the next dose is due, whether a dose came on time, and longer intervals.

Rules BMA-07, BMA-08, BMA-17 to BMA-19b, REM-07 and REM-09.
"""

from dataclasses import dataclass
from datetime import date

from guidelines.bone.agents import Agent, standard_interval_days
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text
from guidelines.values import add_months


@dataclass(frozen=True, slots=True)
class Months:
    """An approved longer interval counted in calendar months (REM-09)."""

    months: int


Interval = int | Months  # a plain number is days


def add_days(day: date, days: int) -> date:
    """Return `day` plus `days`; beyond the calendar of Python its first or last day."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def next_due_on(given_on: date, interval_days: Interval) -> date:
    """Return the due date after a dose given on `given_on` (BMA-07, BMA-08, REM-07, REM-09).

    It counts from the day the dose was really given: a late dose moves the next one, nothing is compressed.
    """
    if isinstance(interval_days, Months):
        return add_months(given_on, interval_days.months)
    return add_days(given_on, interval_days)


def plan_dates(first_on: date, interval: Interval, count: int) -> tuple[date, ...]:
    """Return `count` due dates beginning with `first_on`, each counted from it so that none drifts."""
    if isinstance(interval, Months):
        return tuple(add_months(first_on, n * interval.months) for n in range(count))
    return tuple(add_days(first_on, n * interval) for n in range(count))


class IntervalLabel(Term):
    """Whether two doses were the right time apart (BMA-19b)."""

    EARLY = "EARLY", "偏早", "Early"
    ON_TIME = "ON_TIME", "准时", "On time"
    LATE = "LATE", "偏晚", "Late"


def interval_label(
    days: int, limits: Limits = DEFAULT_LIMITS, *, approved_days: int | None = None
) -> IntervalLabel:
    """Return EARLY, ON_TIME or LATE for doses `days` apart (BMA-19b).

    `approved_days` is an approved longer interval: it moves the late end with the same slack, not the early.
    """
    if days < limits.on_time_min_days:
        return IntervalLabel.EARLY
    latest = limits.on_time_max_days
    if approved_days is not None:
        latest = max(latest, approved_days + latest - limits.denosumab_interval_days)
    return IntervalLabel.LATE if days > latest else IntervalLabel.ON_TIME


BMA_19B = Rule(
    "BMA-19b",
    Severity.WARN,
    Text(
        "距上次用药仅 {days} 天，标准间隔为 {minimum}～{maximum} 天，请确认后填写原因。",
        "Only {days} days since the last dose; the standard interval is {minimum}-{maximum} days. "
        "Please confirm with a reason.",
    ),
    "WP §26",
    Grade.UNGRADED,
)


def early_dose(last_on: date, given_on: date, limits: Limits = DEFAULT_LIMITS) -> Finding | None:
    """Return the warning for a dose given too soon after the last one (BMA-19b, AMB-66), else None."""
    days = (given_on - last_on).days
    if interval_label(days, limits) is not IntervalLabel.EARLY:
        return None
    return BMA_19B.finding(days=days, minimum=limits.on_time_min_days, maximum=limits.on_time_max_days)


BMA_17 = Rule(
    "BMA-17",
    Severity.WARN,
    Text(
        "计划间隔 {days} 天，超过标准的 {standard} 天。延长间隔属专家个人意见，非临床试验标准；尚缺："
        "{missing}。",
        "Planned interval of {days} days is longer than the standard {standard}. A longer interval is "
        "an expert's "
        "opinion, not the standard from trials. Still missing: {missing}.",
    ),
    "QA Q9, C3; WP §25, §26, §28; GL §4.1.2.1",
    Grade.UNGRADED,
)
BMA_18 = Rule(
    "BMA-18",
    Severity.STOP,
    Text(
        "计划日 {planned_on} 超过上次用药后 {months} 个月（最晚 {latest_on}）。{why}",
        "{planned_on} is more than {months} months after the last dose (latest {latest_on}). {why}",
    ),
    "QA Q9",
    Grade.UNGRADED,
)
_TOO_LONG = Text(
    "地舒单抗不能随意停药，间隔不能过长。", "Denosumab must not be stopped casually or spaced too far."
)
_NEEDS_MDT = Text("须先经 MDT 讨论。", "It needs an MDT discussion first.")

BMA_19 = Rule(
    "BMA-19",
    Severity.INFO,
    Text(
        "延长间隔前请知悉：每 4 周方案对 uNTx/Cr 的抑制优于每 12 周（6 项试验的模型）；一项美国 60 "
        "例回顾性研究中，"
        "标准间隔（27～30 天，29 例）的骨相关事件比更长间隔（31 例）少 50%，证据较弱；"
        "双膦酸盐间隔更短（＜5 周与≥5 周"
        "相比）颌骨坏死风险升高。",
        "Before a longer interval: every 4 weeks suppresses uNTx/Cr better than every 12 weeks (model "
        "from 6 trials); "
        "in a retrospective US study of 60 patients the standard interval (27-30 days, n = 29) had 50% "
        "fewer skeletal "
        "events than a longer one (n = 31), which is weak evidence; a shorter bisphosphonate interval "
        "(under 5 weeks "
        "against 5 or more) raises the risk of jaw necrosis.",
    ),
    "WP §26; GL §4.1.4.1",
    Grade.UNGRADED,
)


class ExtensionNeed(Term):
    """What must be on record before a longer interval (BMA-17)."""

    ONCOLOGIST = "ONCOLOGIST", "肿瘤科医生批准", "approval by an oncologist"
    NOTE = "NOTE", "文字说明", "free text"
    STABLE = "STABLE", "病情稳定的记录", "disease recorded as stable"
    SYMPTOMS = "SYMPTOMS", "症状已控制的记录", "symptoms recorded as controlled"
    REVIEW = "REVIEW", "MDT 复核日期", "date of the MDT review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A wish to give the next dose later than standard; a bare wish has none of the needs met."""

    agent: Agent
    last_on: date
    planned_on: date
    met: frozenset[ExtensionNeed] = frozenset()
    mdt_agreed: bool = False


def extension_check(wish: Extension, limits: Limits = DEFAULT_LIMITS) -> tuple[Finding, ...]:
    """Return what stands against the longer interval, worst first; empty at or below the standard interval.

    BMA-18 refuses more than three calendar months: for denosumab always, for others without the MDT.
    BMA-17 warns of anything above the standard, with the list of what is not yet on record.
    """
    days = (wish.planned_on - wish.last_on).days
    standard = standard_interval_days(wish.agent, limits)
    if standard is None or days <= standard:
        return ()
    missing = tuple(need for need in ExtensionNeed if need not in wish.met)
    warning = BMA_17.finding(days=days, standard=standard, missing=missing or Text("无", "nothing"))
    latest_on = add_months(wish.last_on, limits.ext_max_months)
    denosumab = wish.agent is Agent.DENOSUMAB
    if wish.planned_on <= latest_on or (wish.mdt_agreed and not denosumab):
        return (warning,)
    refusal = BMA_18.finding(
        planned_on=wish.planned_on,
        months=limits.ext_max_months,
        latest_on=latest_on,
        why=_TOO_LONG if denosumab else _NEEDS_MDT,
    )
    return (refusal, warning)
