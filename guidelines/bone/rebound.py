"""Bone loss after denosumab is stopped or spaced too far: watch, CTX, alarm (REB-01 to REB-07, BMA-24)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.bone.agents import Agent, is_bisphosphonate
from guidelines.bone.intervals import add_days
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text
from guidelines.values import add_months


def _reb(number: str, severity: Severity, zh: str, en: str, source: str = "QA Q9") -> Rule:
    return Rule(f"REB-{number}", severity, Text(zh, en), source, Grade.UNGRADED)


REB_01 = _reb(
    "01",
    Severity.TASK,
    "地舒单抗上次用药 {last_on}，请开启反弹观察：CTX 系列检测、症状核查和明确计划。高警戒 {opens_on} 至 "
    "{high_until}，"
    "骨折观察至 {ends_on}。",
    "Last denosumab on {last_on}: open the rebound watch with a CTX series, a symptom check and an "
    "explicit plan. "
    "High alert {opens_on} to {high_until}, fracture watch to {ends_on}.",
)
REB_04 = _reb(
    "04",
    Severity.FLAG,
    "怀疑反弹：CTX {ctx} 高于治疗期末次值 {on_treatment} 和实验室上限 {upper}。"
    "请尽快恢复地舒单抗（先查血钙）或提交 MDT。",
    "Rebound suspected: CTX {ctx} is above the last on-treatment value {on_treatment} and the upper "
    "limit {upper}. "
    "Resume denosumab promptly (calcium first) or ask the MDT.",
)
REB_05 = _reb("05", Severity.TASK, "反弹观察：CTX 检测。", "Rebound watch: CTX.", "P")
REB_06 = _reb(
    "06",
    Severity.INFO,
    "双膦酸盐不存在停药后反弹，无需反弹观察。",
    "Bisphosphonates have no rebound after stopping; no watch is needed.",
)
REB_07 = _reb(
    "07",
    Severity.INFO,
    "地舒单抗不能随意停药；延长间隔不等于停药，但间隔不能过长。",
    "Denosumab must not be stopped casually; a longer interval is not a stop, but it must not be too long.",
)


class WatchPhase(Term):
    """Where a day lies in the rebound watch (REB-02)."""

    NOT_OPEN = "NOT_OPEN", "未开启", "Not open"
    HIGH_ALERT = "HIGH_ALERT", "高警戒", "High alert"
    FRACTURE_WATCH = "FRACTURE_WATCH", "骨折观察", "Fracture watch"
    ENDED = "ENDED", "已结束", "Ended"


@dataclass(frozen=True, slots=True)
class ReboundWatch:
    """The windows of a watch, all counted from the last dose (REB-02)."""

    last_on: date
    opens_on: date
    high_until: date
    ends_on: date

    def phase(self, today: date) -> WatchPhase:
        """Return the phase on a day; each window includes its last day."""
        if today < self.opens_on:
            return WatchPhase.NOT_OPEN
        if today <= self.high_until:
            return WatchPhase.HIGH_ALERT
        return WatchPhase.FRACTURE_WATCH if today <= self.ends_on else WatchPhase.ENDED


def rebound_watch(last_on: date, limits: Limits = DEFAULT_LIMITS) -> ReboundWatch:
    """Return the watch after the last denosumab: opens at 2, high to 4, ends at 12 months (REB-02)."""
    return ReboundWatch(
        last_on,
        opens_on=add_months(last_on, limits.rebound_start_months),
        high_until=add_months(last_on, limits.rebound_high_end_months),
        ends_on=add_months(last_on, limits.rebound_watch_end_months),
    )


def watch_finding(
    agent: Agent, *, last_on: date, today: date, stopped: bool, limits: Limits = DEFAULT_LIMITS
) -> Finding | None:
    """Return the task to open the watch: denosumab stopped, switched, or two months without a dose (REB-01).

    None for other drugs (REB-06), and while denosumab runs on time.
    """
    watch = rebound_watch(last_on, limits)
    if agent is not Agent.DENOSUMAB or not (stopped or today >= watch.opens_on):
        return None
    return REB_01.finding(
        due_on=today,
        last_on=last_on,
        opens_on=watch.opens_on,
        high_until=watch.high_until,
        ends_on=watch.ends_on,
    )


def ctx_dates(last_on: date, opened_on: date, limits: Limits = DEFAULT_LIMITS) -> tuple[date, ...]:
    """Return the CTX days of the watch (REB-05); days past at its opening become one on that day."""
    planned = [add_days(last_on, days) for days in sorted(limits.ctx_watch_days)]
    return tuple(sorted({max(day, opened_on) for day in planned}))


def ctx_tasks(last_on: date, opened_on: date, limits: Limits = DEFAULT_LIMITS) -> tuple[Finding, ...]:
    """Return one task per CTX day (REB-05)."""
    return tuple(
        REB_05.finding(key=day.isoformat(), due_on=day) for day in ctx_dates(last_on, opened_on, limits)
    )


def rebound_suspected(ctx: Decimal, *, on_treatment: Decimal | None, upper: Decimal | None) -> bool | None:
    """Return whether CTX is above both its last on-treatment value and the laboratory's limit (REB-03).

    All in one unit. None when the limit is not recorded: then it is unknown. Without an on-treatment value
    the limit alone decides, the safe side.
    """
    if upper is None:
        return None
    return ctx > upper and (on_treatment is None or ctx > on_treatment)


def ctx_finding(ctx: Decimal, *, on_treatment: Decimal | None, upper: Decimal | None) -> Finding | None:
    """Return the flag of a suspected rebound (REB-04), else None."""
    if not rebound_suspected(ctx, on_treatment=on_treatment, upper=upper):
        return None
    return REB_04.finding(ctx=ctx, on_treatment=on_treatment, upper=upper)


def stop_form_note(agent: Agent) -> Finding | None:
    """Return what the stop or extension form shows: REB-07 for denosumab, REB-06 for a bisphosphonate.

    None for narlumosbart, on which the sources say nothing.
    """
    if agent is Agent.DENOSUMAB:
        return REB_07.finding()
    return REB_06.finding() if is_bisphosphonate(agent) else None


BMA_24 = Rule(
    "BMA-24",
    Severity.STOP,
    Text(
        "地舒单抗{event}前必须先建立反弹观察计划（上次用药 {last_on}）。",
        "Denosumab: open the rebound plan before you {event} (last dose {last_on}).",
    ),
    "QA Q9",
    Grade.UNGRADED,
)
_STOPPING = Text("停药", "stop it")
_SPACING = Text("间隔达到 2 个月", "space it 2 months or more")


def plan_needed(
    agent: Agent,
    *,
    last_on: date | None,
    next_on: date | None,
    plan_open: bool,
    limits: Limits = DEFAULT_LIMITS,
) -> Finding | None:
    """Return the BMA-24 stop for denosumab stopped (`next_on` None) or spaced to two months, without a plan.

    None for other drugs, with a plan, with a nearer next dose, or when no dose was ever given.
    """
    if agent is not Agent.DENOSUMAB or plan_open or last_on is None:
        return None
    if next_on is not None and next_on < add_months(last_on, limits.rebound_start_months):
        return None
    return BMA_24.finding(event=_STOPPING if next_on is None else _SPACING, last_on=last_on)
