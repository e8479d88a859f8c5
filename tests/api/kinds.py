"""Every kind of row of the API with a body that fits it, and a row of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from accounts.models import User
from bonetherapy.api.not_started import REASONS
from bonetherapy.api.reported import REPORTED
from imaging.api.kinds import LESIONS, STUDIES
from mdt.api.kinds import CONFERENCES, CONSULTATIONS, OPINIONS
from patients.api.kinds import KINDS
from patients.api.records import Facts
from patients.models import Patient
from patients.services.recording import record_add
from tests.access import Stage
from tests.cast import TODAY

EVERY_KIND = (*KINDS, STUDIES, LESIONS, CONFERENCES, OPINIONS, CONSULTATIONS, REASONS, REPORTED)
BODIES: dict[str, dict[str, Any]] = {
    "weight": {"weight_kg": "60.0"},
    "problem": {"code": "ckd", "resolved_on": str(TODAY)},
    "pain-score": {"nrs": 4, "site": "腰背部"},
    "ecog-score": {"score": 1},
    "height": {"height_cm": "162.5"},
    "symptom": {"code": "leg_weakness", "text": "双下肢无力"},
    "risk-score": {"scale": "SINS", "site": "T8", "total": 5},
    "skeletal-event": {"type": "PATH_FRACTURE", "site": "T8"},
    "treatment": {"kind": "SYSTEMIC", "drugs": ["osimertinib"]},
    "biopsy": {"specimen": "CT 引导下穿刺", "of_bone": True, "positive": True},
    "reported-result": {"analyte": "血钙", "text": "偏低"},
    "distress-screen": {"distress": "DISTRESS", "tool": "院内筛查表"},
    "event-free-statement": {"text": "骨科查体及影像均未见"},
    "primary-size": {"longest_mm": "26.0", "modality": "CT"},
    "imaging-study": {"modality": "MRI", "region": "胸椎"},
    "lesion": {"site": "T8", "bone": "SPINE", "type": "OSTEOLYTIC"},
    "conference": {"disciplines": ["MED_ONC"], "conclusion": "继续随访"},
    "opinion": {"opinion": "SPINE_SURGERY", "site": "T8"},
    "consultation-request": {"asked_for": "SECOND_OPINION", "text": "家属要求上级医院会诊"},
    "reported-therapy": {"agent_text": "唑来膦酸", "agent": "ZOLEDRONATE", "doses_stated": 3},
    "not-started-reason": {"why": "下颌骨坏死", "declined": False},
}


def body_of(facts: Facts, number: int = 0, **more: Any) -> dict[str, Any]:
    """A body of this kind, `number` days ago."""
    return {facts.day: str(TODAY - timedelta(days=number)), **BODIES[facts.slug], **more}


def spec_of(facts: Facts, body: dict[str, Any]) -> Any:
    """The spec the API reads from a body."""
    taken = facts.taken(data=body)
    taken.is_valid(raise_exception=True)
    return facts.spec({name: value for name, value in taken.validated_data.items() if name != "answers"})


def row_of(facts: Facts, by: User, patient: Patient, number: int = 0) -> Any:
    """A row of this kind, `number` days ago."""
    spec = spec_of(facts, body_of(facts, number))
    return record_add(kind=facts.kind, by=by, patient=patient, spec=spec, today=TODAY)


def of_a_row(facts: Facts) -> Callable[[Stage], dict[str, Any]]:
    """The parts of the address of a row of 张桂兰."""

    def kwargs(stage: Stage) -> dict[str, Any]:
        row = row_of(facts, stage.people.doctor_wang, stage.zhang)
        return {"patient_id": stage.zhang.id, "row_id": row.id}

    return kwargs
