"""How a bone lesion is described: type, region, extent (VOC-07 to VOC-09)."""

from collections.abc import Iterable

from guidelines.terms import Term


class LesionType(Term):
    """What the lesion does to bone (VOC-07)."""

    OSTEOLYTIC = "OSTEOLYTIC", "溶骨性", "Osteolytic"
    OSTEOBLASTIC = "OSTEOBLASTIC", "成骨性", "Osteoblastic"
    MIXED = "MIXED", "混合型", "Mixed"
    UNKNOWN = "UNKNOWN", "未知", "Not known"


class BoneRegion(Term):
    """The groups of bones (VOC-08)."""

    AXIAL = "AXIAL", "中轴骨（颅骨、胸肋骨）", "Skull, sternum, ribs"
    SPINE = "SPINE", "脊柱", "Spine"
    LOWER_LIMB = "LOWER_LIMB", "下肢骨", "Hip and leg"
    UPPER_LIMB = "UPPER_LIMB", "上肢骨", "Shoulder and arm"
    OTHER = "OTHER", "其他（手、足）", "Other (hand, foot)"


class Extent(Term):
    """How far lesions spread; the confirming tests depend on it (VOC-09)."""

    LOCALISED = "LOCALISED", "局限病灶", "Localised"
    WIDESPREAD = "WIDESPREAD", "广泛病灶", "Widespread"


def default_extent(regions: Iterable[BoneRegion]) -> Extent | None:
    """Return LOCALISED for foci in one region, WIDESPREAD for more (AMB-51); None without a focus.

    It is a proposal: the clinician decides.
    """
    seen = set(regions)
    if not seen:
        return None
    return Extent.LOCALISED if len(seen) == 1 else Extent.WIDESPREAD
