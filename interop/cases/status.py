"""How the patient of a case is: performance, pain, symptoms, problems, weight and height, scores."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guidelines.risk.mirels import PAIN_POINTS, SITE_POINTS, SIZE_POINTS, TYPE_POINTS
from guidelines.terms import Term
from interop.cases.reading import Calendar, Node, Page, plain, term_finder
from interop.cases.words import lesion_type_of, problem_of, side_of, symptom_of
from patients.enums import ProblemCode, RiskScale
from patients.score_items import ITEMS
from patients.specs.facts import ProblemSpec, WeightSpec
from patients.specs.status import EcogSpec, HeightSpec, PainSpec, RiskScoreSpec, SymptomSpec

COMORBIDITIES = {"糖尿病": ProblemCode.DIABETES, "diabetes": ProblemCode.DIABETES}
# Mirels items written as points stand for one word each.
POINTS: Mapping[str, Mapping[Any, int]] = {
    "site": SITE_POINTS,
    "pain": PAIN_POINTS,
    "lesion_type": TYPE_POINTS,
    "size": SIZE_POINTS,
}
ITEM_NAMES = {"type": "lesion_type"}
NUMBERED = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class OverSpec:
    """A problem and the day it was over; None: it is open."""

    problem: ProblemSpec
    resolved_on: date | None


def read_status(page: Page, case: Node) -> None:
    """Everything that says how the patient is."""
    calendar = page.calendar
    page.part(case, lambda node: _weight(node, calendar))
    page.part(case, lambda node: _height(node, calendar))
    _ecog(page, case)
    page.each(case, "pain", lambda node: _pain(node, calendar))
    page.each(case, "symptoms", lambda node: _symptom(page, node))
    page.each(case, "neurology", lambda node: _sign(node, calendar))
    page.each(case, "problems", lambda node: _problem(node, calendar))
    page.each(case, "comorbidities", _comorbidity)
    page.each(case, "adverse_events", lambda node: _adverse_event(node, calendar))
    page.each(case, "mirels", lambda node: _score(page, node, RiskScale.MIRELS))
    page.each(case, "sins", lambda node: _score(page, node, RiskScale.SINS))


def _weight(case: Node, calendar: Calendar) -> WeightSpec | None:
    weight = case.number("weight_kg")
    return None if weight is None else WeightSpec(weight_kg=weight, measured_on=calendar.index)


def _height(case: Node, calendar: Calendar) -> HeightSpec | None:
    height = case.number("height_cm")
    return None if height is None else HeightSpec(height_cm=height, measured_on=calendar.index)


def _ecog(page: Page, case: Node) -> None:
    """A number alone belongs to the index day; a list has days of its own."""
    if isinstance(case.child("ecog").value, list | dict):
        page.each(case, "ecog", lambda node: _dated_ecog(node, page.calendar))
        return
    page.part(case, lambda node: _index_ecog(node, page.calendar))


def _index_ecog(case: Node, calendar: Calendar) -> EcogSpec | None:
    score = case.whole("ecog")
    return None if score is None else EcogSpec(measured_on=calendar.index, score=score)


def _dated_ecog(node: Node, calendar: Calendar) -> EcogSpec | None:
    score = node.whole("score")
    return None if score is None else EcogSpec(measured_on=calendar.day(node), score=score)


def _pain(node: Node, calendar: Calendar) -> PainSpec | None:
    scores = {name: node.whole(name) for name in ("nrs", "nrs_low", "nrs_high")}
    words = node.text("text_zh")
    severe = node.text("severity").casefold() == "severe" or None
    if not words and severe is None and not any(score is not None for score in scores.values()):
        return None
    breakthrough = node.text("breakthrough_per_day", 20) or node.text("breakthrough", 20)
    return PainSpec(
        measured_on=calendar.day(node),
        **scores,
        severe=severe,
        breakthrough_per_day=breakthrough,
        site=node.text("site", 100),
        text=words or node.text("severity"),
    )


def _symptom(page: Page, node: Node) -> SymptomSpec | None:
    """A code that no rule knows is kept in words."""
    told, words = node.text("code", 60), node.text("text_zh", 200)
    code = symptom_of(told)
    if not told and not words:
        return None
    return SymptomSpec(
        code=code,
        noted_on=page.calendar.day(node),
        site=node.text("site", 100),
        resolved_on=page.calendar.end(node, "resolved_offset_days"),
        text=words if code else " ".join(part for part in (told, words) if part),
    )


def _sign(node: Node, calendar: Calendar) -> SymptomSpec | None:
    words = node.text("text_zh")
    return SymptomSpec(code=None, noted_on=calendar.day(node), text=words) if words else None


def _problem(node: Node, calendar: Calendar) -> OverSpec | None:
    told, words = node.text("code", 60), node.text("text_zh", 200)
    if not told and not words:
        return None
    spec = ProblemSpec(code=_problem_code(told, words), noted_on=calendar.day(node), text=words or told)
    return OverSpec(problem=spec, resolved_on=calendar.end(node, "resolved_offset_days"))


def _problem_code(told: str, words: str) -> ProblemCode:
    """The code told, else the problem that code or words name: one no rule hears of would hold no dose."""
    if told.casefold() in ProblemCode.values:
        return ProblemCode(told.casefold())
    known = problem_of(told) or problem_of(words)
    return ProblemCode(known.value) if known else ProblemCode.OTHER


def _comorbidity(node: Node) -> OverSpec | None:
    words = node.words(200)
    code = next((code for word, code in COMORBIDITIES.items() if word in words), ProblemCode.OTHER)
    spec = ProblemSpec(code=code, noted_on=None, text=words)
    return OverSpec(problem=spec, resolved_on=None) if words else None


def _adverse_event(node: Node, calendar: Calendar) -> OverSpec | None:
    words = " ".join(part for part in (node.text("event_zh"), node.text("treatment_zh")) if part)[:200]
    spec = ProblemSpec(code=ProblemCode.OTHER, noted_on=calendar.day(node), text=words)
    return OverSpec(problem=spec, resolved_on=None) if words else None


def _score(page: Page, node: Node, scale: RiskScale) -> RiskScoreSpec | None:
    key = "items" if node.has("items") else "components"
    items = _items(node.child(key), scale)
    total = node.whole("score") if node.has("score") else node.whole("total")
    if total is None and not items:
        return None
    return RiskScoreSpec(
        scale=scale,
        scored_on=page.calendar.day(node),
        is_approximate=bool(node.flag("offset_approx")),
        site=node.text("site", 100) or node.text("level", 100),
        side=side_of(node.text("side")),
        total=total,
        items=items,
        text=node.text("source_zh"),
    )


def _items(node: Node, scale: RiskScale) -> dict[str, str]:
    found = {}
    for told in node.fields:
        name = ITEM_NAMES.get(told, told)
        if name not in ITEMS[scale]:
            zh, en = "、".join(ITEMS[scale]), ", ".join(ITEMS[scale])
            raise node.child(told).bad(
                f"不是评分项目，可用：{zh}", f"is no item of the score; accepted: {en}"
            )
        code = _item(node, told, name, scale)
        if code:
            found[name] = code
    return found


def _item(node: Node, told: str, name: str, scale: RiskScale) -> str:
    terms: type[Term] = ITEMS[scale][name]
    value = node.child(told).value
    if scale == RiskScale.MIRELS and isinstance(value, int) and not isinstance(value, bool):
        worth = {points: str(term.value) for term, points in POINTS[name].items()}
        if value not in worth:
            raise node.child(told).bad("应为 1～3", "must be 1 to 3")
        return worth[value]
    find = lesion_type_of if name == "lesion_type" else term_finder(terms, _spoken(terms))
    word = node.word(told, find, terms)
    return "" if word is None else str(word.value)


def _spoken(terms: type[Term]) -> dict[str, Any]:
    """Codes without their underscores: "upper limb" for UPPER_LIMB."""
    return {plain(term.value): term for term in terms}
