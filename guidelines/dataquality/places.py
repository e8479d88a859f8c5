"""Where lesions and fractures are said to be: sides, levels, fractures through a lesion (DQ-12, 15, 16)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from guidelines.bone.sre import SreType
from guidelines.dataquality.flags import Flags, dq_rule, field_of
from guidelines.dataquality.mirels import every_lesion
from guidelines.findings import Finding
from guidelines.lesions import LONG_BONES, Bone
from guidelines.reading.limits import SafetyLimits
from guidelines.record.entry import Entry
from guidelines.record.record import Record
from guidelines.record.sites import Side, Site
from guidelines.record.skeleton import SkeletalEvent

DQ_12 = dq_rule(
    "12",
    "{site}：{one_on} 记录为{one}，{other_on} 记录为{other}，请核对左右侧。",
    "{site}: {one} on {one_on}, {other} on {other_on}. Check the side.",
)
DQ_15 = dq_rule(
    "15", "脊柱病灶“{site}”未写明椎体节段。", "The spinal site “{site}” names no vertebral level."
)
DQ_16 = dq_rule(
    "16",
    "{site}已知有病灶，此处骨折应记为病理性骨折。",
    "A lesion is known at {site}: a fracture there is pathological.",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A bone that one examination names, where it first does, with the sides it names for it."""

    entry: Entry
    on: date
    site: Site
    sides: frozenset[Side]


def place_flags(record: Record, limits: SafetyLimits) -> Flags:
    """Return contradictions about places: sides, then levels, then fractures."""
    return (*side_flags(record, limits), *level_flags(record), *fracture_flags(record))


def side_flags(record: Record, limits: SafetyLimits) -> Flags:
    """Return bones that two examinations within 30 days put on opposite sides (DQ-12).

    Left and right in one examination are two lesions, not a contradiction.
    """
    seen: list[Mention] = []
    found = []
    for mention in _mentions(record):
        earlier = next((other for other in seen if _conflict(mention, other, limits)), None)
        if earlier is not None:
            found.append(_side_flag(earlier, mention))
        seen.append(mention)
    return tuple(found)


def _side_flag(one: Mention, other: Mention) -> Finding:
    return DQ_12.finding(
        key=field_of(other.entry, "side"),
        site=one.site.text or one.site.bone,
        one=next(iter(one.sides)),
        one_on=one.on,
        other=next(iter(other.sides)),
        other_on=other.on,
    )


def _mentions(record: Record) -> Iterator[Mention]:
    for study in record.studies:
        if study.on is not None:
            yield from _by_place(study.on, [(lesion, lesion.site) for lesion in study.lesions])
    for event in record.events:
        if event.on is not None and event.site is not None:
            yield from _by_place(event.on, [(event, event.site)])


def _by_place(on: date, named: Iterable[tuple[Entry, Site]]) -> Iterator[Mention]:
    places: dict[tuple[object, ...], list[tuple[Entry, Site]]] = {}
    for entry, site in named:
        if (place := _place(site)) is not None:
            places.setdefault(place, []).append((entry, site))
    for same in places.values():
        sides = frozenset(site.side for _, site in same if site.side is not None)
        if len(sides) == 1 and Side.BILATERAL not in sides:
            entry, site = same[0]
            yield Mention(entry, on, site, sides)


# Bones of which each side has one; of ribs the number must be known, of other bones the same words.
PAIRED = LONG_BONES | {Bone.CLAVICLE, Bone.SCAPULA, Bone.PATELLA}


def _place(site: Site) -> tuple[object, ...] | None:
    """Return what makes two mentions the same bone but for its side; None when that cannot be told."""
    if site.bone is None or site.several:
        return None
    if site.bone in PAIRED:
        return (site.bone,)
    if site.bone is Bone.RIB:
        return (site.bone, site.levels) if site.levels else None
    return (site.bone, site.text.casefold())


def _conflict(one: Mention, other: Mention, limits: SafetyLimits) -> bool:
    near = abs((one.on - other.on).days) <= limits.side_conflict_days
    return near and one.sides != other.sides and _place(one.site) == _place(other.site)


def level_flags(record: Record) -> Flags:
    """Return spinal lesions and events without a vertebral level (DQ-15)."""
    named: list[tuple[Entry, Site | None]] = [
        *((lesion, lesion.site) for lesion in record.lesions),
        *((event, event.site) for event in record.events),
    ]
    return tuple(
        DQ_15.finding(key=field_of(entry, "site"), site=site.text)
        for entry, site in named
        if site is not None and site.bone is Bone.SPINE and not site.levels
    )


def fracture_flags(record: Record) -> Flags:
    """Return fractures that are not called pathological although a lesion is known there (DQ-16)."""
    return tuple(
        DQ_16.finding(key=field_of(event, "type"), site=event.site.name)
        for event in record.events
        if event.site is not None and event.pathological is False and _through_lesion(record, event)
    )


def _through_lesion(record: Record, event: SkeletalEvent) -> bool:
    site = event.site
    if site is None or event.event is not SreType.PATH_FRACTURE:
        return False
    return any(lesion.metastatic and lesion.site.same_bone(site) for lesion in every_lesion(record))
