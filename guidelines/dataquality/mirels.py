"""Mirels scores that cannot be (DQ-01 to DQ-04)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from guidelines.bone.sre import SreType
from guidelines.dataquality.flags import Flags, dq_rule, field_of
from guidelines.findings import Finding
from guidelines.record.complaints import Symptom
from guidelines.record.lesions import BoneLesion
from guidelines.record.record import Record
from guidelines.record.scores import MirelsScore
from guidelines.record.sites import Site
from guidelines.risk.mirels import (
    MIRELS_MAX,
    MIRELS_MIN,
    MirelsItems,
    MirelsPain,
    lowest_total,
    mirels_applies,
    mirels_site,
    score_counts,
)

DQ_01 = dq_rule(
    "01",
    "Mirels 评分 {total} 不在 {lowest}～{highest} 分之内。",
    "A Mirels score of {total} is outside {lowest}-{highest}.",
    "S STD-03; P",
)
DQ_02 = dq_rule(
    "02",
    "{site}的 Mirels 评分最低为 {lowest} 分，记录为 {total} 分。",
    "A Mirels score at {site} is at least {lowest}; {total} is recorded.",
    "S STD-03; P",
)
DQ_03 = dq_rule(
    "03",
    "Mirels 总分 {total} 低于已记录项目之和（至少 {lowest} 分）。",
    "The Mirels total {total} is below its documented items (at least {lowest}).",
    "S STD-03; P",
)
DQ_04 = dq_rule(
    "04",
    "{site}已于 {fractured_on} 骨折，此后的 Mirels 评分无效。",
    "{site} broke on {fractured_on}: a Mirels score on or after that day is not valid.",
)


def fractured_on(record: Record, site: Site) -> date | None:
    """Return the first day on which this bone is known to be broken; None when it is not, or undated."""
    lesions = (lesion.on for lesion in every_lesion(record) if _broken(lesion, site))
    events = (
        event.on
        for event in record.events
        if event.event is SreType.PATH_FRACTURE and event.site is not None and event.site.same_bone(site)
    )
    return min((day for day in (*lesions, *events) if day is not None), default=None)


def _broken(lesion: BoneLesion, site: Site) -> bool:
    return lesion.pathologic_fracture is True and lesion.site.same_bone(site)


def every_lesion(record: Record) -> Iterator[BoneLesion]:
    """Return the lesions of the list and of every study, the latter dated by their study."""
    yield from record.lesions
    for study in record.studies:
        for lesion in study.lesions:
            yield lesion if lesion.on is not None else replace(lesion, on=study.on)


def documented_items(record: Record, score: MirelsScore) -> MirelsItems:
    """Return the items of a score, each unknown one read from the record where it says it.

    Type from a lesion of that bone; functional pain from a pain there that prevents moving.
    """
    site, items = score.site, score.items or MirelsItems()
    bone_item = (
        None if site.bone is None else mirels_site(site.bone, peritrochanteric=bool(site.peritrochanteric))
    )
    types = [
        lesion.lesion_type
        for lesion in every_lesion(record)
        if lesion.lesion_type is not None and lesion.site.same_bone(site)
    ]
    return MirelsItems(
        site=items.site or bone_item,
        pain=items.pain or _functional_pain(record, score),
        lesion_type=items.lesion_type or (types[0] if types else None),
        size=items.size,
    )


def _functional_pain(record: Record, score: MirelsScore) -> MirelsPain | None:
    for entry in record.symptoms:
        there = entry.site is not None and entry.site.same_bone(score.site)
        if entry.symptom is Symptom.PAIN_IMMOBILISING and there and entry.on == score.on:
            return MirelsPain.FUNCTIONAL
    return None


def score_flags(record: Record, score: MirelsScore) -> Flags:
    """Return what makes a score impossible; an empty answer is a score that can be believed."""
    broken_on = fractured_on(record, score.site)
    found = [] if score.total is None else [_total_flag(record, score, score.total)]
    if score.on is not None and not score_counts(score.on, broken_on):
        found.append(
            DQ_04.finding(key=field_of(score, "offset_days"), site=score.site.name, fractured_on=broken_on)
        )
    return tuple(flag for flag in found if flag is not None)


def _total_flag(record: Record, score: MirelsScore, total: int) -> Finding | None:
    key = field_of(score, "score")
    if not MIRELS_MIN <= total <= MIRELS_MAX:
        return DQ_01.finding(key=key, total=total, lowest=MIRELS_MIN, highest=MIRELS_MAX)
    items = documented_items(record, score)
    lowest_here = lowest_total(items.site)
    if total < lowest_here:
        return DQ_02.finding(key=key, site=score.site.name, lowest=lowest_here, total=total)
    return DQ_03.finding(key=key, total=total, lowest=items.least) if total < items.least else None


def is_valid(record: Record, score: MirelsScore) -> bool:
    """Return whether a score can be used: dated, of a long bone, complete, and without a flag."""
    total = total_of(score)
    applies = score.site.bone is not None and mirels_applies(score.site.bone)
    return applies and score.on is not None and total is not None and not score_flags(record, score)


def total_of(score: MirelsScore) -> int | None:
    """Return the typed total, else the sum of the items; None when neither is complete."""
    if score.total is not None:
        return score.total
    return None if score.items is None else score.items.total


def mirels_flags(record: Record) -> Flags:
    """Return every flag of every score (DQ-01 to DQ-04)."""
    return tuple(flag for score in record.mirels for flag in score_flags(record, score))
