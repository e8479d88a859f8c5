"""Mirels score for a metastasis in a long bone (STD-03); standard, not from the guideline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import LONG_BONES, REGION_OF, Bone, LesionType, Region
from guidelines.scales import ScaleItems, checked, points
from guidelines.terms import Term, Text


class MirelsSite(Term):
    """Where in the limb the lesion is."""

    UPPER_LIMB = "UPPER_LIMB", "上肢", "Upper limb"
    LOWER_LIMB = "LOWER_LIMB", "下肢", "Lower limb"
    PERITROCHANTERIC = "PERITROCHANTERIC", "股骨转子周围", "Peritrochanteric"


class MirelsPain(Term):
    """How much the lesion hurts."""

    MILD = "MILD", "轻度", "Mild"
    MODERATE = "MODERATE", "中度", "Moderate"
    FUNCTIONAL = "FUNCTIONAL", "活动时疼痛（功能性）", "Functional"


class MirelsSize(Term):
    """Share of the shaft's diameter that the lesion takes."""

    UNDER_THIRD = "UNDER_THIRD", "不足 1/3", "Under 1/3"
    THIRD_TO_TWO_THIRDS = "THIRD_TO_TWO_THIRDS", "1/3～2/3", "1/3 to 2/3"
    OVER_TWO_THIRDS = "OVER_TWO_THIRDS", "超过 2/3", "Over 2/3"


SITE_POINTS: Mapping[MirelsSite, int] = MappingProxyType(
    {MirelsSite.UPPER_LIMB: 1, MirelsSite.LOWER_LIMB: 2, MirelsSite.PERITROCHANTERIC: 3}
)
PAIN_POINTS: Mapping[MirelsPain, int] = MappingProxyType(
    {MirelsPain.MILD: 1, MirelsPain.MODERATE: 2, MirelsPain.FUNCTIONAL: 3}
)
TYPE_POINTS: Mapping[LesionType, int] = MappingProxyType(
    {LesionType.OSTEOBLASTIC: 1, LesionType.MIXED: 2, LesionType.OSTEOLYTIC: 3}
)
SIZE_POINTS: Mapping[MirelsSize, int] = MappingProxyType(
    {MirelsSize.UNDER_THIRD: 1, MirelsSize.THIRD_TO_TWO_THIRDS: 2, MirelsSize.OVER_TWO_THIRDS: 3}
)
MIRELS_MIN, MIRELS_MAX = 4, 12
BORDERLINE_FROM, HIGH_FROM = 8, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class MirelsItems(ScaleItems):
    """The four items; None or an unknown lesion type = not recorded."""

    NAMES = (
        Text("部位", "site"),
        Text("疼痛", "pain"),
        Text("病变类型", "lesion type"),
        Text("病变大小", "size"),
    )
    LOWEST = (1, 1, 1, 1)
    HIGHEST = (3, 3, 3, 3)

    site: MirelsSite | None = None
    pain: MirelsPain | None = None
    lesion_type: LesionType | None = None
    size: MirelsSize | None = None

    @property
    def points(self) -> tuple[int | None, ...]:
        """Return the points of site, pain, type and size in this order, None where unknown."""
        return (
            points(SITE_POINTS, self.site),
            points(PAIN_POINTS, self.pain),
            points(TYPE_POINTS, self.lesion_type),
            points(SIZE_POINTS, self.size),
        )


class MirelsBand(Term):
    """Fracture risk by the total."""

    LOW = "LOW", "低风险", "Low risk"
    BORDERLINE = "BORDERLINE", "临界", "Borderline"
    HIGH = "HIGH", "高风险", "High risk"
    UNKNOWN = "UNKNOWN", "未知", "Unknown"


def total_band(total: int) -> MirelsBand:
    """Return the band of a total: 7 is low, 8 borderline, 9 high (STD-03). Raises ScaleError outside 4-12."""
    if checked(total, MIRELS_MIN, MIRELS_MAX, "Mirels") >= HIGH_FROM:
        return MirelsBand.HIGH
    return MirelsBand.BORDERLINE if total >= BORDERLINE_FROM else MirelsBand.LOW


def items_band(items: MirelsItems) -> MirelsBand:
    """Return the band of the items (STD-03).

    With an item unknown it is HIGH when the documented ones alone reach 9, else UNKNOWN: never low.
    """
    if items.total is not None:
        return total_band(items.total)
    return MirelsBand.HIGH if items.least >= HIGH_FROM else MirelsBand.UNKNOWN


