"""Limits of screening and imaging follow-up that a hospital may set (catalogue section 12).

They stand beside `guidelines.settings.Limits` because a drug protocol keeps those, and no scan interval.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.settings import LimitFacts, check_amount
from guidelines.terms import Term, Text


class Measure(Term):
    """How the two diameters of a lesion become one number (IMG-44, AMB-06)."""

    SUM = "SUM", "两径之和", "Sum of the diameters"
    PRODUCT = "PRODUCT", "两径之积", "Product of the diameters"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagingLimits:
    """Every configuration key the rules of sections 2 and 3 read, with the catalogue's default.

    `postop_ct_months` None = no CT slots after surgery: the sources give no interval (IMG-04).
    RISK_HIGH_RULE is two numbers: so many factors of the guideline, or so many others, make priority high.
    Raises LimitsError for a number that is not positive or too large.
    """

    scan_lead_days: int = 14
    scan_grace_days: int = 14
    ct_interval_months: int = 3
    bs_interval_months: int = 6
    bs_postop_interval_months: int = 12
    postop_ct_months: int | None = None
    mda_measure: Measure = Measure.SUM
    risk_high_gl_factors: int = 1
    risk_high_other_factors: int = 2

    def __post_init__(self) -> None:
        for name in IMAGING_LIMIT_FACTS:
            check_amount(name, getattr(self, name))


IMAGING_LIMIT_FACTS: Mapping[str, LimitFacts] = MappingProxyType(
    {
        field: LimitFacts(field.upper(), Text(zh, en), unit, source)
        for field, zh, en, unit, source in (
            ("scan_lead_days", "检查提前提示", "Scan shown ahead", "d", "P"),
            ("scan_grace_days", "检查宽限期", "Scan grace period", "d", "P AMB-15"),
            ("ct_interval_months", "CT 间隔（晚期）", "CT, advanced", "months", "WP §17"),
            ("bs_interval_months", "骨显像间隔（晚期）", "Bone scan, advanced", "months", "WP §17"),
            (
                "bs_postop_interval_months",
                "骨显像间隔（术后）",
                "Bone scan, after surgery",
                "months",
                "WP §17",
            ),
            ("postop_ct_months", "术后 CT 间隔", "CT after surgery", "months", "P AMB-14"),
            ("mda_measure", "病灶测量方式", "Lesion measure", "", "P AMB-06"),
            (
                "risk_high_gl_factors",
                "高优先级所需指南因素数",
                "Guideline factors that make priority high",
                "",
                "P",
            ),
            (
                "risk_high_other_factors",
                "高优先级所需其他因素数",
                "Other factors that make priority high",
                "",
                "P",
            ),
        )
    }
)

DEFAULT_IMAGING_LIMITS = ImagingLimits()
