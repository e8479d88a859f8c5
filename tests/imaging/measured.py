"""The patient of the design picture: four lesions, three CTs, two measured lesions that grow again."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone, LesionType
from guidelines.record.sites import Side
from imaging.models import ImagingStudy, Lesion, LesionMeasurement
from imaging.services import LESION, STUDY, measurement_record
from imaging.specs import LesionSpec, MeasurementSpec, StudySpec
from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.patients.spoken import NOW
from tests.record import add

BASELINE, NADIR, LAST, SEEN = (TODAY - timedelta(days=days) for days in (200, 110, 40, 20))
SIZES = {
    BASELINE: (("12.1", "10.4"), ("22.0", "17.5")),
    NADIR: (("12.0", "10.2"), ("19.7", "15.5")),
    LAST: (("18.4", "14.2"), ("19.6", "15.8")),
}


class Measured(NamedTuple):
    """The rows by their names in the picture."""

    t8: Lesion
    l4: Lesion
    rib: Lesion
    femur: Lesion
    studies: tuple[ImagingStudy, ...]


def lesion(people: Cast, row: Patient, site: str, bone: Bone | None, **more: Any) -> Lesion:
    """A lesion of the patient's list, first seen at baseline."""
    facts: dict[str, Any] = {"first_seen_on": BASELINE}
    found: Lesion = add(people, row, LESION, LesionSpec(site=site, bone=bone, **facts | more))
    return found


def study(
    people: Cast, row: Patient, on: Any = TODAY, modality: Modality = Modality.CT, **more: Any
) -> ImagingStudy:
    """An examination."""
    found: ImagingStudy = add(people, row, STUDY, StudySpec(modality=modality, done_on=on, **more))
    return found


def measure(
    people: Cast,
    seen: ImagingStudy,
    what: Lesion,
    long_mm: str,
    short_mm: str,
    *,
    reason: str = "",
    **more: Any,
) -> LesionMeasurement:
    """Two diameters, told by the radiologist today."""
    facts: dict[str, Any] = {"measured_on": TODAY}
    spec = MeasurementSpec(
        study_id=seen.id,
        lesion_id=what.id,
        long_mm=Decimal(long_mm),
        short_mm=Decimal(short_mm),
        **facts | more,
    )
    return measurement_record(
        by=people.radiologist_he, patient=seen.patient, spec=spec, today=TODAY, now=NOW, reason=reason
    )


def four_lesions(people: Cast, row: Patient) -> Measured:
    """T8 grown, L4 smaller, the right eighth rib not measured, the left femur new on MRI."""
    t8 = lesion(people, row, "T8", Bone.SPINE, type=LesionType.OSTEOLYTIC, pathologic_fracture=True,
                cord_compression=False)  # fmt: skip
    l4 = lesion(people, row, "L4", Bone.SPINE, type=LesionType.OSTEOLYTIC)
    rib = lesion(people, row, "第8肋", Bone.RIB, side=Side.RIGHT, type=LesionType.OSTEOBLASTIC)
    studies = tuple(study(people, row, on) for on in SIZES)
    for seen, sizes in zip(studies, SIZES.values(), strict=True):
        for one, (long_mm, short_mm) in zip((t8, l4), sizes, strict=True):
            measure(people, seen, one, long_mm, short_mm)
    mri = study(people, row, SEEN, Modality.MRI)
    femur = lesion(people, row, "股骨近端", Bone.FEMUR, side=Side.LEFT, type=LesionType.MIXED,
                   weight_bearing=True, study_id=mri.id, first_seen_on=SEEN)  # fmt: skip
    return Measured(t8, l4, rib, femur, (*studies, mri))