def mirels_applies(bone: Bone) -> bool:
    """Return whether the score may be taken at this bone (SAF-04): the six long bones only."""
    return bone in LONG_BONES


def mirels_site(bone: Bone, *, peritrochanteric: bool | None = None) -> MirelsSite | None:
    """Return the site item of a bone; None where no score applies or the part of the femur is unknown."""
    if not mirels_applies(bone) or (bone is Bone.FEMUR and peritrochanteric is None):
        return None
    if bone is Bone.FEMUR and peritrochanteric:
        return MirelsSite.PERITROCHANTERIC
    return MirelsSite.UPPER_LIMB if REGION_OF[bone] is Region.UPPER_LIMB else MirelsSite.LOWER_LIMB


def lowest_total(site: MirelsSite | None) -> int:
    """Return the lowest total possible at a site (DQ-02): 4 arm, 5 leg, 6 peritrochanteric, 4 if unknown."""
    return MirelsItems(site=site).least


def lowest_total_at(bone: Bone) -> int | None:
    """Return the lowest total possible at a bone whatever its part (DQ-02); None where no score applies."""
    if not mirels_applies(bone):
        return None
    return lowest_total(mirels_site(bone, peritrochanteric=False))


def total_possible(total: int, items: MirelsItems) -> bool:
    """Return whether a typed total fits the scale and what is documented of it (DQ-01 to DQ-03)."""
    return items.least <= total <= items.most


def score_counts(scored_on: date, fractured_on: date | None) -> bool:
    """Return whether a score is valid: none on or after the complete fracture of that bone (SAF-04)."""
    return fractured_on is None or scored_on < fractured_on


def _std_03(severity: Severity, zh: str, en: str, source: str = "S STD-03") -> Rule:
    return Rule("STD-03", severity, Text(zh, en), source, Grade.STANDARD)


STD_03 = _std_03(
    Severity.CALC,
    "Mirels {total} 分（4～12 分）：{band}，观察或放疗。通用标准，非指南内容。",
    "Mirels {total} (of 4-12): {band}; observe or irradiate. A published standard, not from the guideline.",
)
STD_03_BORDERLINE = _std_03(
    Severity.FLAG,
    "Mirels {total} 分：{band}，由医生判断。放疗前请骨科会诊，会诊前避免负重。",
    "Mirels {total}: {band}, a matter of judgement. Orthopaedic opinion before radiotherapy, no weight "
    "bearing until then.",
    "S STD-03; P",
)
STD_03_HIGH = _std_03(
    Severity.FLAG,
    "Mirels {total} 分：{band}，考虑预防性固定。放疗前请骨科会诊，会诊前避免负重。",
    "Mirels {total}: {band}, consider prophylactic fixation. Orthopaedic opinion before radiotherapy, no "
    "weight bearing until then.",
    "S STD-03; P",
)
STD_03_UNKNOWN = _std_03(
    Severity.TASK,
    "Mirels 评分未完成，缺少：{missing}。风险未知，不等于低风险。",
    "The Mirels score is not complete, missing: {missing}. The risk is unknown, which is not low.",
)
_BY_BAND: Mapping[MirelsBand, Rule] = MappingProxyType(
    {
        MirelsBand.LOW: STD_03,
        MirelsBand.BORDERLINE: STD_03_BORDERLINE,
        MirelsBand.HIGH: STD_03_HIGH,
    }
)


def total_finding(total: int, key: str = "") -> Finding:
    """Return what a total means (STD-03); `key` names the lesion. Raises ScaleError outside 4-12."""
    band = total_band(total)
    return _BY_BAND[band].finding(key=key, total=total, band=band)


def items_finding(items: MirelsItems, key: str = "") -> Finding:
    """Return what the items mean (STD-03), or the task to complete them; `key` names the lesion."""
    if items.total is not None:
        return total_finding(items.total, key)
    if items_band(items) is MirelsBand.UNKNOWN:
        return STD_03_UNKNOWN.finding(key=key, missing=items.missing)
    at_least = Text(f"至少 {items.least}", f"at least {items.least}")
    return STD_03_HIGH.finding(key=key, total=at_least, band=MirelsBand.HIGH)
