"""Which limits a hospital's patients are judged by on a day: of the last approved version that has begun."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, CharField, Exists, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from accounts.models import User
from guidelines.reading.limit_values import limits_from
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS, HospitalLimits
from patients.enums import LimitsState
from patients.models import LimitsVersion


def hospital_limits(hospital_id: UUID, on: date) -> HospitalLimits:
    """The limits in force in one hospital on a day; the catalogue's where it has set none. One query."""
    return hospital_limits_for([hospital_id], on)[hospital_id]


def hospital_limits_for(hospital_ids: Iterable[UUID], on: date) -> dict[UUID, HospitalLimits]:
    """The limits in force on a day for every hospital named: one query, however many."""
    limits = dict.fromkeys(hospital_ids, DEFAULT_HOSPITAL_LIMITS)
    begun = _begun(on).filter(hospital_id__in=limits).order_by("hospital_id", "-version")
    found = begun.distinct("hospital_id").values_list("hospital_id", "values")
    return limits | {hospital_id: limits_from(values) for hospital_id, values in found}


def limits_set(on: date) -> dict[UUID, HospitalLimits]:
    """The limits in force on a day in every hospital that has set its own; one query."""
    return {row.hospital_id: limits_from(row.values) for row in versions_in_force(on)}


def versions_in_force(on: date) -> QuerySet[LimitsVersion]:
    """The version in force on a day of every hospital that has set its own limits."""
    return _begun(on).order_by("hospital_id", "-version").distinct("hospital_id")


def limits_change_on(hospital_ids: Iterable[UUID], on: date) -> dict[UUID, date]:
    """The next day after `on` on which approved limits take effect, by hospital; none: left out."""
    coming = LimitsVersion.objects.filter(
        hospital_id__in=hospital_ids, approved_at__isnull=False, effective_from__gt=on
    )
    found = coming.order_by().values("hospital_id").annotate(first_on=Min("effective_from"))
    return {row["hospital_id"]: row["first_on"] for row in found}


def version_in_force(hospital_id: UUID | None, on: date) -> LimitsVersion | None:
    """The version those limits come from; None while the catalogue's defaults hold."""
    return _begun(on).filter(Q(hospital_id=hospital_id)).order_by("-version").first()


def compared_with(row: LimitsVersion, today: date) -> LimitsVersion | None:
    """What a version is read against: the one in force, or the one before when it came into force itself.

    None: the catalogue's defaults.
    """
    current = version_in_force(row.hospital_id, today)
    if current is None or current.version < row.version:
        return current
    earlier = LimitsVersion.objects.filter(hospital_id=row.hospital_id, version__lt=row.version)
    return earlier.order_by("-version").first()


def versions_of(user: User, today: date) -> QuerySet[LimitsVersion]:
    """All versions of the user's hospital with their state, newest first."""
    rows = LimitsVersion.objects.filter(Q(hospital_id=user.hospital_id)).select_related("approved_by")
    return with_state(rows, today).order_by("-version")


def with_state(rows: QuerySet[LimitsVersion], today: date) -> QuerySet[LimitsVersion]:
    """The rows with `state` as it is today, told by the database: see LimitsState."""
    later = LimitsVersion.objects.filter(
        hospital_id=OuterRef("hospital_id"),
        version__gt=OuterRef("version"),
        approved_at__isnull=False,
        effective_from__lte=Greatest(OuterRef("effective_from"), Value(today)),
    )
    return rows.annotate(
        state=Case(
            When(approved_at=None, then=Value(LimitsState.DRAFT)),
            When(Exists(later), then=Value(LimitsState.SUPERSEDED)),
            When(effective_from__gt=today, then=Value(LimitsState.FUTURE)),
            default=Value(LimitsState.IN_FORCE),
            output_field=CharField(),
        )
    )


def _begun(on: date) -> QuerySet[LimitsVersion]:
    return LimitsVersion.objects.filter(approved_at__isnull=False, effective_from__lte=on)
