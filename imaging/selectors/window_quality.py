"""How often the bone window of a CT is read (QI-01, IMG-25; docs/adr/0018): two queries for any number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from accounts.enums import CityTier, HospitalLevel, Rank
from accounts.models import User
from guidelines.imaging.modalities import CT_KINDS
from guidelines.quality.benchmarks import Benchmark, Stratum
from guidelines.quality.imaging import IMAGING
from guidelines.quality.indicators import Indicator
from guidelines.rates import Rate
from guidelines.sources import citation
from guidelines.terms import Text
from guidelines.values import add_months
from imaging.models import WINDOW_READ, ImagingStudy
from imaging.selectors.evidence import with_evidence
from patients.selectors.access import visible_to

MONTHS = 12
MOST_LISTED = 50
COLUMNS = ("total", "read", "undated", "unread", "impossible", "observed", "attested", "partial")
# Stated as not read, because it cannot be (imaging.selectors.evidence); it stays in the denominator.
IMPOSSIBLE = Q(bone_window_reviewed=False, obstacle__gt="")
QI_01 = "QI-01"
Group = dict[str, Any]
Fits = Callable[[Group], bool]
ONCOLOGY = {HospitalLevel.PROV_ONCOLOGY, HospitalLevel.PREF_ONCOLOGY}

# Which CTs a published group is compared with: by the patient's hospital, or the responsible doctor's rank.
STRATA: dict[Stratum, Fits] = {
    Stratum.OVERALL: lambda _group: True,
    Stratum.TIER_1_2: lambda group: group["tier"] == CityTier.TIER_1_2,
    Stratum.TIER_3_4: lambda group: group["tier"] == CityTier.TIER_3_4,
    Stratum.GENERAL: lambda group: group["level"] == HospitalLevel.TERTIARY_GENERAL,
    Stratum.ONCOLOGY: lambda group: group["level"] in ONCOLOGY,
    Stratum.CHIEF: lambda group: group["rank"] == Rank.CHIEF,
    Stratum.ASSOC_CHIEF: lambda group: group["rank"] == Rank.ASSOC_CHIEF,
    Stratum.ATTENDING: lambda group: group["rank"] == Rank.ATTENDING,
}


@dataclass(frozen=True, slots=True)
class WindowCount:
    """CTs of one group. `read` with its day (docs/adr/0018), `undated` without one.

    `unread` are those stated as not read, `impossible` those among them that cannot be read; `unknown` those
    nobody spoke of.
    """

    name: Any
    total: int
    read: int
    undated: int
    unread: int
    impossible: int
    observed: int
    attested: int
    partial: int

    @property
    def unknown(self) -> int:
        """CTs nobody spoke of; they count as not read (IMG-21)."""
        return self.total - self.read - self.undated - self.unread

    @property
    def none(self) -> int:
        """CTs without any evidence."""
        return self.total - self.observed - self.attested - self.partial

    @property
    def rate(self) -> Rate:
        """Read ones of all (IMG-25)."""
        return Rate(self.read, self.total)


@dataclass(frozen=True, slots=True)
class Compared:
    """Our rate beside a published one."""

    benchmark: Benchmark
    ours: WindowCount

    @property
    def source(self) -> Text:
        """Where the published one is printed, in words."""
        return citation(self.benchmark.source)


@dataclass(frozen=True, slots=True)
class WindowQuality:
    """The page; `impossible` are the CTs whose bone window cannot be read, the newest first."""

    indicator: Indicator
    whole: WindowCount
    months: list[WindowCount]
    hospitals: list[WindowCount]
    ranks: list[WindowCount]
    compared: list[Compared]
    impossible: list[ImagingStudy]


def window_quality(user: User, today: date) -> WindowQuality:
    """The CTs of the last twelve months of the patients this user sees."""
    first_on = add_months(today.replace(day=1), 1 - MONTHS)
    groups = _groups(user, first_on, today)
    indicator = IMAGING[QI_01]
    months = [add_months(first_on, number) for number in range(MONTHS)]
    return WindowQuality(
        indicator=indicator,
        whole=_count("", groups),
        months=[_count(month, _only(groups, "month", month)) for month in reversed(months)],
        hospitals=[_count(name, _only(groups, "hospital", name)) for name in _names(groups, "hospital")],
        ranks=[_count(rank.label, _only(groups, "rank", rank.value)) for rank in Rank],
        compared=[
            Compared(one, _count(one.stratum, filter(STRATA[one.stratum], groups)))
            for one in indicator.benchmarks
        ],
        impossible=list(_impossible(user, first_on, today)),
    )


def window_counts(user: User, first_on: date, last_on: date) -> WindowCount:
    """QI-01 of these days, both included: the one count behind every rate of the house (IMG-25)."""
    return _count("", _groups(user, first_on, last_on))


def _impossible(user: User, first_on: date, today: date) -> QuerySet[ImagingStudy]:
    rows = with_evidence(cts_between(user, first_on, today)).filter(IMPOSSIBLE)
    return rows.select_related("patient").order_by("-done_on", "id")[:MOST_LISTED]


def cts_between(user: User, first_on: date, last_on: date) -> QuerySet[ImagingStudy]:
    """The CTs of these days, both included, of everybody the user may see: what QI-01 counts among."""
    return ImagingStudy.objects.filter(
        patient__in=visible_to(user),
        voided_at=None,
        modality__in=[str(kind) for kind in CT_KINDS],
        done_on__range=(first_on, last_on),
    )


def _groups(user: User, first_on: date, today: date) -> list[Group]:
    rows = cts_between(user, first_on, today)
    is_seen = Q(is_observed=True)
    grouped = with_evidence(rows).values(
        month=TruncMonth("done_on"),
        hospital=F("patient__hospital__name"),
        level=F("patient__hospital__level"),
        tier=F("patient__hospital__city_tier"),
        rank=F("patient__responsible_doctor__rank"),
    )
    counted = grouped.annotate(
        total=Count("pk"),
        read=Count("pk", filter=WINDOW_READ),
        undated=Count("pk", filter=Q(bone_window_reviewed=True, bone_window_on=None)),
        unread=Count("pk", filter=Q(bone_window_reviewed=False)),
        impossible=Count("pk", filter=IMPOSSIBLE),
        observed=Count("pk", filter=is_seen),
        attested=Count("pk", filter=WINDOW_READ & ~is_seen),
        partial=Count("pk", filter=Q(is_shown=True) & ~WINDOW_READ & ~is_seen),
    )
    return list(counted.order_by())


def _only(groups: Iterable[Group], name: str, value: object) -> Iterable[Group]:
    return [group for group in groups if group[name] == value]


def _names(groups: Iterable[Group], name: str) -> list[str]:
    return sorted({group[name] for group in groups})


def _count(name: Any, groups: Iterable[Group]) -> WindowCount:
    rows = list(groups)
    return WindowCount(name, **{column: sum(row[column] for row in rows) for column in COLUMNS})
