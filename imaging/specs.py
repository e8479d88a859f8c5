"""An examination, a lesion, measurements and response as a person enters them. None: not stated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from guidelines.imaging.bands import Change
from guidelines.imaging.flare import Correlative
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import OrderBasis
from guidelines.imaging.response import CtFill, NewLesion
from guidelines.imaging.response_entry import ResponseStandard
from guidelines.lesions import Bone, LesionType
from guidelines.record.lesions import Certainty
from guidelines.record.sites import Side
from imaging.enums import Response, WindowAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class BoneWindowSpec:
    """Whether the bone window was read; width, level, day and reader only when it was (IMG-20, IMG-21)."""

    reviewed: bool
    by: str = ""
    on: date | None = None
    width: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySpec:
    """One examination; a modality of None is none of the list, `modality_text` says which.

    A response names the standard it was judged by (IMG-49). `basis`: why it was ordered (IMG-14), empty: not
    stated.
    """

    modality: Modality | None
    done_on: date | None
    modality_text: str = ""
    region: str = ""
    is_approximate: bool = False
    outside_hospital: str = ""
    reason: str = ""
    findings: str = ""
    bone_window: BoneWindowSpec | None = None
    response: Response | None = None
    response_text: str = ""
    response_standard: ResponseStandard | None = None
    basis: tuple[OrderBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class BookingSpec:
    """An appointment for an examination of the calendar: when, and where."""

    at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LesionSpec:
    """One bone lesion, of a study or of the patient's list."""

    site: str
    bone: Bone | None
    study_id: UUID | None = None
    site_text: str = ""
    side: Side | None = None
    type: LesionType | None = None
    type_text: str = ""
    certainty: Certainty | None = None
    first_seen_on: date | None = None
    is_approximate: bool = False
    pathologic_fracture: bool | None = None
    cord_compression: bool | None = None
    epidural_contact: bool | None = None
    thecal_sac_compression: bool | None = None
    direct_invasion: bool | None = None
    soft_tissue_mass: bool | None = None
    solitary: bool | None = None
    weight_bearing: bool | None = None
    suv_max: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementSpec:
    """Two diameters of one lesion in one examination, in mm, perpendicular to each other in one plane.

    `ends`: end points in pixels of the slice, `{"long": [[x, y], [x, y]], "short": ...}`, where a viewer has
    drawn them.
    """

    study_id: UUID
    lesion_id: UUID
    measured_on: date
    long_mm: Decimal
    short_mm: Decimal
    series_uid: str = ""
    slice_index: int | None = None
    ends: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSpec:
    """What is said of one lesion without diameters in one examination; None: not read, never "unchanged"."""

    study_id: UUID
    lesion_id: UUID
    read_on: date
    change: Change | None = None
    fill: CtFill | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSpec:
    """What the reader states of one examination and the class that is confirmed (IMG-40).

    None: not examined or not estimated. `has_measurable` False: no lesion could be measured at baseline.
    `deviation` says why the confirmed class is not the computed one.
    """

    study_id: UUID
    assessed_on: date
    standard: ResponseStandard
    confirmed: Response
    new_lesion: NewLesion = NewLesion.NONE
    has_measurable: bool | None = None
    nonmeasurable_change_pct: Decimal | None = None
    bs_change_pct: Decimal | None = None
    correlative: Correlative = Correlative.NOT_DONE
    ct_fill: CtFill | None = None
    density_normalised: bool | None = None
    mri_normalised: bool | None = None
    bs_normalised: bool | None = None
    deviation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatementSpec:
    """What a reader states about a bone window, and why when it cannot be read."""

    answer: WindowAnswer
    reason: str = ""
