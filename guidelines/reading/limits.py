"""All limits of a hospital in one object, and those of the safety rules (catalogue section 12, SAF)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from guidelines.imaging.limits import ImagingLimits
from guidelines.mdt.limits import MdtLimits
from guidelines.settings import LimitFacts, Limits, check_amount, check_range
from guidelines.terms import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyLimits:
    """What the safety rules and the data checks read, with the project's default.

    The range of calcium stands in only where a laboratory printed none. Raises LimitsError for a number that
    is not positive or too large, and for a range whose ends are swapped.
    """

    calcium_low: Decimal = Decimal("2.11")
    calcium_high: Decimal = Decimal("2.52")
    calcium_emergency: Decimal = Decimal("3.00")
    calcium_after_first_days: int = 14
    calcium_early_days: int = 7
    severe_renal_below: Decimal = Decimal(30)
    nsaid_renal_below: Decimal = Decimal(60)
    spine_opinion_days: int = 1
    side_conflict_days: int = 30

    def __post_init__(self) -> None:
        for name in SAFETY_LIMIT_FACTS:
            check_amount(name, getattr(self, name))
        for lower, upper in ORDERED:
            check_range(self, lower, upper, SAFETY_LIMIT_FACTS)


ORDERED = (
    ("calcium_low", "calcium_high"),
    ("calcium_high", "calcium_emergency"),
    ("calcium_early_days", "calcium_after_first_days"),
)
SAFETY_LIMIT_FACTS: Mapping[str, LimitFacts] = MappingProxyType(
    {
        name: LimitFacts(name.upper(), Text(zh, en), unit, "P SAF")
        for name, zh, en, unit in (
            ("calcium_low", "血钙下限（无本实验室范围时）", "Calcium, lower limit without a range", "mmol/L"),
            (
                "calcium_high",
                "血钙上限（无本实验室范围时）",
                "Calcium, upper limit without a range",
                "mmol/L",
            ),
            ("calcium_emergency", "高钙急症界值", "Calcium emergency from", "mmol/L"),
            ("calcium_after_first_days", "首剂后复查血钙", "Calcium after dose 1 within", "d"),
            (
                "calcium_early_days",
                "重度肾功能不全首剂后复查血钙",
                "The same in severe renal impairment",
                "d",
            ),
            ("severe_renal_below", "重度肾功能不全界值", "Severe renal impairment below", "mL/min"),
            ("nsaid_renal_below", "非甾体抗炎药肾功能界值", "NSAID warned of below", "mL/min"),
            ("spine_opinion_days", "脊柱会诊时限", "Spine opinion within", "d"),
            ("side_conflict_days", "左右侧矛盾比较窗", "Sides compared within", "d"),
        )
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalLimits:
    """Every limit of one hospital, as the assessment gets it."""

    drugs: Limits = field(default_factory=Limits)
    imaging: ImagingLimits = field(default_factory=ImagingLimits)
    mdt: MdtLimits = field(default_factory=MdtLimits)
    safety: SafetyLimits = field(default_factory=SafetyLimits)


DEFAULT_HOSPITAL_LIMITS = HospitalLimits()
