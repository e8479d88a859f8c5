"""From the words of a lesion to the bones of the map, and from a bone of the map to a new lesion."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from accounts.templatetags.words import say
from design.bodymap.marks import Sayings
from design.bodymap.shapes import FAR, MIDDLE, NEAR, Part
from design.bodymap.skeleton import PARTS
from guidelines.lesions import Bone
from guidelines.record.sites import Side, Site
from patients.lines.events import placed
from patients.models import Patient

UNPAIRED = frozenset({Bone.SKULL, Bone.STERNUM})
SACRUM = "S"
SIDES = {Side.LEFT: ("left",), Side.RIGHT: ("right",), Side.BILATERAL: ("left", "right")}
NEAR_WORDS = re.compile(r"proximal|head|neck|trochant|近端|上段|头|转子", re.IGNORECASE)
FAR_WORDS = re.compile(r"distal|远端|下段", re.IGNORECASE)
# Where a mark stands for a stretch of the spine whose level nobody told, by the words for the stretch.
STRETCHES = (
    (re.compile(r"sacr|骶", re.IGNORECASE), SACRUM),
    (re.compile(r"cervic|颈", re.IGNORECASE), "C4"),
    (re.compile(r"lumbar|腰", re.IGNORECASE), "L3"),
    (re.compile(r"thorac|胸", re.IGNORECASE), "T7"),
)
SOME_LEVEL, SOME_RIB = "T12", "7"


def parts_of(site: Site) -> tuple[Part, ...]:
    """The bones of the map the place lies in; none where its bone or its side is not told."""
    if site.bone is None:
        return ()
    levels, sides = _levels(site), _sides(site)
    found = [Part(site.bone.value, level, side) for level in levels for side in sides]
    return tuple(dict.fromkeys(part for part in found if part in PARTS))


def is_exact(site: Site) -> bool:
    """Whether the words name the very bone: not "ribs", not "thoracic spine", not several places."""
    if site.bone is Bone.RIB:
        return bool(site.levels)
    if site.bone is Bone.SPINE:
        return bool(site.levels) or _stretch(site.text) == SACRUM
    return not site.several


def end_of(site: Site) -> str:
    """The end of the bone the words name; the middle where they name none."""
    if site.peritrochanteric or NEAR_WORDS.search(site.text):
        return NEAR
    return FAR if FAR_WORDS.search(site.text) else MIDDLE


def _levels(site: Site) -> tuple[str, ...]:
    if site.bone is Bone.SPINE:
        told = tuple(SACRUM if level.startswith(SACRUM) else level for level in site.levels)
        return told or (_stretch(site.text) or SOME_LEVEL,)
    if site.bone is Bone.RIB:
        return site.levels or (SOME_RIB,)
    return ("",)


def _stretch(text: str) -> str:
    return next((level for word, level in STRETCHES if word.search(text)), "")


def _sides(site: Site) -> tuple[str, ...]:
    if site.bone is Bone.SPINE or site.bone in UNPAIRED:
        return ("",)
    return SIDES[site.side] if site.side else ()


def part_words(part: Part) -> str:
    """The bone in the user's language: `T8 椎体`, `左侧第8肋`."""
    return placed(site_words(part), part.side)


def site_words(part: Part) -> str:
    """The site as a form writes it; `patients.record.sites` reads the same bone in it."""
    if part.bone == Bone.RIB:
        return gettext("rib %(n)s") % {"n": part.level}
    if part.level == SACRUM:
        return gettext("sacrum")
    return part.level or say(Bone(part.bone))


def new_url(patient: Patient, part: Part | None = None) -> str:
    """The form of a new lesion, with the bone that was chosen; it comes back to the map."""
    back = reverse("imaging:lesions", args=[patient.id])
    told = {"bone": part.bone, "site": site_words(part), "side": part.side} if part else {}
    query = urlencode({name: value for name, value in (told | {"next": back}).items() if value})
    return f"{reverse('imaging:lesion_add', args=[patient.id])}?{query}"


def sayings(patient: Patient, *, may_record: bool) -> Sayings:
    """The words of the map; bones lead to a new lesion for who may record one."""
    return Sayings(
        left=gettext("Left"),
        right=gettext("Right"),
        views={"front": gettext("Front"), "back": gettext("Back")},
        part=part_words,
        url=(lambda part: new_url(patient, part)) if may_record else None,
    )


def site_groups(patient: Patient) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """Every bone of the map as a list: its name, and each part with its words and the form it leads to."""
    for bone in Bone:
        parts = [part for part in PARTS if part.bone == bone.value]
        yield say(bone), [(part_words(part), new_url(patient, part)) for part in parts]
