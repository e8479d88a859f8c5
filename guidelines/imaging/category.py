"""Which follow-up schedule a patient is on, and the day it counts from (VOC-04, IMG-01, IMG-05)."""

from dataclasses import dataclass
from datetime import date

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.staging import StageGroup
from guidelines.terms import Term, Text


class FollowUpCategory(Term):
    """Follow-up category (VOC-04); UNCLASSIFIED waits for an oncologist to choose a schedule (AMB-14)."""

    INITIAL = "INITIAL", "初诊", "Initial"
    POST_OP = "POST_OP", "术后", "After surgery"
    ADVANCED = "ADVANCED", "晚期", "Advanced"
    RECURRENT = "RECURRENT", "复发", "Recurrent"
    UNCLASSIFIED = "UNCLASSIFIED", "待定", "To be chosen"


# IMG-01: recurrent disease follows the schedule of advanced disease.
ADVANCED_SCHEDULE = frozenset({FollowUpCategory.ADVANCED, FollowUpCategory.RECURRENT})


@dataclass(frozen=True, slots=True)
class ChosenSchedule:
    """What an oncologist chose for an unclassified patient: ADVANCED or POST_OP, and the day it starts."""

    category: FollowUpCategory
    anchor_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFacts:
    """What decides the schedule. `resectable` matters for stage III only; None = not recorded."""

    cancer_confirmed_on: date | None = None
    baseline_on: date | None = None
    diagnosed_on: date | None = None
    stage: StageGroup | None = None
    resectable: bool | None = None
    bone_metastasis_confirmed: bool = False
    curative_surgery_on: date | None = None
    recurrence_on: date | None = None
    chosen: ChosenSchedule | None = None


IMG_01 = Rule(
    "IMG-01",
    Severity.CALC,
    Text("随访类别：{category}。", "Follow-up category: {category}."),
    "WP §17; P AMB-14",
    Grade.UNGRADED,
)
IMG_01_OPEN = Rule(
    "IMG-01",
    Severity.FLAG,
    Text(
        "已分期（{stage}），但既非晚期、术后也非复发：请肿瘤科医生选择晚期或术后随访计划。",
        "Staged ({stage}) but neither advanced, operated nor recurrent: the oncologist chooses the "
        "advanced or "
        "the post-operative schedule.",
    ),
    "P AMB-14",
    Grade.PROJECT,
)
IMG_05 = Rule(
    "IMG-05",
    Severity.CALC,
    Text("随访起点：{anchor_on}（{category}）。", "The schedule counts from {anchor_on} ({category})."),
    "P",
    Grade.PROJECT,
)


def _advanced(facts: FollowUpFacts) -> bool:
    unresectable = facts.stage is StageGroup.III and facts.resectable is False
    return facts.stage is StageGroup.IV or facts.bone_metastasis_confirmed or unresectable


def _found_category(facts: FollowUpFacts) -> FollowUpCategory | None:
    """Return the category the record itself shows, the first that fits; None when none does."""
    if facts.recurrence_on is not None:
        return FollowUpCategory.RECURRENT
    if _advanced(facts):
        return FollowUpCategory.ADVANCED
    return None if facts.curative_surgery_on is None else FollowUpCategory.POST_OP


def follow_up_category(facts: FollowUpFacts) -> FollowUpCategory:
    """Return the category, the first that fits: recurrent, advanced, post-operative, else initial (IMG-01).

    UNCLASSIFIED for a staged patient whom none of them fits, until an oncologist has chosen.
    """
    if (found := _found_category(facts)) is not None:
        return found
    if facts.chosen is not None:
        return facts.chosen.category
    return FollowUpCategory.INITIAL if facts.stage is None else FollowUpCategory.UNCLASSIFIED


def category_finding(facts: FollowUpFacts) -> Finding:
    """Return the category, or the flag that an oncologist must choose it (IMG-01)."""
    category = follow_up_category(facts)
    if category is FollowUpCategory.UNCLASSIFIED:
        return IMG_01_OPEN.finding(stage=facts.stage)
    return IMG_01.finding(category=category)


def anchor_of(facts: FollowUpFacts) -> date | None:
    """Return the day the schedule counts from (IMG-05); None when that day is not recorded."""
    found = _found_category(facts)
    if found is FollowUpCategory.RECURRENT:
        return facts.recurrence_on
    if found is FollowUpCategory.ADVANCED:
        return facts.baseline_on or facts.diagnosed_on
    if found is FollowUpCategory.POST_OP:
        return facts.curative_surgery_on
    return facts.cancer_confirmed_on if facts.chosen is None else facts.chosen.anchor_on


def anchor_finding(facts: FollowUpFacts) -> Finding:
    """Return the anchor in words (IMG-05); "not recorded" when it is missing."""
    return IMG_05.finding(anchor_on=anchor_of(facts), category=follow_up_category(facts))
