"""Bone-modifying drugs, supplements and teeth of a case."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bonetherapy.specs import (
    DentalSpec,
    NotStartedSpec,
    PastCourse,
    PastDose,
    PastHold,
    PastStop,
    ReportedTherapySpec,
    SupplementFacts,
)
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from interop.cases.reading import BadValue, Calendar, Node, NotYet, Page
from interop.cases.words import (
    agent_of,
    dental_item_of,
    injection_site_of,
    interruption_of,
    stop_reason_of,
)

UNNAMED = "not named"
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class TherapySpec:
    """A treatment as told, and the course that can be made of it; None where drug or day is missing."""

    report: ReportedTherapySpec
    course: PastCourse | None


@dataclass(frozen=True, slots=True)
class ToothSpec:
    """A dental item, and the day the dentist cleared the patient; None: not cleared."""

    spec: DentalSpec
    cleared_on: date | None


def read_therapy(page: Page, case: Node, born_on: date) -> None:
    """Courses with their doses, supplements, dental items, reasons against a start."""
    counted_on = _counted_on(page, case)
    page.each(case, "dental", lambda node: _tooth(node, page.calendar))
    page.each(case, "contraindications", lambda node: _not_started(node, page.calendar))
    page.each(case, "bone_therapy", lambda node: _therapy(page, node, counted_on, born_on))
    for node in _entries(page, case):
        page.each(node, "supplements", lambda part: _supplement(part, page.calendar))
    page.each(case, "supplements", lambda part: _supplement(part, page.calendar))


def _entries(page: Page, case: Node) -> list[Node]:
    places = {path for path, spec in page.items if isinstance(spec, TherapySpec)}
    return [node for node in case.rows("bone_therapy") if node.path in places] if places else []


def _counted_on(page: Page, case: Node) -> date | None:
    """A total of doses is counted until the end of the follow-up."""
    try:
        return page.calendar.planned(case.child("follow_up"), "last_offset_days")
    except BadValue as error:
        page.complaints.append(error)
        return None


def _therapy(page: Page, node: Node, counted_on: date | None, born_on: date) -> TherapySpec:
    told = node.text("agent", 100)
    agent = agent_of(told, node.text("brand", 100))
    started_on = _started_on(page, node)
    doses = _doses(page, node, born_on)
    stop = _stop(page, node)
    seen = counted_on is None or counted_on <= page.calendar.seen_on
    report = ReportedTherapySpec(
        agent=agent,
        agent_text=told or UNNAMED,
        dose_mg=_two(node.number("dose_mg")),
        route_text=node.text("route", 40),
        interval_days=_interval(node),
        started_on=started_on,
        stopped_on=stop.stopped_on if stop else None,
        is_approximate=bool(node.flag("offset_approx")),
        doses_stated=node.whole("doses_given") if seen else None,
        doses_stated_on=counted_on if seen else None,
        text="; ".join(part for part in (event.text("text_zh") for event in node.rows("events")) if part)[
            :300
        ],
    )
    return TherapySpec(report, _course(page, node, report, doses, stop))


def _started_on(page: Page, node: Node) -> date | None:
    """The first day. A treatment that began after a day that has not come is not seen either."""
    if node.has("start_offset_days"):
        return page.calendar.day(node, "start_offset_days")
    page.calendar.day(node, "start_after_offset_days")
    return None


def _interval(node: Node) -> int | None:
    days, weeks = node.whole("interval_days"), node.number("interval_weeks")
    if days is not None or weeks is None:
        return days
    counted = weeks * DAYS_A_WEEK
    if counted != counted.to_integral_value():
        raise node.child("interval_weeks").bad("折算后应为整天数", "must come to whole days")
    return int(counted)


def _two(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else round(amount, 2)


def _course(
    page: Page, node: Node, report: ReportedTherapySpec, doses: list[PastDose], stop: PastStop | None
) -> PastCourse | None:
    first = (
        report.started_on or min((dose.given_on for dose in doses), default=None) or _ordered_on(page, node)
    )
    if report.agent is None or first is None:
        return None
    return PastCourse(
        agent=report.agent,
        started_on=first,
        dose_mg=report.dose_mg,
        route=_route(report.route_text),
        interval_days=report.interval_days,
        doses=tuple(doses),
        holds=tuple(_holds(page, node)),
        stop=stop,
    )


def _ordered_on(page: Page, node: Node) -> date | None:
    days = []
    for order in node.rows("orders"):
        try:
            days += [page.calendar.day(order)]
        except NotYet:
            continue
    return min((day for day in days if day is not None), default=None)


def _route(told: str) -> str:
    words = told.casefold()
    if words.startswith("sc") or "皮下" in words or words.startswith("subcut"):
        return "SC"
    return "IV" if words.startswith("iv") or "静脉" in words or words.startswith("intrav") else ""


def _doses(page: Page, node: Node, born_on: date) -> list[PastDose]:
    """The dated doses; one that cannot be read does not take the others with it."""
    found: dict[date, PastDose] = {}
    for event in node.rows("events"):
        try:
            dose = _dose(page.calendar, event, born_on)
            if dose is not None and dose.given_on in found:
                raise event.bad("同一天已有一次给药", "is the second dose on one day")
        except BadValue as error:
            page.complaints.append(error)
        except NotYet:
            continue
        else:
            found |= {dose.given_on: dose} if dose else {}
    return list(found.values())


def _dose(calendar: Calendar, event: Node, born_on: date) -> PastDose | None:
    given_on = calendar.day(event)
    if given_on is None:
        return None
    if given_on < born_on:
        raise event.child("offset_days").bad("早于患者出生", "is before the patient's birth")
    dose_mg = event.number("dose_mg")
    if dose_mg is not None and not 0 < dose_mg <= 1000:
        raise event.child("dose_mg").bad("应为大于 0 的毫克数", "must be an amount in mg above 0")
    return PastDose(
        given_on=given_on,
        dose_mg=_two(dose_mg),
        route=_route(event.text("route", 40)),
        batch=event.text("batch", 30),
        site=_site(_words(event, "site")),
        reason_code=_reason(_words(event, "reason")),
    )


def _words(event: Node, name: str) -> str:
    """The words beside a dose; what is no text costs no dose."""
    try:
        return event.text(name)
    except BadValue:
        return ""


def _site(told: str) -> str:
    """The place of the injection; empty for words that name none of the list, which stay in the document."""
    site = injection_site_of(told)
    return site.value if site else ""


def _reason(told: str) -> str:
    """Why the dose came late; empty for words that name no reason: the dose is still asked about (DQ-18)."""
    reason = interruption_of(told)
    return reason.value if reason else ""


def _holds(page: Page, node: Node) -> list[PastHold]:
    found = []
    for hold in node.rows("holds"):
        try:
            held_on = page.calendar.day(hold)
        except NotYet:
            continue
        told = hold.text("reason")
        reason = interruption_of(told)
        if held_on is not None:
            end = "until_offset_days" if hold.has("until_offset_days") else "end_offset_days"
            found.append(
                PastHold(
                    held_on=held_on,
                    until_on=page.calendar.end(hold, end),
                    review_on=page.calendar.planned(hold, "review_offset_days"),
                    reason_code=reason.value if reason else "OTHER",
                    reason_text=told,
                )
            )
    return found


def _stop(page: Page, node: Node) -> PastStop | None:
    stop = node.child("stop")
    told_on = page.calendar.end(stop, "offset_days") if stop.value is not None else None
    stopped_on = told_on or page.calendar.end(node, "stop_offset_days")
    if stopped_on is None:
        return None
    told = stop.text("reason") if stop.value is not None else ""
    reason = stop_reason_of(told)
    return PastStop(
        stopped_on=stopped_on,
        reason_code=reason.value if reason else ("OTHER" if told else ""),
        reason_text=told,
        rebound_plan=stop.text("plan") if stop.value is not None else "",
    )


def _supplement(node: Node, calendar: Calendar) -> SupplementFacts | None:
    name, dose = node.text("name", 60), node.text("dose_text", 60)
    calcium, vitamin_d = node.number("calcium_mg_per_day"), node.number("vitamin_d_iu_per_day")
    if not name and not dose and not calcium and not vitamin_d:
        return None
    return SupplementFacts(
        product=" ".join(part for part in (name, dose) if part)[:100] or UNNAMED,
        started_on=calendar.day(node, _start_key(node)),
        stopped_on=calendar.end(node, "stop_offset_days"),
        calcium_mg_per_day=calcium,
        vitamin_d_iu_per_day=vitamin_d,
    )


def _start_key(node: Node) -> str:
    return "start_offset_days" if node.has("start_offset_days") else "offset_days"


def _tooth(node: Node, calendar: Calendar) -> ToothSpec:
    item = node.word("type", dental_item_of, DentalItem)
    if item is None:
        raise node.child("type").bad("缺少口腔项目", "is needed: what is done at the dentist")
    on = calendar.planned(node) if node.flag("planned") else calendar.day(node)
    if on is None:
        raise node.child("offset_days").bad(
            "缺少日期，原文已保存，不作为已完成的检查",
            "is needed: without a day it counts for nothing and stays in the document",
        )
    cleared = bool(node.flag("clearance"))
    spec = DentalSpec(item=item, on=on, is_done=not node.flag("planned"), note=node.text("text_zh"))
    return ToothSpec(spec, on if cleared and not node.flag("planned") else None)


def _not_started(node: Node, calendar: Calendar) -> NotStartedSpec:
    reason = node.text("reason") or node.text("reason_zh")
    if not reason:
        raise node.child("reason").bad("缺少原因", "is needed: the reason")
    return NotStartedSpec(
        decided_on=calendar.day(node),
        reason=reason,
        declined=bool(node.flag("declined")),
        agent=_agent(node),
    )


def _agent(node: Node) -> Agent | None:
    told = node.text("agent", 100)
    return agent_of(told) if told else None
