"""Records that may be one person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from guidelines.findings import Finding
from guidelines.labs import Sex as SexTerm
from patients import doubts, identifiers
from patients.doubts import Likeness
from patients.models import Contact, Patient
from patients.selectors.access import visible_to

MOST_CANDIDATES = 10
MOST_GROUPS = 50


def doubts_about(patient: Patient) -> list[Finding]:
    """What to look at twice in this saved patient: records like it in its hospital, and the identity card."""
    return [*_duplicates(patient), *_card_disagrees(patient)]


def _duplicates(patient: Patient) -> Iterator[Finding]:
    for other, likeness in candidates(patient):
        yield doubts.DUPLICATE.finding(key=str(other.id), likeness=likeness, candidate_id=other.id)


def candidates(patient: Patient) -> list[tuple[Patient, Likeness]]:
    """Other patients of the same hospital who may be this one, each with the strongest likeness."""
    same_hospital = Patient.objects.filter(hospital_id=patient.hospital_id, voided_at=None)
    others = same_hospital.exclude(pk=patient.pk).select_related("department")
    found: dict[UUID, tuple[Patient, Likeness]] = {}
    for likeness, condition in _conditions(patient):
        for other in others.filter(condition).distinct()[:MOST_CANDIDATES]:
            found.setdefault(other.id, (other, likeness))
    return list(found.values())


def _conditions(patient: Patient) -> Iterator[tuple[Likeness, Q]]:
    if patient.national_id_index:
        yield Likeness.NATIONAL_ID, Q(national_id_index=patient.national_id_index)
    yield Likeness.NAME_BIRTH, Q(name=patient.name, birth_date=patient.birth_date)
    phones = Contact.objects.filter(patient=patient).exclude(phone_index="").values("phone_index")
    yield Likeness.PHONE, Q(id__in=Contact.objects.filter(phone_index__in=phones).values("patient_id"))
    yield Likeness.SPELLING, Q(name_pinyin=patient.name_pinyin, birth_date=patient.birth_date)


def _card_disagrees(patient: Patient) -> Iterator[Finding]:
    if not patient.national_id:
        return
    try:
        card = identifiers.read_national_id(patient.national_id)
    except identifiers.BadNationalId:
        return
    if card.birth_date != patient.birth_date:
        yield doubts.BIRTH_DISAGREES.finding(card=card.birth_date, typed=patient.birth_date)
    if card.sex != patient.sex:
        yield doubts.SEX_DISAGREES.finding(card=SexTerm(card.sex), typed=SexTerm(patient.sex))


@dataclass(frozen=True, slots=True)
class Group:
    """Records the user may see that look like one person."""

    likeness: Likeness
    patients: tuple[Patient, ...]


def duplicate_groups(user: User) -> list[Group]:
    """Possible doubles among the patients the user may see, the surest likeness first, at most 50 of each."""
    people = visible_to(user)
    found = [
        *_alike(people, Likeness.NATIONAL_ID, ["national_id_index"]),
        *_alike(people, Likeness.SPELLING, ["name_pinyin", "birth_date"]),
    ]
    seen: set[frozenset[UUID]] = set()
    return [group for group in found if not _seen(group, seen)]


def _alike(people: QuerySet[Patient], likeness: Likeness, columns: list[str]) -> list[Group]:
    named = people.exclude(**{columns[0]: ""}).order_by()
    keys = named.values(*columns).annotate(n=Count("id", distinct=True)).filter(n__gt=1)[:MOST_GROUPS]
    wanted = Q(pk__in=[])
    for key in keys:
        wanted |= Q(**{column: key[column] for column in columns})
    groups: dict[tuple[Any, ...], list[Patient]] = {}
    for patient in people.filter(wanted).select_related("department", "ward", "responsible_doctor"):
        groups.setdefault(tuple(getattr(patient, column) for column in columns), []).append(patient)
    return [Group(_exact(likeness, rows), tuple(rows)) for rows in groups.values()]


def _exact(likeness: Likeness, rows: list[Patient]) -> Likeness:
    same_name = len({row.name for row in rows}) == 1
    return Likeness.NAME_BIRTH if likeness is Likeness.SPELLING and same_name else likeness


def _seen(group: Group, seen: set[frozenset[UUID]]) -> bool:
    ids = frozenset(patient.id for patient in group.patients)
    known = ids in seen
    seen.add(ids)
    return known
