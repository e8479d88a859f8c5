"""One lesion over all examinations: rows of the record that speak of the same place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from guidelines.lesions import Bone, LesionType
from guidelines.record.lesions import Certainty
from guidelines.record.sites import Side, Site
from imaging.models import Lesion
from patients.record.sites import site_of

FAR = date.max
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One lesion of the register: the row that names it first, and all rows that tell of it."""

    head: Lesion
    rows: tuple[Lesion, ...]

    @property
    def name(self) -> str:
        """The name it keeps from baseline on."""
        return str(self.head.id)

    @property
    def site(self) -> Site:
        """Where it is, as far as the words say."""
        return site_of_lesion(self.head)

    @property
    def first_seen_on(self) -> date | None:
        """The earliest day any row gives; None when none does."""
        return min((row.first_seen_on for row in self.rows if row.first_seen_on), default=None)

    @property
    def type(self) -> LesionType | None:
        """The latest type that was told; None when no row tells one."""
        told = [LesionType(row.type) for row in self.rows if row.type in set(LesionType)]
        known = [one for one in told if one is not LesionType.UNKNOWN]
        return known[-1] if known else (told[-1] if told else None)

    @property
    def certainty(self) -> Certainty | None:
        """The latest certainty that was told."""
        told = [Certainty(row.certainty) for row in self.rows if row.certainty in set(Certainty)]
        return told[-1] if told else None

    def says(self, flag: str) -> bool | None:
        """True when any row says so, False when one denies it and none says so, None: not stated."""
        told = {getattr(row, flag) for row in self.rows}
        return True if True in told else (False if False in told else None)


def site_of_lesion(row: Lesion) -> Site:
    """The place the row names: its columns, else its words."""
    return site_of(row.site, bone=row.bone, side=row.side) or Site()


def places_of(lesions: Iterable[Lesion]) -> tuple[Place, ...]:
    """The lesions, each once, in the order in which they were first seen.

    Rows of different examinations about the same bone, side and level are one lesion. Where one examination
    (or the patient's list) has two such rows, their words tell them apart.
    """
    rows = sorted(lesions, key=lambda row: (row.first_seen_on or FAR, row.created_at))
    split = _split(rows)
    found: defaultdict[Key, list[Lesion]] = defaultdict(list)
    for row in rows:
        key = _key(row)
        found[(*key, _words(row)) if key in split else key].append(row)
    return tuple(Place(_head(group), tuple(group)) for group in found.values())


def _split(rows: Sequence[Lesion]) -> set[Key]:
    """The keys under which one source names more than one lesion."""
    seen = Counter((_key(row), row.study_id) for row in rows)
    return {key for (key, _source), count in seen.items() if count > 1}


def _key(row: Lesion) -> Key:
    site = site_of_lesion(row)
    side = None if site.bone in (Bone.SPINE, Bone.SKULL, Bone.STERNUM) else site.side
    is_exact = site.bone is not None and (site.levels or _is_single(site.bone, side))
    return (site.bone, side, site.levels) if is_exact else (site.bone, side, _words(row))


def _is_single(bone: Bone, side: Side | None) -> bool:
    """Whether bone and side name one bone: not a rib without its number, not a vertebra without its level."""
    return bone not in (Bone.RIB, Bone.SPINE) and (side is not None or bone in (Bone.SKULL, Bone.STERNUM))


def _words(row: Lesion) -> str:
    return " ".join(row.site.casefold().split())


def _head(rows: Sequence[Lesion]) -> Lesion:
    """The row of the patient's list, else the first that tells of it."""
    return next((row for row in rows if row.study_id is None), rows[0])
