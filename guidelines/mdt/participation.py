"""A confirmed bone metastasis is presented at the meeting, and how soon (MDT-01)."""

from datetime import date

from guidelines.bone.intervals import add_days
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.holidays import DayType, day_kind
from guidelines.mdt.limits import DEFAULT_MDT_LIMITS, MdtLimits
from guidelines.terms import Text

MDT_01 = Rule(
    "MDT-01",
    Severity.TASK,
    Text(
        "骨转移于 {confirmed_on} 确诊：请在 {due_on} 前提交 MDT，制定个体化综合治疗方案。"
        "骨改良药物不必等待 MDT。",
        "Bone metastasis confirmed on {confirmed_on}: present at the MDT by {due_on} for an individual plan. "
        "The bone-modifying drug does not wait for it.",
    ),
    "GL Rec 4",
    Grade.STRONG_HIGH,
)
MDT_01_LATE = Rule(
    "MDT-01",
    Severity.FLAG,
    Text(
        "骨转移于 {confirmed_on} 确诊，应在 {due_on} 前经 MDT 讨论，现已超过 {days_late} 天。",
        "Bone metastasis confirmed on {confirmed_on} was to be discussed by {due_on}: {days_late} days late.",
    ),
    "GL Rec 4; P AMB-63",
    Grade.PROJECT,
)


def presented_by(confirmed_on: date, limits: MdtLimits = DEFAULT_MDT_LIMITS) -> date:
    """Return the last day on which the case is in time for the meeting (MDT-01)."""
    return add_days(confirmed_on, limits.mdt_target_days)


def referral_finding(
    confirmed_on: date | None,
    discussed_on: date | None,
    today: date,
    limits: MdtLimits = DEFAULT_MDT_LIMITS,
) -> Finding | None:
    """Return the task to present a confirmed bone metastasis, a flag once its day has passed (MDT-01).

    None before confirmation, and when a meeting discussed the patient on that day or later. A meeting before
    confirmation does not count; `discussed_on` is the last one.
    """
    if confirmed_on is None or (discussed_on is not None and discussed_on >= confirmed_on):
        return None
    due_on = presented_by(confirmed_on, limits)
    late = (today - due_on).days
    if late > 0:
        return MDT_01_LATE.finding(due_on=due_on, confirmed_on=confirmed_on, days_late=late)
    return MDT_01.finding(due_on=due_on, confirmed_on=confirmed_on)


DAYS_OFF = frozenset({DayType.HOLIDAY, DayType.WEEKEND})


def next_working_day(day: date) -> date:
    """Return the first working day after `day`; a weekday of an unpublished year counts as one.

    Of two readings the earlier is the safe one for an urgent case.
    """
    following = add_days(day, 1)
    while day_kind(following).type in DAYS_OFF and following < date.max:
        following = add_days(following, 1)
    return following
