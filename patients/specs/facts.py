"""Clinical facts as a person enters them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.imaging.category import FollowUpCategory
from guidelines.labs import Analyte
from guidelines.lesions import Extent
from patients.enums import DriverStatus, Histology, MetastasisBasis, MetastasisStatus, ProblemCode


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverSpec:
    """One gene's result (VOC-06)."""

    gene: str
    status: DriverStatus
    variant: str = ""
    tested_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisSpec:
    """The tumour. Empty text and None: not recorded. The `_text` fields keep a document's own words.

    Empty words, and None as category or day of recurrence, leave what is recorded: no form asks for them.
    """

    histology: Histology = Histology.UNKNOWN
    site: str = ""
    t: str = ""
    n: str = ""
    m: str = ""
    tnm_edition: int | None = None
    stage: str = ""
    diagnosed_on: date | None = None
    pdl1_tps_percent: Decimal | None = None
    pdl1_cps: Decimal | None = None
    follow_up_category: FollowUpCategory | None = None
    recurred_on: date | None = None
    histology_text: str = ""
    tnm_text: str = ""
    stage_text: str = ""
    note: str = ""
    drivers: tuple[DriverSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MetastasisSpec:
    """Whether the bone is involved; CONFIRMED needs the date and the basis, a stated extent its day."""

    status: MetastasisStatus
    confirmed_on: date | None = None
    basis: MetastasisBasis | None = None
    basis_text: str = ""
    sites: str = ""
    extent: Extent | None = None
    extent_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabSpec:
    """One result in the unit the laboratory printed, with its limits."""

    analyte: Analyte
    value: Decimal
    unit: str
    sampled_on: date
    ref_low: Decimal | None = None
    ref_high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSpec:
    """A body weight."""

    weight_kg: Decimal
    measured_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemSpec:
    """An entry of the problem list; OTHER needs its text. `noted_on` None: only an import may lack it."""

    code: ProblemCode
    noted_on: date | None
    text: str = ""
    resolved_on: date | None = None
