"""Limits of the team meeting that a hospital may set (catalogue section 12, AMB-63)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from guidelines.settings import LimitFacts, check_amount
from guidelines.terms import Term, Text


class MeetingFrequency(Term):
    """How often the regular meeting takes place (MDT-13)."""

    WEEKLY = "WEEKLY", "每周", "Every week"
    FORTNIGHTLY = "FORTNIGHTLY", "每两周", "Every two weeks"
    FOUR_WEEKLY = "FOUR_WEEKLY", "每四周", "Every four weeks"


@dataclass(frozen=True, slots=True, kw_only=True)
class MdtLimits:
    """Every configuration key the rules of the meeting read, with the catalogue's default.

    Raises LimitsError for a number that is not positive or too large.
    """

    mdt_target_days: int = 14
    mdt_quorum: int = 3
    mdt_frequency: MeetingFrequency = MeetingFrequency.WEEKLY

    def __post_init__(self) -> None:
        for name in MDT_LIMIT_FACTS:
            check_amount(name, getattr(self, name))


MDT_LIMIT_FACTS: Mapping[str, LimitFacts] = MappingProxyType(
    {
        field: LimitFacts(field.upper(), Text(zh, en), unit, "P AMB-63")
        for field, zh, en, unit in (
            ("mdt_target_days", "确诊骨转移后提交 MDT 时限", "Time to the MDT after confirmation", "d"),
            ("mdt_quorum", "MDT 最少参会学科数", "Fewest disciplines at a meeting", ""),
            ("mdt_frequency", "MDT 例会频率", "Frequency of the regular meeting", ""),
        )
    }
)

DEFAULT_MDT_LIMITS = MdtLimits()
