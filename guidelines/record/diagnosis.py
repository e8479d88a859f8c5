"""The lung cancer, what drives it, and whether it has reached bone."""

from dataclasses import dataclass
from decimal import Decimal

from guidelines.lesions import Extent
from guidelines.record.entry import Entry
from guidelines.staging import DriverStatus, Histology
from guidelines.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver(Entry):
    """One gene of the molecular report, such as EGFR with variant L858R."""

    gene: str
    status: DriverStatus | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdL1(Entry):
    """PD-L1 staining; `text` as printed where no number is."""

    tps_percent: Decimal | None = None
    cps: Decimal | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimarySize(Entry):
    """Longest diameter of the primary in one study."""

    longest_mm: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis(Entry):
    """The lung cancer; `on` is the day it was confirmed. T, N and M as written: "T2b", "N3", "M1c"."""

    confirmed: bool | None = None
    histology: Histology | None = None
    site: str = ""
    t: str | None = None
    n: str | None = None
    m: str | None = None
    stage: str | None = None
    tnm_edition: int | None = None
    drivers: tuple[Driver, ...] = ()
    pd_l1: tuple[PdL1, ...] = ()
    sizes: tuple[PrimarySize, ...] = ()


class BoneStatus(Term):
    """Whether bone metastasis is established; only CONFIRMED starts a bone-modifying drug (BMA-03)."""

    UNKNOWN = "UNKNOWN", "未记录", "Not recorded"
    SUSPECTED = "SUSPECTED", "可疑", "Suspected"
    CONFIRMED = "CONFIRMED", "已确诊", "Confirmed"
    EXCLUDED = "EXCLUDED", "已排除", "Excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedExtent(Entry):
    """How far a clinician says the bone disease reaches (VOC-09); `on` is the day of that judgement."""

    extent: Extent


@dataclass(frozen=True, slots=True, kw_only=True)
class BoneMetastasis(Entry):
    """Whether the cancer is in bone, since when it is known, by what; `extent` None = nobody judged it."""

    status: BoneStatus = BoneStatus.UNKNOWN
    basis: str = ""
    extent: StatedExtent | None = None
