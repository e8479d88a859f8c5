"""The demo patient whose lesions were measured: examinations, lesions, diameters, scores and a response.

The published case names one vertebra and no diameter. What is added here is invented and says so (演示); it
is told in the words of a case where the importer can read it, through the services of the pages where not.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from accounts import clock
from config.demo.scene import Scene
from guidelines.imaging.response import NewLesion
from guidelines.imaging.response_entry import ResponseStandard
from imaging.enums import Response
from imaging.models import ImagingStudy, Lesion
from imaging.services import lesion_score_add, measurement_record, response_record
from imaging.specs import MeasurementSpec, ResponseSpec
from patients.enums import RiskScale
from patients.models import Patient
from patients.score_items import total_of
from patients.specs.status import RiskScoreSpec

Told = dict[str, Any]
MEASURED = "C09"
REGION = "胸腰椎（演示）"
BASELINE_DAYS, NADIR_DAYS, LAST_DAYS, MRI_DAYS, FRACTURE_DAYS, CONFIRMED_DAYS = 200, 110, 40, 20, 25, 15
# Largest and perpendicular diameter of each lesion in each CT, in mm.
SIZES: Mapping[int, Mapping[str, tuple[str, str]]] = {
    BASELINE_DAYS: {"T8": ("12.1", "10.4"), "L4": ("22.0", "17.5")},
    NADIR_DAYS: {"T8": ("12.0", "10.2"), "L4": ("19.7", "15.5")},
    LAST_DAYS: {"T8": ("18.4", "14.2"), "L4": ("19.6", "15.8")},
}
SINS_ITEMS = {
    "location": "SEMIRIGID", "pain": "MECHANICAL", "lesion_type": "OSTEOLYTIC", "alignment": "NORMAL",
    "collapse": "UNDER_HALF", "posterolateral": "NONE",
}  # fmt: skip
MIRELS_ITEMS = {
    "site": "PERITROCHANTERIC", "pain": "MILD", "lesion_type": "MIXED", "size": "THIRD_TO_TWO_THIRDS",
}  # fmt: skip
SCORES = (("T8", RiskScale.SINS, SINS_ITEMS), ("左股骨近端", RiskScale.MIRELS, MIRELS_ITEMS))


def with_lesions(scene: Scene, case: Told) -> Told:
    """The document with the examinations and lesions of these months, for the one patient who has them."""
    if scene.demo.case != MEASURED:
        return case
    imaging = [*case.get("imaging", []), *(_ct(scene, days) for days in SIZES), _mri(scene)]
    lesions = [*case.get("lesions", []), *_listed(scene)]
    fracture = {
        "offset_days": scene.offset(scene.days_ago(FRACTURE_DAYS)),
        "type": "pathological fracture",
        "site": "T8",
        "text_zh": "演示",
    }
    events = [*(case.get("sre_events") or []), fracture]
    return case | {"imaging": imaging, "lesions": lesions, "sre_events": events}


def _ct(scene: Scene, days: int) -> Told:
    day = scene.offset(scene.days_ago(days))
    return {
        "offset_days": day,
        "modality": "CT",
        "region": REGION,
        "bone_window_review": {"reviewed": True, "by": scene.doctor.name, "offset_days": day},
        "findings_zh": "骨窗测量见病灶登记（演示）",
        "lesions": [],
    }


def _mri(scene: Scene) -> Told:
    day = scene.offset(scene.days_ago(MRI_DAYS))
    femur = _lesion("左股骨近端", "femur", "mixed", side="left", weight_bearing=True)
    return {
        "offset_days": day,
        "modality": "MRI",
        "region": "骨盆及双髋（演示）",
        "findings_zh": "左股骨近端新发病灶，占骨皮质 1/3～2/3（演示）",
        "lesions": [femur],
    }


def _listed(scene: Scene) -> list[Told]:
    seen = {"first_seen_offset_days": scene.offset(scene.days_ago(BASELINE_DAYS))}
    return [
        _lesion("T8", "spine", "lytic", pathologic_fracture=True, cord_compression=False) | seen,
        _lesion("右第8肋", "rib", "blastic", side="right", weight_bearing=False) | seen,
    ]


def _lesion(site: str, region: str, kind: str, **more: Any) -> Told:
    return {
        "site": site,
        "region": region,
        "type": kind,
        "certainty": "stated",
        "type_text_zh": "演示",
    } | more


def lesions_write(scene: Scene, patient: Patient) -> None:
    """Diameters, scores and the confirmed response of the patient who has them."""
    if scene.demo.case != MEASURED:
        return
    rows = {row.site: row for row in Lesion.objects.filter(patient=patient).order_by("study_id")}
    studies = {row.done_on: row for row in ImagingStudy.objects.filter(patient=patient, region=REGION)}
    for days, sizes in SIZES.items():
        for site, diameters in sizes.items():
            _measure(scene, studies[scene.days_ago(days)], rows[site], diameters)
    for site, scale, items in SCORES:
        _score(scene, patient, rows[site], scale, items)
    _respond(scene, patient, studies[scene.days_ago(LAST_DAYS)])


def _measure(scene: Scene, study: ImagingStudy, lesion: Lesion, diameters: tuple[str, str]) -> None:
    long_mm, short_mm = map(Decimal, diameters)
    spec = MeasurementSpec(
        study_id=study.id,
        lesion_id=lesion.id,
        measured_on=study.done_on or scene.today,
        long_mm=long_mm,
        short_mm=short_mm,
    )
    measurement_record(by=scene.doctor, patient=study.patient, spec=spec, today=scene.today, now=clock.now())


def _score(scene: Scene, patient: Patient, lesion: Lesion, scale: RiskScale, items: Told) -> None:
    spec = RiskScoreSpec(
        scale=scale,
        scored_on=scene.days_ago(CONFIRMED_DAYS),
        site=lesion.site,
        total=total_of(scale, items),
        items=items,
        text="演示",
    )
    lesion_score_add(by=scene.doctor, patient=patient, lesion=lesion, spec=spec, today=scene.today)


def _respond(scene: Scene, patient: Patient, study: ImagingStudy) -> None:
    spec = ResponseSpec(
        study_id=study.id,
        assessed_on=scene.days_ago(CONFIRMED_DAYS),
        standard=ResponseStandard.MDA,
        new_lesion=NewLesion.CONFIRMED,
        confirmed=Response.PD,
        note="新发左股骨近端病灶，磁共振证实（演示）",
    )
    response_record(by=scene.doctor, patient=patient, spec=spec, today=scene.today, now=clock.now())
