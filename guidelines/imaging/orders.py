"""Checks and texts when a follow-up scan is ordered or refused (IMG-12 to IMG-15)."""

from collections.abc import Mapping
from datetime import date

from guidelines.bone.intervals import add_days
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.imaging.calendar import SlotKind, grids
from guidelines.imaging.category import ADVANCED_SCHEDULE, FollowUpCategory
from guidelines.imaging.limits import DEFAULT_IMAGING_LIMITS, ImagingLimits
from guidelines.terms import Term, Text
from guidelines.values import add_months


class OrderBasis(Term):
    """Why a scan is ordered."""

    SCHEDULE = "SCHEDULE", "随访计划", "Schedule"
    SYMPTOM = "SYMPTOM", "症状", "Symptom"
    MARKER = "MARKER", "骨代谢标志物", "Bone marker"
    RESPONSE = "RESPONSE", "疗效评价", "Response"


class RefusalReason(Term):
    """Why a patient refuses or defers a scan."""

    RADIATION = "RADIATION", "担心辐射", "Radiation"
    CLAUSTROPHOBIA = "CLAUSTROPHOBIA", "幽闭恐惧", "Claustrophobia"
    COST = "COST", "费用", "Cost"
    OTHER = "OTHER", "其他", "Other"


IMG_12 = Rule(
    "IMG-12",
    Severity.WARN,
    Text(
        "距上次骨显像（{last_on}）不足 {months} 个月，请填写原因：每半年一次的辐射可以接受，"
        "骨显像不常规用于疗效评价。",
        "Less than {months} months since the last bone scan ({last_on}): give a reason. One per half-year is "
        "acceptable radiation; it is not routine for response.",
    ),
    "WP §14; GL §3.1.1",
    Grade.UNGRADED,
)
IMG_13 = Rule(
    "IMG-13",
    Severity.INFO,
    Text(
        "25 mCi 99mTc 骨显像的辐射量为常规胸部 CT 的 60%，每半年一次可以接受（乳腺癌文献）。",
        "A bone scan with 25 mCi 99mTc has 60% of the dose of a conventional chest CT; one every half-year "
        "is "
        "acceptable (breast cancer reference).",
    ),
    "WP §14",
    Grade.UNGRADED,
)
IMG_14 = Rule(
    "IMG-14",
    Severity.FLAG,
    Text(
        "症状驱动的随访：定期检查未跟上（上次 {last_on}）。",
        "Symptom-driven follow-up: schedule missing (last one {last_on}).",
    ),
    "WP §4, §10",
    Grade.UNGRADED,
)
IMG_15 = Rule(
    "IMG-15",
    Severity.INFO,
    Text("随访项目：{items}。", "Follow-up panel: {items}."),
    "WP §4",
    Grade.UNGRADED,
)


class FollowUpItem(Term):
    """What a follow-up visit comprises (WP §4)."""

    EXAMINATION = "EXAMINATION", "体格检查", "Physical examination"
    MARKERS = "MARKERS", "肿瘤标志物", "Tumour markers"
    BONE_SCAN = "BONE_SCAN", "ECT 或 PET/CT", "ECT (bone scan) or PET/CT"
    CT = "CT", "CT（含骨窗）", "CT with bone window"
    MRI = "MRI", "磁共振", "MRI"
    XRAY = "XRAY", "X 线", "X-ray"


def early_bone_scan(
    category: FollowUpCategory,
    *,
    last_on: date | None,
    planned_on: date,
    new_symptom: bool | None,
    limits: ImagingLimits = DEFAULT_IMAGING_LIMITS,
) -> Finding | None:
    """Return the warning for a bone scan earlier than the half-year less the lead days (IMG-12), else None.

    None too with a new symptom, without an earlier scan and off the advanced schedule.
    """
    if last_on is None or category not in ADVANCED_SCHEDULE or new_symptom is True:
        return None
    earliest = add_days(add_months(last_on, limits.bs_interval_months), -limits.scan_lead_days)
    if planned_on >= earliest:
        return None
    return IMG_12.finding(last_on=last_on, months=limits.bs_interval_months, earliest_on=earliest)


def refusal_answer(reason: RefusalReason) -> Finding | None:
    """Return the numbers for someone who refuses a bone scan for its radiation (IMG-13), else None."""
    return IMG_13.finding() if reason is RefusalReason.RADIATION else None


def symptom_driven(
    basis: frozenset[OrderBasis],
    category: FollowUpCategory,
    last_done: Mapping[SlotKind, date],
    *,
    kind: SlotKind | None,
    planned_on: date,
    limits: ImagingLimits = DEFAULT_IMAGING_LIMITS,
) -> Finding | None:
    """Return the flag for a scan ordered for a symptom alone while the schedule lags behind (IMG-14).

    `kind` None = the scan is not on the schedule (MRI, X-ray): then any examination up to date will do.
    None for other orders, and for a category without a schedule.
    """
    plan = grids(category, limits)
    if basis != {OrderBasis.SYMPTOM} or not plan:
        return None
    watched = list(plan) if kind is None or kind not in plan else [kind]
    for one in watched:
        last_on = last_done.get(one)
        if last_on is not None and planned_on <= up_to_date_until(last_on, plan[one].months, limits):
            return None
    return IMG_14.finding(last_on=max((last_done[one] for one in watched if one in last_done), default=None))


def up_to_date_until(done_on: date, months: int, limits: ImagingLimits = DEFAULT_IMAGING_LIMITS) -> date:
    """Return the last day on which an examination of this interval still is up to date."""
    return add_days(add_months(done_on, months), limits.scan_grace_days)


def follow_up_panel() -> Finding:
    """Return the six items of the follow-up order set (IMG-15)."""
    return IMG_15.finding(items=tuple(FollowUpItem))
