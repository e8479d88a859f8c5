"""Spinal instability neoplastic score, SINS (STD-04); standard, not from the guideline."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.lesions import LesionType
from guidelines.scales import ScaleItems, checked, points
from guidelines.terms import Term, Text


class SinsLocation(Term):
    """How much the level moves."""

    JUNCTIONAL = "JUNCTIONAL", "交界段", "Junctional"
    MOBILE = "MOBILE", "活动段", "Mobile"
    SEMIRIGID = "SEMIRIGID", "半固定段", "Semirigid"
    RIGID = "RIGID", "固定段", "Rigid"


class SinsPain(Term):
    """Whether the spine hurts under load."""

    MECHANICAL = "MECHANICAL", "机械性疼痛", "Mechanical"
    OCCASIONAL = "OCCASIONAL", "偶有非机械性疼痛", "Occasional, not mechanical"
    NONE = "NONE", "无痛", "None"


class SinsAlignment(Term):
    """How the vertebrae stand on each other."""

    SUBLUXATION = "SUBLUXATION", "半脱位或移位", "Subluxation or translation"
    DEFORMITY = "DEFORMITY", "新发畸形（后凸或侧凸）", "New deformity"
    NORMAL = "NORMAL", "正常", "Normal"


class SinsCollapse(Term):
    """How much of the vertebral body is lost."""

    HALF_OR_MORE = "HALF_OR_MORE", "塌陷 50% 及以上", "Collapse of 50% or more"
    UNDER_HALF = "UNDER_HALF", "塌陷不足 50%", "Collapse under 50%"
    BODY_INVOLVED = "BODY_INVOLVED", "无塌陷，椎体受累超过 50%", "No collapse, over 50% of the body involved"
    NONE = "NONE", "以上均无", "None of these"


class SinsPosterolateral(Term):
    """Facets, pedicles and costovertebral joints."""

    BILATERAL = "BILATERAL", "双侧", "Bilateral"
    UNILATERAL = "UNILATERAL", "单侧", "Unilateral"
    NONE = "NONE", "无", "None"


LOCATION_POINTS: Mapping[SinsLocation, int] = MappingProxyType(
    {
        SinsLocation.JUNCTIONAL: 3,
        SinsLocation.MOBILE: 2,
        SinsLocation.SEMIRIGID: 1,
        SinsLocation.RIGID: 0,
    }
)
PAIN_POINTS: Mapping[SinsPain, int] = MappingProxyType(
    {SinsPain.MECHANICAL: 3, SinsPain.OCCASIONAL: 1, SinsPain.NONE: 0}
)
TYPE_POINTS: Mapping[LesionType, int] = MappingProxyType(
    {LesionType.OSTEOLYTIC: 2, LesionType.MIXED: 1, LesionType.OSTEOBLASTIC: 0}
)
ALIGNMENT_POINTS: Mapping[SinsAlignment, int] = MappingProxyType(
    {SinsAlignment.SUBLUXATION: 4, SinsAlignment.DEFORMITY: 2, SinsAlignment.NORMAL: 0}
)
COLLAPSE_POINTS: Mapping[SinsCollapse, int] = MappingProxyType(
    {
        SinsCollapse.HALF_OR_MORE: 3,
        SinsCollapse.UNDER_HALF: 2,
        SinsCollapse.BODY_INVOLVED: 1,
        SinsCollapse.NONE: 0,
    }
)
POSTEROLATERAL_POINTS: Mapping[SinsPosterolateral, int] = MappingProxyType(
    {SinsPosterolateral.BILATERAL: 3, SinsPosterolateral.UNILATERAL: 1, SinsPosterolateral.NONE: 0}
)
SINS_MAX = 18
CONSULT_FROM, UNSTABLE_FROM = 7, 13

# Letter, first and last number of each stretch; C0 is the occiput.
_STRETCHES: tuple[tuple[str, int, int, SinsLocation], ...] = (
    ("C", 0, 2, SinsLocation.JUNCTIONAL),
    ("C", 3, 6, SinsLocation.MOBILE),
    ("C", 7, 7, SinsLocation.JUNCTIONAL),
    ("T", 1, 2, SinsLocation.JUNCTIONAL),
    ("T", 3, 10, SinsLocation.SEMIRIGID),
    ("T", 11, 12, SinsLocation.JUNCTIONAL),
    ("L", 1, 1, SinsLocation.JUNCTIONAL),
    ("L", 2, 4, SinsLocation.MOBILE),
    ("L", 5, 5, SinsLocation.JUNCTIONAL),
    ("S", 1, 1, SinsLocation.JUNCTIONAL),
    ("S", 2, 5, SinsLocation.RIGID),
)
LOCATION_OF: Mapping[str, SinsLocation] = MappingProxyType(
    {
        f"{letter}{number}": location
        for letter, first, last, location in _STRETCHES
        for number in range(first, last + 1)
    }
)
_LEVEL = re.compile(r"[CTLS]\d{1,2}")


def sins_location(level: str) -> SinsLocation | None:
    """Return the location item of a vertebral level such as "T11"; None when it is no single level."""
    plain = "".join(level.split()).upper()
    return LOCATION_OF.get(plain) if _LEVEL.fullmatch(plain) else None


HALF_PERCENT = Decimal(50)


def sins_collapse(percent: Decimal | None, *, body_over_half: bool | None = None) -> SinsCollapse | None:
    """Return the collapse item; exactly 50% is not in the scale and counts as more (P).

    None when the collapse is not recorded, or there is none and the involvement of the body is not recorded.
    """
    if percent is None or (percent <= 0 and body_over_half is None):
        return None
    if percent > 0:
        return SinsCollapse.HALF_OR_MORE if percent >= HALF_PERCENT else SinsCollapse.UNDER_HALF
    return SinsCollapse.BODY_INVOLVED if body_over_half else SinsCollapse.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class SinsItems(ScaleItems):
    """The six items; None or an unknown lesion type = not recorded."""

    NAMES = (
        Text("部位", "location"),
        Text("疼痛", "pain"),
        Text("病变类型", "lesion type"),
        Text("力线", "alignment"),
        Text("椎体塌陷", "vertebral collapse"),
        Text("后外侧受累", "posterolateral involvement"),
    )
    LOWEST = (0, 0, 0, 0, 0, 0)
    HIGHEST = (3, 3, 2, 4, 3, 3)

    location: SinsLocation | None = None
    pain: SinsPain | None = None
    lesion_type: LesionType | None = None
    alignment: SinsAlignment | None = None
    collapse: SinsCollapse | None = None
    posterolateral: SinsPosterolateral | None = None

    @property
    def points(self) -> tuple[int | None, ...]:
        """Return the points of the items in their order, None where unknown."""
        return (
            points(LOCATION_POINTS, self.location),
            points(PAIN_POINTS, self.pain),
            points(TYPE_POINTS, self.lesion_type),
            points(ALIGNMENT_POINTS, self.alignment),
            points(COLLAPSE_POINTS, self.collapse),
            points(POSTEROLATERAL_POINTS, self.posterolateral),
        )


class SinsBand(Term):
    """Stability by the total."""

    STABLE = "STABLE", "稳定", "Stable"
    POTENTIALLY_UNSTABLE = "POTENTIALLY_UNSTABLE", "潜在不稳定", "Potentially unstable"
    UNSTABLE = "UNSTABLE", "不稳定", "Unstable"
    UNKNOWN = "UNKNOWN", "未知", "Unknown"


def total_band(total: int) -> SinsBand:
    """Return the band of a total: 6 is stable, 7-12 potentially unstable, 13 unstable (STD-04).

    Raises ScaleError outside 0-18.
    """
    if checked(total, 0, SINS_MAX, "SINS") >= UNSTABLE_FROM:
        return SinsBand.UNSTABLE
    return SinsBand.POTENTIALLY_UNSTABLE if total >= CONSULT_FROM else SinsBand.STABLE


def items_band(items: SinsItems) -> SinsBand:
    """Return the band of the items (STD-04).

    With an item unknown it is UNSTABLE when the documented ones alone reach 13, else UNKNOWN: never stable.
    """
    if items.total is not None:
        return total_band(items.total)
    return SinsBand.UNSTABLE if items.least >= UNSTABLE_FROM else SinsBand.UNKNOWN


def needs_surgeon(items: SinsItems) -> bool | None:
    """Return whether a spine surgeon must see the patient, from 7 on (STD-04, SUR-12).

    The documented items alone can decide for it, never against it: then it is None.
    """
    if items.least >= CONSULT_FROM:
        return True
    return None if items.total is None else False


def _std_04(severity: Severity, zh: str, en: str) -> Rule:
    return Rule("STD-04", severity, Text(zh, en), "S STD-04", Grade.STANDARD)


STD_04 = _std_04(
    Severity.CALC,
    "SINS {total} 分（0～18 分）：{band}。通用标准，非指南内容。",
    "SINS {total} (of 0-18): {band}. A published standard, not from the guideline.",
)
STD_04_CONSULT = _std_04(
    Severity.FLAG,
    "SINS {total} 分：{band}，请脊柱外科会诊。",
    "SINS {total}: {band}; ask a spine surgeon.",
)
STD_04_UNKNOWN = _std_04(
    Severity.TASK,
    "SINS 评分未完成，缺少：{missing}。稳定性未知，不等于稳定。",
    "The SINS is not complete, missing: {missing}. Stability is unknown, which is not stable.",
)


def total_finding(total: int, key: str = "") -> Finding:
    """Return what a total means (STD-04); `key` names the level. Raises ScaleError outside 0-18."""
    band = total_band(total)
    rule = STD_04 if band is SinsBand.STABLE else STD_04_CONSULT
    return rule.finding(key=key, total=total, band=band)


_AT_LEAST_POTENTIAL = Text("至少为潜在不稳定", "at least potentially unstable")


def items_finding(items: SinsItems, key: str = "") -> Finding:
    """Return what the items mean (STD-04), or the task to complete them; `key` names the level."""
    if items.total is not None:
        return total_finding(items.total, key)
    if not needs_surgeon(items):
        return STD_04_UNKNOWN.finding(key=key, missing=items.missing)
    at_least = Text(f"至少 {items.least}", f"at least {items.least}")
    unstable = items_band(items) is SinsBand.UNSTABLE
    return STD_04_CONSULT.finding(
        key=key, total=at_least, band=SinsBand.UNSTABLE if unstable else _AT_LEAST_POTENTIAL
    )
