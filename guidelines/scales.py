"""Two published scales (STD-05, STD-06); standard, not from the guideline."""

from guidelines.terms import Term, Text


class PainBand(Term):
    """Bands of the numerical rating scale 0-10 (STD-05)."""

    NONE = "NONE", "无痛", "None"
    MILD = "MILD", "轻度", "Mild"
    MODERATE = "MODERATE", "中度", "Moderate"
    SEVERE = "SEVERE", "重度", "Severe"


class ScaleError(ValueError):
    """A score outside its scale; `message` says what is accepted."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


NRS_MAX = 10
_BAND_STARTS = ((7, PainBand.SEVERE), (4, PainBand.MODERATE), (1, PainBand.MILD), (0, PainBand.NONE))


def pain_band(nrs: int) -> PainBand:
    """Return the band of a pain score (STD-05). Raises ScaleError outside 0-10."""
    if not 0 <= nrs <= NRS_MAX:
        raise ScaleError(Text("NRS 须为 0～10 的整数。", "NRS is a whole number from 0 to 10."))
    return next(band for start, band in _BAND_STARTS if nrs >= start)


# STD-06, Eastern Cooperative Oncology Group performance status.
ECOG: dict[int, Text] = {
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
ECOG_SEVERE_DECLINE = 3  # AMB-64: no source prints the number


def severe_decline(ecog: int) -> bool:
    """Return whether performance status is severely declined (BMA-20, STD-06): ECOG 3 or more.

    Raises ScaleError outside 0-5.
    """
    if ecog not in ECOG:
        raise ScaleError(Text("ECOG 须为 0～5 的整数。", "ECOG is a whole number from 0 to 5."))
    return ecog >= ECOG_SEVERE_DECLINE
