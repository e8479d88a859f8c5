"""Words for a bone lesion: which bone, which part and region, type and extent (VOC-07 to VOC-09)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from guidelines.terms import Term


class LesionType(Term):
    """What the lesion does to the bone (VOC-07)."""

    OSTEOLYTIC = "OSTEOLYTIC", "溶骨性", "Osteolytic"
    OSTEOBLASTIC = "OSTEOBLASTIC", "成骨性", "Osteoblastic"
    MIXED = "MIXED", "混合型", "Mixed"
    UNKNOWN = "UNKNOWN", "未明确", "Unknown"


class Region(Term):
    """Part of the skeleton as the white paper groups it (VOC-08)."""

    AXIAL = "AXIAL", "中轴骨", "Axial"
    SPINE = "SPINE", "脊柱", "Spine"
    LOWER_LIMB = "LOWER_LIMB", "下肢骨", "Lower limb"
    UPPER_LIMB = "UPPER_LIMB", "上肢骨", "Upper limb"
    OTHER = "OTHER", "其他", "Other"


class BonePart(Term):
    """The part that decides the operation (VOC-08): of a long bone, or of the pelvis."""

    END = "END", "骨端", "End of the bone"
    SHAFT = "SHAFT", "骨干", "Shaft"
    ACETABULUM = "ACETABULUM", "髋臼", "Acetabulum"
    NON_ACETABULAR = "NON_ACETABULAR", "未累及髋臼", "Not the acetabulum"
    PUBIS_ISCHIUM = "PUBIS_ISCHIUM", "耻骨、坐骨", "Pubis or ischium"
    OTHER = "OTHER", "其他部位", "Other part"


class Extent(Term):
    """How far the bone disease reaches (VOC-09); how many lesions are "few" the clinician says (AMB-34)."""

    SOLITARY = "SOLITARY", "孤立性", "Solitary"
    LOCALISED = "LOCALISED", "局限病灶", "Localised"
    OLIGO = "OLIGO", "寡转移", "Oligometastatic"
    MULTIPLE = "MULTIPLE", "多发", "Multiple"
    WIDESPREAD = "WIDESPREAD", "广泛病灶", "Widespread"


FEW = frozenset({Extent.SOLITARY, Extent.OLIGO})
LIMITED = frozenset({Extent.SOLITARY, Extent.LOCALISED})
MANY = frozenset({Extent.MULTIPLE, Extent.WIDESPREAD})


class Bone(Term):
    """A bone, or a group that is reported as one (VOC-08)."""

    SKULL = "SKULL", "颅骨", "Skull"
    STERNUM = "STERNUM", "胸骨", "Sternum"
    RIB = "RIB", "肋骨", "Rib"
    SPINE = "SPINE", "脊柱", "Spine"
    PELVIS = "PELVIS", "胯骨（骨盆）", "Pelvis"
    FEMUR = "FEMUR", "股骨", "Femur"
    PATELLA = "PATELLA", "髌骨", "Patella"
    TIBIA = "TIBIA", "胫骨", "Tibia"
    FIBULA = "FIBULA", "腓骨", "Fibula"
    CLAVICLE = "CLAVICLE", "锁骨", "Clavicle"
    SCAPULA = "SCAPULA", "肩胛骨", "Scapula"
    HUMERUS = "HUMERUS", "肱骨", "Humerus"
    RADIUS = "RADIUS", "桡骨", "Radius"
    ULNA = "ULNA", "尺骨", "Ulna"
    HAND = "HAND", "手部骨", "Hand"
    FOOT = "FOOT", "足部骨", "Foot"


_BONES: Mapping[Region, tuple[Bone, ...]] = MappingProxyType(
    {
        Region.AXIAL: (Bone.SKULL, Bone.STERNUM, Bone.RIB),
        Region.SPINE: (Bone.SPINE,),
        Region.LOWER_LIMB: (Bone.PELVIS, Bone.FEMUR, Bone.PATELLA, Bone.TIBIA, Bone.FIBULA),
        Region.UPPER_LIMB: (Bone.CLAVICLE, Bone.SCAPULA, Bone.HUMERUS, Bone.RADIUS, Bone.ULNA),
        Region.OTHER: (Bone.HAND, Bone.FOOT),
    }
)
REGION_OF: Mapping[Bone, Region] = MappingProxyType(
    {bone: region for region, bones in _BONES.items() for bone in bones}
)

# SAF-04: the six long bones of arm and leg, the only ones a Mirels score speaks of.
LONG_BONES = frozenset({Bone.HUMERUS, Bone.RADIUS, Bone.ULNA, Bone.FEMUR, Bone.TIBIA, Bone.FIBULA})


def default_extent(regions: Iterable[Region]) -> Extent | None:
    """Return LOCALISED for foci in one region, WIDESPREAD for more (AMB-51); None without a focus.

    It is a proposal: the clinician decides.
    """
    seen = set(regions)
    if not seen:
        return None
    return Extent.LOCALISED if len(seen) == 1 else Extent.WIDESPREAD
