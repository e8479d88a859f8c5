"""A record of fourteen months for the pages that show one: 张桂兰, whose today is 2025-03-01."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import User
from bonetherapy.enums import Severity
from bonetherapy.models import Course
from bonetherapy.services.history import course_record_history
from bonetherapy.specs import (
    AdverseEventFacts,
    DentalFacts,
    NotStartedSpec,
    PastCourse,
    PastDose,
    PastHold,
    ReportedTherapySpec,
    SupplementFacts,
)
from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from guidelines.bone.sre import SreType
from guidelines.imaging.modalities import Modality
from guidelines.imaging.response_entry import ResponseStandard
from guidelines.lesions import Bone, LesionType
from guidelines.psychology import Distress
from guidelines.record.board import Consultation, Opinion
from guidelines.record.complaints import Symptom as SymptomCode
from guidelines.record.sites import Side
from imaging.enums import Response
from imaging.services import LESION, STUDY
from imaging.specs import BoneWindowSpec, LesionSpec, StudySpec
from mdt.services import CONFERENCE
from mdt.specs import ConferenceSpec, ConsultationSpec, OpinionSpec
from patients.enums import ProblemCode, RiskScale, TreatmentKind
from patients.models import Patient
from patients.services.events import SKELETAL_EVENT, TREATMENT
from patients.services.recording import Kind, record_add, record_findings
from patients.services.status import ECOG, PAIN, RISK_SCORE, SYMPTOM
from patients.sheets.base import Sheet
from patients.specs.events import BiopsySpec, EventFreeSpec, SkeletalEventSpec, TreatmentSpec
from patients.specs.facts import ProblemSpec, WeightSpec
from patients.specs.overrides import Acknowledgement
from patients.specs.status import DistressSpec, EcogSpec, PainSpec, RiskScoreSpec, SymptomSpec
from tests.cast import TODAY, Cast, albumin, calcium, creatinine, lab, weight

MDA: dict[str, Any] = {"response_standard": ResponseStandard.MDA}
NOT_READ = BoneWindowSpec(reviewed=False)
PAINS = ((425, 7), (400, 6), (380, 4), (350, 3), (320, 2), (290, 1), (230, 1), (200, 1), (170, 1), (140, 1),
         (110, 2), (60, 5), (40, 4), (3, 3))  # fmt: skip
CALCIA = ((382, "2.36"), (350, "2.34"), (322, "2.30"), (294, "2.31"), (240, "2.05"), (236, "2.24"),
          (210, "2.27"), (180, "2.26"), (150, "2.29"), (120, "2.30"), (88, "2.25"), (3, "2.24"))  # fmt: skip
DOSES = (380, 352, 324, 296, 240, 212, 184, 156, 128, 100, 63, 28)

ONE_OF_EACH: dict[str, Any] = {
    "weight": WeightSpec(measured_on=TODAY, weight_kg=Decimal(60)),
    "problem": ProblemSpec(code=ProblemCode.CKD, noted_on=TODAY),
    "pain": PainSpec(measured_on=TODAY, nrs=3),
    "ecog": EcogSpec(measured_on=TODAY, score=1),
    "symptom": SymptomSpec(code=SymptomCode.LEG_WEAKNESS, noted_on=TODAY),
    "distress": DistressSpec(distress=Distress.DISTRESS, screened_on=TODAY),
    "event_free": EventFreeSpec(stated_on=TODAY - timedelta(days=1)),
    "event": SkeletalEventSpec(type=SreType.PATH_FRACTURE, occurred_on=TODAY, site="T8"),
    "biopsy": BiopsySpec(specimen="L4 椎体", taken_on=TODAY, of_bone=True),
    "treatment": TreatmentSpec(kind=TreatmentKind.SYSTEMIC, drugs=("奥希替尼",), started_on=TODAY),
    "mirels": RiskScoreSpec(scale=RiskScale.MIRELS, scored_on=TODAY, site="股骨近端", total=8),
    "sins": RiskScoreSpec(scale=RiskScale.SINS, scored_on=TODAY, site="T8", total=8),
    "study": StudySpec(modality=Modality.CT, done_on=TODAY),
    "lesion": LesionSpec(site="T8", bone=Bone.SPINE, first_seen_on=TODAY),
    "conference": ConferenceSpec(held_on=TODAY, conclusion="继续"),
    "reported": ReportedTherapySpec(agent_text="外院双膦酸盐", started_on=TODAY, doses_stated=3),
    "dental": DentalFacts(item=DentalItem.ORAL_EXAM, on=TODAY),
    "supplement": SupplementFacts(
        product="钙尔奇 D",
        calcium_mg_per_day=Decimal(1000),
        vitamin_d_iu_per_day=Decimal(800),
        started_on=TODAY,
    ),
    "not_started": NotStartedSpec(decided_on=TODAY, reason="下颌骨坏死"),
    "opinion": OpinionSpec(opinion=Opinion.ORTHOPAEDIC, given_on=TODAY, site="股骨近端"),
    "consultation": ConsultationSpec(asked_for=Consultation.REMOTE, asked_on=TODAY),
}


def one_of(sheet: Sheet[Any, Any], row: Patient, *, by: User) -> Any:
    """A row of the sheet, dated TODAY; that there was no event is said the day before there was one.

    An adverse event belongs to a course of the patient.
    """
    spec = _fever(row) if sheet.name == "adverse_event" else ONE_OF_EACH[sheet.name]
    return _answered(sheet.kind, by, row, spec)


def _fever(row: Patient) -> AdverseEventFacts:
    course = row.courses.latest("created_at")
    return AdverseEventFacts(
        course_id=course.id, code=AdverseEvent.FEVER, severity=Severity.MILD, onset_on=TODAY
    )


def ago(days: int) -> date:
    """The day so many days before TODAY."""
    return TODAY - timedelta(days=days)


def long_record(people: Cast, row: Patient) -> Course:
    """Everything the time line draws, with an undated row in each of two lanes; the course that runs."""
    _labs(people, row)
    for kind, spec in (*_status(), *_events(), *_imaging(), *_conferences()):
        add(people, row, kind, spec)
    add(people, row, PAIN, PainSpec(measured_on=None, nrs=8, text="外院"), imported=True)
    add(people, row, STUDY, StudySpec(modality=Modality.MRI, done_on=None, region="腰椎"), imported=True)
    return _course(people, row)


def add(people: Cast, row: Patient, kind: Kind[Any, Any], spec: Any, *, imported: bool = False) -> Any:
    """The row, written by doctor Wang, who has an answer to every rule."""
    return _answered(kind, people.doctor_wang, row, spec, imported=imported)


def _answered(kind: Kind[Any, Any], by: User, row: Patient, spec: Any, *, imported: bool = False) -> Any:
    call: dict[str, Any] = {"kind": kind, "by": by, "patient": row, "spec": spec, "today": TODAY}
    answers = [
        Acknowledgement(rule_id=found.rule_id, key=found.key, reason_code="OTHER", reason_text="已核对")
        for found in record_findings(**call)
    ]
    return record_add(**call, answers=answers, imported=imported)


def _labs(people: Cast, row: Patient) -> None:
    weight(row, people.nurse_li, "56.0", ago(400))
    for days, value in CALCIA:
        calcium(row, people.nurse_li, value, ago(days))
        albumin(row, people.nurse_li, "41", ago(days))
    for days, value in ((382, "62"), (322, "64"), (240, "66"), (150, "67"), (3, "68")):
        creatinine(row, people.nurse_li, value, ago(days))
    for days, value in ((382, "0.82"), (322, "0.41"), (240, "0.33"), (150, "0.29"), (3, "0.47")):
        lab(row, people.nurse_li, "ctx", value, "ng/mL", "0.10", "0.45", ago(days))


def _status() -> list[tuple[Kind[Any, Any], Any]]:
    mirels = {"site": "PERITROCHANTERIC", "pain": "MODERATE", "lesion_type": "MIXED"}
    sins = {
        "location": "SEMIRIGID", "pain": "MECHANICAL", "lesion_type": "OSTEOLYTIC", "alignment": "NORMAL",
        "collapse": "UNDER_HALF", "posterolateral": "NONE",
    }  # fmt: skip
    return [
        *((PAIN, PainSpec(measured_on=ago(days), nrs=nrs, site="L4")) for days, nrs in PAINS),
        (ECOG, EcogSpec(measured_on=ago(300), score=2)),
        (ECOG, EcogSpec(measured_on=ago(3), score=1)),
        (SYMPTOM, SymptomSpec(code=None, noted_on=ago(40), text="腰背痛，翻身加重", site="T8")),
        (
            RISK_SCORE,
            RiskScoreSpec(
                scale=RiskScale.MIRELS, scored_on=ago(38), site="股骨近端", side=Side.LEFT, items=mirels
            ),
        ),
        (RISK_SCORE, RiskScoreSpec(scale=RiskScale.SINS, scored_on=ago(38), site="T8", total=8, items=sins)),
    ]


def _events() -> list[tuple[Kind[Any, Any], Any]]:
    systemic, local = TreatmentKind.SYSTEMIC, TreatmentKind.RADIOTHERAPY
    return [
        (SKELETAL_EVENT, SkeletalEventSpec(type=SreType.BONE_PAIN, occurred_on=ago(420), site="L4")),
        (SKELETAL_EVENT, SkeletalEventSpec(type=SreType.PATH_FRACTURE, occurred_on=ago(40), site="T8")),
        (
            TREATMENT,
            TreatmentSpec(kind=systemic, drugs=("奥希替尼",), dose_text="80 mg 每日", started_on=ago(402)),
        ),
        (
            TREATMENT,
            TreatmentSpec(
                kind=local, procedure="放疗", site="L4", dose_gy=Decimal(30), fractions=10,
                started_on=ago(395), stopped_on=ago(381),
            ),
        ),
    ]  # fmt: skip


def _read(days: int) -> BoneWindowSpec:
    return BoneWindowSpec(reviewed=True, by="王磊", on=ago(days))


def _imaging() -> list[tuple[Kind[Any, Any], Any]]:
    studies = (
        StudySpec(modality=Modality.BS, done_on=ago(422), region="全身", findings="L4 浓聚"),
        StudySpec(modality=Modality.CT, done_on=ago(408), region="胸腹", bone_window=_read(408)),
        StudySpec(
            modality=Modality.CT, done_on=ago(325), bone_window=_read(325), response=Response.SD, **MDA
        ),
        StudySpec(modality=Modality.BS, done_on=ago(234), response=Response.PR, **MDA),
        StudySpec(modality=Modality.CT, done_on=ago(212), bone_window=_read(212)),
        StudySpec(modality=Modality.CT, done_on=ago(72), region="胸腹", bone_window=NOT_READ),
        StudySpec(modality=Modality.MRI, done_on=ago(39), region="胸椎", response=Response.PD, **MDA),
    )
    lesion = LesionSpec(
        site="T8",
        bone=Bone.SPINE,
        type=LesionType.OSTEOLYTIC,
        first_seen_on=ago(39),
        pathologic_fracture=True,
    )
    return [*((STUDY, spec) for spec in studies), (LESION, lesion)]


def _conferences() -> list[tuple[Kind[Any, Any], Any]]:
    held = ((402, "起始地舒单抗 q4w"), (318, "继续，6 月复查骨扫描"), (30, "T8、左股骨骨科评估"))
    return [(CONFERENCE, ConferenceSpec(held_on=ago(days), conclusion=text)) for days, text in held]


def _course(people: Cast, row: Patient) -> Course:
    doses = tuple(PastDose(given_on=ago(days), dose_mg=Decimal(120)) for days in DOSES)
    hold = PastHold(held_on=ago(272), until_on=ago(242), reason_code="DENTAL_INVASIVE", reason_text="拔牙")
    spec = PastCourse(agent=Agent.DENOSUMAB, started_on=ago(380), doses=doses, holds=(hold,))
    return course_record_history(by=people.doctor_wang, patient=row, spec=spec, today=TODAY)
