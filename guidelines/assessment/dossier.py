"""Which items of the case dataset a record holds (guidelines.mdt.dataset).

Held means on record, whatever it says: a pain score of 0 is an answer, no pain score is none.
"""

from collections.abc import Iterable, Mapping

from guidelines.assessment.chart import Chart
from guidelines.imaging.modalities import PETCT_KINDS, Modality
from guidelines.labs import Analyte
from guidelines.lesions import LONG_BONES, Bone
from guidelines.mdt.dataset import CaseItem
from guidelines.record.board import Opinion
from guidelines.record.complaints import Symptom
from guidelines.record.record import Record

CALCIUM = frozenset({Analyte.CALCIUM, Analyte.CORRECTED_CALCIUM, Analyte.IONISED_CALCIUM})
NERVES = frozenset({Symptom.LEG_WEAKNESS, Symptom.SENSORY_LEVEL, Symptom.BLADDER_BOWEL})
SKELETON_SURVEYS = frozenset({Modality.BS, *PETCT_KINDS})


def items_held(chart: Chart, *, question: str, wish: str) -> Mapping[CaseItem, bool]:
    """Return for every item that applies to this patient whether it is on record.

    `question` and `wish` are those of the case. SINS is asked with a lesion of the spine, Mirels with one of
    a long bone, the last advice where a conference was held before.
    """
    record = chart.record
    own = {CaseItem.QUESTION: bool(question.strip()), CaseItem.WISH: bool(wish.strip())}
    return own | _tumour(record) | _state(record) | _tests(record) | _by_site(chart) | _earlier(record)


def _tumour(record: Record) -> dict[CaseItem, bool]:
    told = record.diagnosis
    return {
        CaseItem.HISTOLOGY: told is not None and told.histology is not None,
        CaseItem.STAGE: told is not None and bool(told.stage),
        CaseItem.DRIVERS: told is not None and any(gene.status is not None for gene in told.drivers),
        CaseItem.SYSTEMIC: any(not therapy.proposed for therapy in record.systemic),
        CaseItem.BONE_DRUG: bool(record.courses or record.not_started),
    }


def _state(record: Record) -> dict[CaseItem, bool]:
    examined = any(entry.opinion is Opinion.NEUROLOGY for entry in record.opinions)
    return {
        CaseItem.ECOG: bool(record.ecog),
        CaseItem.PAIN: bool(record.pain),
        CaseItem.RED_FLAGS: examined or any(entry.symptom in NERVES for entry in record.symptoms),
        CaseItem.DENTAL: any(not visit.planned for visit in record.dental),
        CaseItem.COMORBIDITY: bool(record.problems),
    }


def _tests(record: Record) -> dict[CaseItem, bool]:
    weighed = record.person.weight_kg is not None
    dated = {study.modality for study in record.studies if study.on is not None}
    return {
        CaseItem.IMAGING: bool(dated - {None}),
        CaseItem.BONE_SCAN: bool(dated & SKELETON_SURVEYS),
        CaseItem.CALCIUM: _measured(record, CALCIUM),
        CaseItem.CLEARANCE: _measured(record, {Analyte.CREATININE}) and weighed,
        CaseItem.ALP: _measured(record, {Analyte.ALP}),
    }


def _measured(record: Record, analytes: Iterable[Analyte]) -> bool:
    return any(lab.analyte in set(analytes) and lab.value is not None for lab in record.labs)


def _by_site(chart: Chart) -> dict[CaseItem, bool]:
    bones = {lesion.site.bone for lesion in chart.lesions}
    asked: dict[CaseItem, bool] = {}
    if Bone.SPINE in bones:
        asked[CaseItem.SINS] = bool(chart.record.sins)
    if bones & LONG_BONES:
        asked[CaseItem.FRACTURE_RISK] = bool(chart.record.mirels)
    return asked


def _earlier(record: Record) -> dict[CaseItem, bool]:
    if not record.conferences:
        return {}
    return {CaseItem.LAST_ADVICE: any(conference.complete for conference in record.conferences)}
