"""What happened to the patient, as a person enters it. A date of None: the source gives none."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.bone.sre import SreType
from guidelines.record.sites import Side
from patients.enums import TreatmentKind, TreatmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class SkeletalEventSpec:
    """A skeletal-related event (VOC-13)."""

    type: SreType
    occurred_on: date | None
    site: str = ""
    side: Side | None = None
    pathological: bool | None = None
    is_approximate: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFreeSpec:
    """The statement that until this day no skeletal event has happened."""

    stated_on: date | None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentSpec:
    """A treatment that is no bone-modifying drug: its drugs by name, or the procedure, or both."""

    kind: TreatmentKind
    started_on: date | None
    state: TreatmentState = TreatmentState.GIVEN
    drugs: tuple[str, ...] = ()
    procedure: str = ""
    drug_class: str = ""
    of_bone: bool | None = None
    curative: bool | None = None
    site: str = ""
    side: Side | None = None
    dose_text: str = ""
    daily_mg: Decimal | None = None
    dose_gy: Decimal | None = None
    fractions: int | None = None
    cycles: int | None = None
    stopped_on: date | None = None
    is_approximate: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BiopsySpec:
    """A specimen and its result; None: not stated."""

    specimen: str
    taken_on: date | None
    of_bone: bool | None = None
    positive: bool | None = None
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedResultSpec:
    """A laboratory result as told, which is no measured value: see the model."""

    analyte: str
    sampled_on: date | None
    value: Decimal | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    unit: str = ""
    reference: str = ""
    flag: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimarySizeSpec:
    """The largest diameter of the lung tumour by one examination."""

    longest_mm: Decimal
    measured_on: date | None
    modality: str = ""
