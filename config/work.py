"""Which pages settle which task (settings.TASK_FORMS), the nearest first, with what the task knows filled in.

A finding is ended by its fact; the form here is the one that writes that fact.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.permissions import Permission
from guidelines.assessment.codes import Code
from guidelines.assessment.spine import OPINION_MISSING, SINS_MISSING
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import Modality
from guidelines.labs import Analyte
from guidelines.record.board import Opinion
from guidelines.record.sites import Side
from guidelines.terms import Text
from worklist.enums import TaskKind
from worklist.models import Task
from worklist.task_forms import Fill, Form, RowForm

MODALITIES = {SlotKind.CT: Modality.CT, SlotKind.BS: Modality.BS}
SIDES = {side.value for side in Side}


def _fixed(**fields: str) -> Fill:
    return lambda _task: fields


def _bone(task: Task) -> Mapping[str, str]:
    """Site and side of a long bone: "femur left"."""
    site, _blank, side = task.subject.partition(" ")
    told = task.inputs.get("site")
    return {"site": told if isinstance(told, str) else site, **({"side": side} if side in SIDES else {})}


def _opinion(opinion: Opinion) -> Fill:
    return lambda task: {"opinion": opinion.value, **_site(task)}


def _advice(task: Task) -> Mapping[str, str]:
    return {"opinion": Opinion.ORTHOPAEDIC.value, **_bone(task)}


def _site(task: Task) -> Mapping[str, str]:
    """The place, where the finding names exactly one."""
    sites = task.inputs.get("sites") or ()
    return {"site": sites[0]} if isinstance(sites, list) and len(sites) == 1 else {}


def _scan(task: Task) -> Mapping[str, str]:
    """The examination of an overdue slot: "CT 2026-04-05"."""
    kind = task.subject.partition(" ")[0]
    return {"modality": MODALITIES[SlotKind[kind]].value} if kind in SlotKind.__members__ else {}


def _painful(task: Task) -> Mapping[str, str]:
    """Where it hurts and was never looked at; without a place the whole skeleton is, by a bone scan."""
    site = task.inputs.get("site")
    return {"region": site} if isinstance(site, str) else {"modality": Modality.BS.value}


def _biopsy(task: Task) -> Mapping[str, str]:
    return {"specimen": task.subject, "of_bone": "yes"}


def _lab(analyte: Analyte) -> Form:
    fill = _fixed(analyte=analyte.value)
    return Form("patients:lab_add", _("Enter the result"), "test-pipe", Permission.LAB_RECORD, fill)


def _opined(opinion: Opinion, fill: Fill, lacks: Text | None) -> Form:
    words, icon, may = pgettext_lazy("verb", "Record"), "message-circle", Permission.OPINION_RECORD
    return Form("mdt:opinion_add", words, icon, may, fill, lacks, opinion.label)


def _advised(opinion: Opinion, lacks: Text | None = None) -> Form:
    """The page of an opinion, while it is the one that is missing."""
    return _opined(opinion, _opinion(opinion), lacks or opinion.label)


LAB = Form("patients:lab_add", _("Enter the result"), "test-pipe", Permission.LAB_RECORD)
CALCIUM, CREATININE = _lab(Analyte.CALCIUM), _lab(Analyte.CREATININE)
TEETH = Form("bonetherapy:dental_add", _("Record the examination"), "dental", Permission.DENTAL_RECORD)
SUPPLEMENT = Form("bonetherapy:supplement_add", _("Prescribe"), "pill", Permission.SUPPLEMENT_RECORD)
START = Form("bonetherapy:course_start", _("Start a course"), "vaccine", Permission.COURSE_PRESCRIBE)
AGAINST = Form(
    "bonetherapy:not_started_add", _("Record a reason against it"), "ban", Permission.COURSE_PRESCRIBE
)
PAIN = Form("patients:pain_add", _("Record the pain"), "activity", Permission.OBSERVATION_RECORD)
DISTRESS = Form(
    "patients:distress_add", _("Record the screen"), "heart-handshake", Permission.OBSERVATION_RECORD
)
MIRELS = Form("patients:mirels_add", _("Score"), "calculator", Permission.OBSERVATION_RECORD, _bone)
SINS = Form("patients:sins_add", _("Score"), "calculator", Permission.OBSERVATION_RECORD, _site, SINS_MISSING)
ORTHOPAEDIC = _opined(Opinion.ORTHOPAEDIC, _advice, None)
BIOPSY = Form(
    "patients:biopsy_add", _("Record the biopsy"), "test-pipe", Permission.OBSERVATION_RECORD, _biopsy
)
DRUGS = Form("patients:treatment_list", _("Open the drugs"), "pill", Permission.OBSERVATION_RECORD)
SCAN = Form("imaging:register", _("Register the examination"), "scan", Permission.STUDY_REGISTER, _scan)
BASELINE = Form(
    "imaging:register", _("Register the examination"), "scan", Permission.STUDY_REGISTER, _painful
)
PANEL = Form("imaging:follow_up_panel", _("Follow-up panel"), "calendar-event", Permission.SCAN_VIEW)
WINDOW = RowForm(_("Record the bone window"), "eye-check")
BOARD = Form("mdt:conference_add", _("Record the conference"), "users", Permission.CONFERENCE_RECORD)
CALL = Form("worklist:call", _("Call and log"), "phone", Permission.CONTACT_LOG)
CORRECT = RowForm(_("Correct"))

FORMS: Mapping[str, Sequence[Form | RowForm]] = MappingProxyType(
    {
        Code.BMA_START.value: (START, AGAINST),
        Code.DENTAL_CHECK.value: (TEETH,),
        Code.CALCIUM_CHECK.value: (CALCIUM,),
        Code.HYPOCALCAEMIA_HOLD.value: (CALCIUM,),
        Code.HYPERCALCAEMIA.value: (CALCIUM,),
        Code.HYPERCALCAEMIA_EMERGENCY.value: (CALCIUM,),
        Code.SUPPLEMENT_HOLD.value: (CALCIUM,),
        Code.SUPPLEMENT_START.value: (SUPPLEMENT,),
        Code.RENAL_DOSE.value: (CREATININE,),
        Code.NEPHROTOXIC.value: (DRUGS,),
        Code.PAIN_SEVERE.value: (PAIN,),
        Code.PAIN_UNCONTROLLED.value: (PAIN,),
        Code.PSYCH_SCREEN.value: (DISTRESS,),
        Code.MIRELS_NEEDED.value: (MIRELS,),
        Code.MIRELS_BORDERLINE.value: (ORTHOPAEDIC,),
        Code.MIRELS_HIGH.value: (ORTHOPAEDIC,),
        Code.CORD_EMERGENCY.value: tuple(
            _advised(one) for one in (Opinion.SPINE_SURGERY, Opinion.RADIOTHERAPY, Opinion.DECISION)
        ),
        Code.SPINE_URGENT.value: (
            _advised(Opinion.NEUROLOGY),
            SINS,
            _advised(Opinion.SPINE_SURGERY, OPINION_MISSING),
        ),
        Code.IMAGING_BASELINE.value: (BASELINE,),
        Code.IMAGING_OVERDUE.value: (SCAN,),
        Code.IMAGING_SYMPTOM.value: (PANEL,),
        Code.BONE_WINDOW.value: (WINDOW,),
        Code.BONE_BIOPSY.value: (BIOPSY,),
        Code.MDT_REFER.value: (BOARD,),
        Code.MDT_INCOMPLETE.value: (RowForm(_("Complete the record")),),
        Code.SRE_NEW.value: (BOARD,),
        Code.INJ_REMINDER.value: (CALL,),
        Code.INJ_DUE.value: (START,),
        Code.INJ_OVERDUE.value: (CALL,),
        Code.DATA_FLAG.value: (CORRECT,),
        TaskKind.LAB_REQUEST.value: (LAB,),
        TaskKind.CTX_TEST.value: (_lab(Analyte.CTX),),
        TaskKind.DENTAL_EXAM.value: (TEETH,),
        TaskKind.SUPPLEMENT.value: (SUPPLEMENT,),
        TaskKind.CALL.value: (CALL,),
        TaskKind.MDT_REVIEW.value: (BOARD,),
    }
)
