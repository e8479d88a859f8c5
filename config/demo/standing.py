"""A published case with the standing the demo invents for it, in the format of the cases.

What is invented - the doses and results of these weeks, teeth, weight, supplements - is told in the words
of a case, so that the importer reads it all: there is one way into a record. Published facts stay, their
places said in Chinese.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from config.demo.lesions import with_lesions
from config.demo.scene import Scene
from config.demo.spoken import spoken
from guidelines.labs import Analyte

Told = dict[str, Any]
RANGES = {
    Analyte.CALCIUM: ("mmol/L", "2.11", "2.52"),
    Analyte.ALBUMIN: ("g/L", "35", "55"),
    Analyte.CREATININE: ("µmol/L", "41", "111"),
}
USUAL = {Analyte.CALCIUM: Decimal("2.30"), Analyte.ALBUMIN: Decimal(40)}
# So long before the first dose somebody looked at the teeth.
EXAM_BEFORE_DAYS, SECOND_EXAM_FROM_DOSE = 14, 3
HELD_FOR_DAYS, REVIEW_IN_DAYS, EXTRACTION_IN_DAYS = 10, 4, 9


def document_of(scene: Scene) -> Told:
    """The whole document: day 0 is `scene.index_on`."""
    case = with_lesions(scene, spoken(scene.case) if scene.case else _nobody(scene))
    more: Told = {"weight_kg": float(scene.demo.weight_kg), "labs": [*case.get("labs", []), *_labs(scene)]}
    if scene.demo.due_in_days is not None:
        more |= {
            "dental": _teeth(scene),
            "supplements": _supplements(scene),
            "bone_therapy": [_course(scene, told) for told in case.get("bone_therapy") or [{}]],
        }
    return case | more


def _nobody(scene: Scene) -> Told:
    """A patient of no published case: the tumour, and how the patient was these days."""
    lately = scene.offset(scene.days_ago(3))
    return _tumour(scene) | {
        "id": scene.demo.number,
        "sex": scene.demo.sex,
        "age": scene.demo.age,
        "ecog": [{"offset_days": lately, "score": 1}],
        "pain": [{"offset_days": lately, "nrs": 2}],
    }


def _tumour(scene: Scene) -> Told:
    """Staged and nothing else, or bone metastasis confirmed on day 0."""
    if scene.demo.stage:
        return {"primary": {"stage": scene.demo.stage, "offset_days": 0}}
    basis = "imaging and clinical diagnosis"
    return {"bone_metastasis": {"confirmed": True, "offset_days": 0, "basis": basis}}


def _labs(scene: Scene) -> list[Told]:
    """Results before every dose, and those of these days."""
    demo = scene.demo
    usual = USUAL | {Analyte.CREATININE: demo.creatinine}
    days = [day - timedelta(days=1) for day in scene.given_on]
    rows = [_lab(scene, analyte, value, day) for day in days for analyte, value in usual.items()]
    if demo.calcium_age_days is not None:
        day = scene.days_ago(demo.calcium_age_days)
        rows.append(_lab(scene, Analyte.CALCIUM, demo.calcium, day))
        rows.append(_lab(scene, Analyte.ALBUMIN, USUAL[Analyte.ALBUMIN], day))
    if demo.creatinine_age_days is not None:
        day = scene.days_ago(demo.creatinine_age_days)
        rows.append(_lab(scene, Analyte.CREATININE, demo.creatinine, day))
    return rows


def _lab(scene: Scene, analyte: Analyte, value: Decimal, day: date) -> Told:
    unit, low, high = RANGES[analyte]
    return {
        "offset_days": scene.offset(day),
        "analyte": analyte.value,
        "value": float(value),
        "unit": unit,
        "ref": {"low": float(low), "high": float(high)},
    }


def _teeth(scene: Scene) -> list[Told]:
    demo = scene.demo
    days = {scene.first_on - timedelta(days=EXAM_BEFORE_DAYS)}
    if demo.oral_exam_age_days is not None and demo.given >= SECOND_EXAM_FROM_DOSE:
        days.add(scene.days_ago(demo.oral_exam_age_days))
    rows = [_tooth(scene, "ORAL_EXAM", min(day, scene.today)) for day in sorted(days)]
    if demo.tooth_planned:
        day = scene.today + timedelta(days=EXTRACTION_IN_DAYS)
        rows.append(_tooth(scene, "EXTRACTION", day) | {"planned": True, "clearance": False})
    if demo.held:
        rows.append(_tooth(scene, "EXTRACTION", scene.days_ago(HELD_FOR_DAYS)) | {"clearance": False})
    return rows


def _tooth(scene: Scene, item: str, day: date) -> Told:
    return {"type": item, "offset_days": scene.offset(day), "clearance": True, "text_zh": "口腔科（演示）"}


def _supplements(scene: Scene) -> list[Told]:
    start = scene.offset(min(scene.first_on, scene.today))
    strength = {"calcium_mg_per_day": 1200, "vitamin_d_iu_per_day": 800}
    return [{"name": "碳酸钙 D3 片（演示）", "offset_days": start} | strength]


def _course(scene: Scene, told: Told) -> Told:
    """The course as published, on the days and with the doses of the demo."""
    doses = [_dose(scene, day, number) | _late(scene, number) for number, day in enumerate(scene.given_on, 1)]
    route = "SC" if scene.demo.agent == "DENOSUMAB" else "IV"
    days = {"start_offset_days": scene.offset(scene.first_on), "offset_approx": False}
    return told | days | {"agent": scene.demo.agent, "route": route, "events": doses, "holds": _holds(scene)}


def _dose(scene: Scene, day: date, number: int) -> Told:
    return {"offset_days": scene.offset(day), "dose_no": number, "batch": f"DEMO{day:%y%m}A"}


def _late(scene: Scene, number: int) -> Told:
    """Why a dose came late (VOC-17); nothing for one that came on its day."""
    gaps = scene.demo.late_days
    place = scene.demo.given - number
    return {"reason": "FORGOTTEN"} if number > 1 and place < len(gaps) and gaps[place] else {}


def _holds(scene: Scene) -> list[Told]:
    if not scene.demo.held:
        return []
    return [
        {
            "offset_days": scene.offset(scene.days_ago(HELD_FOR_DAYS)),
            "review_offset_days": scene.offset(scene.today + timedelta(days=REVIEW_IN_DAYS)),
            "reason": "DENTAL_INVASIVE",
        }
    ]
