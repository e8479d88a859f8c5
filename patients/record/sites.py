"""Where in the skeleton a place is, read from a document's words; what they do not say stays open."""

import re
from collections.abc import Iterator, Mapping

from guidelines.lesions import Bone
from guidelines.record.sites import Side, Site

# Longest words first where one contains the other; a vertebra is found by its level as well.
BONES: Mapping[str, Bone] = {
    "skull": Bone.SKULL, "颅": Bone.SKULL,
    "sternum": Bone.STERNUM, "胸骨": Bone.STERNUM,
    "rib": Bone.RIB, "肋": Bone.RIB,
    "humerus": Bone.HUMERUS, "肱骨": Bone.HUMERUS,
    "radius": Bone.RADIUS, "桡骨": Bone.RADIUS,
    "ulna": Bone.ULNA, "尺骨": Bone.ULNA,
    "clavicle": Bone.CLAVICLE, "锁骨": Bone.CLAVICLE,
    "scapula": Bone.SCAPULA, "肩胛": Bone.SCAPULA,
    "femur": Bone.FEMUR, "femoral": Bone.FEMUR, "股骨": Bone.FEMUR,
    "patella": Bone.PATELLA, "髌": Bone.PATELLA,
    "tibia": Bone.TIBIA, "胫骨": Bone.TIBIA,
    "fibula": Bone.FIBULA, "腓骨": Bone.FIBULA,
    "metatars": Bone.FOOT, "talus": Bone.FOOT, "calcane": Bone.FOOT, "navicular": Bone.FOOT,
    "cuneiform": Bone.FOOT, "cuboid": Bone.FOOT, "foot": Bone.FOOT, "足": Bone.FOOT, "跖": Bone.FOOT,
    "metacarp": Bone.HAND, "hand": Bone.HAND, "掌骨": Bone.HAND,
    "vertebra": Bone.SPINE, "spine": Bone.SPINE, "spinal": Bone.SPINE, "thoracic": Bone.SPINE,
    "lumbar": Bone.SPINE, "cervical": Bone.SPINE, "sacr": Bone.SPINE, "椎": Bone.SPINE, "脊柱": Bone.SPINE,
    "骶": Bone.SPINE,
    "pelvis": Bone.PELVIS, "pelvic": Bone.PELVIS, "ilium": Bone.PELVIS, "iliac": Bone.PELVIS,
    "acetabul": Bone.PELVIS, "pubis": Bone.PELVIS, "ischi": Bone.PELVIS, "骨盆": Bone.PELVIS,
    "髂": Bone.PELVIS, "髋": Bone.PELVIS,
}  # fmt: skip
SIDES: Mapping[str, Side] = {
    "bilateral": Side.BILATERAL, "both": Side.BILATERAL, "双": Side.BILATERAL,
    "left": Side.LEFT, "左": Side.LEFT,
    "right": Side.RIGHT, "右": Side.RIGHT,
}  # fmt: skip
SEVERAL = re.compile(
    r"multiple|ribs\b|vertebrae|metatarsals|多发|多处|\d\s*(?:,|、|and|和)\s*\d", re.IGNORECASE
)
TROCHANTER = re.compile(r"trochant|转子", re.IGNORECASE)
LEVELS = re.compile(r"(?<![A-Za-z0-9])([CTLS])(\d{1,2})(?:\s*[-–~～]\s*([CTLS])?(\d{1,2}))?(?!\d)")
# In one way only: where a row of digits could be cut into ones and twos, sixty of them were tried for ever.
CHINESE_LEVELS = re.compile(r"([颈胸腰骶])(\d+(?:[、，,]\d+)*[、，,]?)(?=椎|$)")
RIBS = re.compile(r"(?:ribs?\W+|第\s*)((?:\d{1,2}(?:\s*(?:,|、|，|and|和)\s*)?)+)", re.IGNORECASE)
RIB_NUMBERS = range(1, 13)
LETTERS = {"颈": "C", "胸": "T", "腰": "L", "骶": "S"}
COLUMN = tuple(f"{letter}{n}" for letter, last in (("C", 7), ("T", 12), ("L", 5), ("S", 5))
               for n in range(1, last + 1))  # fmt: skip


def site_of(text: str, *, bone: str = "", side: str = "") -> Site | None:
    """The place the words name, with the bone and side a column states; None when nothing is said."""
    words = text.strip()
    if not words and not bone:
        return None
    named = Bone(bone) if bone else bone_of(words)
    levels = tuple(dict.fromkeys(_ribs(words) if named is Bone.RIB else _levels(words)))
    # Words beside a vertebra ("motor 0/5 both legs") speak of other parts of the body.
    told = None if named is Bone.SPINE else side_of(words)
    return Site(
        text=words,
        bone=named,
        side=Side(side) if side else told,
        levels=levels,
        several=bool(SEVERAL.search(words)) or len(levels) > 1,
        peritrochanteric=True if TROCHANTER.search(words) else None,
    )


def bone_of(text: str) -> Bone | None:
    """The bone the words name; None when they name none or several."""
    found = bones_of(text)
    return next(iter(found)) if len(found) == 1 else None


def bones_of(text: str) -> frozenset[Bone]:
    """Every bone the words name."""
    words = text.casefold()
    named = {bone for word, bone in BONES.items() if word in words}
    return frozenset(named | {Bone.SPINE} if any(_levels(text)) else named)


def side_of(text: str) -> Side | None:
    """The side the words name; None when they name none, both sides when they name left and right."""
    words = text.casefold()
    named = {side for word, side in SIDES.items() if word in words}
    if len(named) > 1:
        return Side.BILATERAL
    return next(iter(named), None)


def _levels(text: str) -> Iterator[str]:
    for letter, first, other, last in LEVELS.findall(text):
        yield from _stretch(f"{letter}{int(first)}", f"{other or letter}{int(last)}" if last else "")
    for name, numbers in CHINESE_LEVELS.findall(text):
        for number in re.findall(r"\d{1,2}", numbers):
            yield from _stretch(f"{LETTERS[name]}{int(number)}", "")


def _ribs(text: str) -> Iterator[str]:
    for numbers in RIBS.findall(text):
        for number in re.findall(r"\d{1,2}", numbers):
            if int(number) in RIB_NUMBERS:
                yield str(int(number))


def _stretch(first: str, last: str) -> Iterator[str]:
    """The levels from the first to the last one; nothing for a level no spine has."""
    if first not in COLUMN or (last and last not in COLUMN):
        return
    begin = COLUMN.index(first)
    end = COLUMN.index(last) if last else begin
    yield from COLUMN[begin : end + 1]
