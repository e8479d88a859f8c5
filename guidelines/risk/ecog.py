"""Performance status of the Eastern Cooperative Oncology Group (STD-06); standard, not from the guideline."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.scales import checked
from guidelines.terms import Text

ECOG: Mapping[int, Text] = MappingProxyType(
    {
        0: Text("活动能力完全正常", "Fully active"),
        1: Text("体力活动受限，能走动，可从事轻体力劳动", "Restricted but ambulatory, light work"),
        2: Text(
            "能走动和自理，不能工作，日间过半时间不卧床",
            "Ambulatory, self-care, no work, up over half of waking hours",
        ),
        3: Text(
            "自理受限，日间过半时间卧床或坐椅", "Limited self-care, in bed or chair over half of waking hours"
        ),
        4: Text("完全不能自理", "Completely disabled"),
        5: Text("死亡", "Dead"),
    }
)
ECOG_MAX = 5
ECOG_SEVERE_DECLINE = 3  # AMB-64: no source prints the number


def severe_decline(ecog: int) -> bool:
    """Return whether performance status is severely declined, ECOG 3 or more (BMA-20, STD-06).

    Raises ScaleError outside 0-5.
    """
    return checked(ecog, 0, ECOG_MAX, "ECOG") >= ECOG_SEVERE_DECLINE
