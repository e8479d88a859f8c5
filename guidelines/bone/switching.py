"""Changing from one bone-modifying drug to another (BMA-15, BMA-16c, BMA-16d)."""

from dataclasses import replace
from datetime import date

from guidelines.bone.agents import AGENTS, Agent, AgentClass
from guidelines.bone.intervals import Interval, next_due_on
from guidelines.bone.rebound import watch_finding
from guidelines.bone.start import CourseFact, open_course_check
from guidelines.bone.states import CourseStatus
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text

BMA_15 = Rule(
    "BMA-15",
    Severity.WARN,
    Text(
        "{new_agent}计划 {start_on} 开始，早于{old_agent}的下次应用日 {earliest_on}（上次 {last_on}）。",
        "{new_agent} is planned for {start_on}, before {old_agent} would be due again on {earliest_on} "
        "(last dose {last_on}).",
    ),
    "QA C3; P AMB-18",
    Grade.UNGRADED,
)
BMA_16C = Rule(
    "BMA-16c",
    Severity.INFO,
    Text(
        "{old_agent}{cause}：可考虑换用另一类药物（{offered}），两个方向均可。",
        "{old_agent} {cause}: the other class ({offered}) can be tried, in either direction.",
    ),
    "QA Q6",
    Grade.UNGRADED,
)


class SwitchCause(Term):
    """Why a switch is considered (BMA-16c)."""

    NOT_EFFECTIVE = "NOT_EFFECTIVE", "未能控制骨相关事件", "does not control skeletal events"
    NOT_TOLERATED = "NOT_TOLERATED", "不能耐受", "is not tolerated"


_OTHER_CLASS = {AgentClass.BP: AgentClass.RANKL, AgentClass.RANKL: AgentClass.BP}


def switch_check(
    *,
    old_agent: Agent,
    old_status: CourseStatus,
    last_on: date | None,
    interval: Interval,
    new_agent: Agent,
    start_on: date,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Finding, ...]:
    """Return what stands against the switch and what follows: BMA-09, BMA-15, the watch of BMA-16d.

    BMA-09 refuses while the old course is open. BMA-15 warns of a start before the old drug is due again.
    Leaving denosumab opens the rebound watch. `last_on` None = the old drug was never given.
    """
    refusal = open_course_check(new_agent, [CourseFact(old_agent, old_status)])
    findings = [] if refusal is None else [refusal]
    if last_on is None:
        return tuple(findings)
    earliest_on = next_due_on(last_on, interval)
    if start_on < earliest_on:
        findings.append(
            BMA_15.finding(
                new_agent=new_agent,
                start_on=start_on,
                old_agent=old_agent,
                earliest_on=earliest_on,
                last_on=last_on,
            )
        )
    leaves_denosumab = new_agent is not Agent.DENOSUMAB
    watch = watch_finding(old_agent, last_on=last_on, today=start_on, stopped=leaves_denosumab, limits=limits)
    if leaves_denosumab and watch is not None:
        findings.append(replace(watch, rule_id="BMA-16d", severity=Severity.FLAG))
    return tuple(findings)


def switch_offer(old_agent: Agent, cause: SwitchCause) -> Finding:
    """Return the offer of the other class when a drug fails or is not tolerated (BMA-16c)."""
    offered = _OTHER_CLASS[AGENTS[old_agent].agent_class]
    return BMA_16C.finding(old_agent=old_agent, cause=cause, offered=offered)
