"""Which page settles which task (settings.TASK_FORMS): each is the address of a form for one patient."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from guidelines.assessment.codes import Code
from worklist.enums import TaskKind
from worklist.rows import Form

LAB = Form("patients:lab_add", _("Enter the result"), "test-pipe", Permission.LAB_RECORD)
TEETH = Form("bonetherapy:dental_add", _("Record the examination"), "dental", Permission.DENTAL_RECORD)
SUPPLEMENT = Form("bonetherapy:supplement_add", _("Prescribe"), "pill", Permission.SUPPLEMENT_RECORD)
START = Form("bonetherapy:course_start", _("Start a course"), "vaccine", Permission.COURSE_PRESCRIBE)
PAIN = Form("patients:pain_add", _("Record the pain"), "activity", Permission.OBSERVATION_RECORD)
MIRELS = Form("patients:mirels_add", _("Score"), "calculator", Permission.OBSERVATION_RECORD)
SINS = Form("patients:sins_add", _("Score"), "calculator", Permission.OBSERVATION_RECORD)
SCAN = Form("imaging:register", _("Register the examination"), "scan", Permission.STUDY_REGISTER)
STUDIES = Form("imaging:study_list", _("Open the examinations"), "eye-check", Permission.IMAGING_RECORD)
BOARD = Form("mdt:conference_add", _("Record the conference"), "users", Permission.CONFERENCE_RECORD)
CALL = Form("worklist:call", _("Call and log"), "phone", Permission.CONTACT_LOG)

FORMS: Mapping[str, Form] = MappingProxyType(
    {
        Code.BMA_START.value: START,
        Code.DENTAL_CHECK.value: TEETH,
        Code.CALCIUM_CHECK.value: LAB,
        Code.HYPOCALCAEMIA_HOLD.value: LAB,
        Code.HYPERCALCAEMIA.value: LAB,
        Code.HYPERCALCAEMIA_EMERGENCY.value: LAB,
        Code.RENAL_DOSE.value: LAB,
        Code.SUPPLEMENT_START.value: SUPPLEMENT,
        Code.PAIN_SEVERE.value: PAIN,
        Code.PAIN_UNCONTROLLED.value: PAIN,
        Code.MIRELS_NEEDED.value: MIRELS,
        Code.SPINE_URGENT.value: SINS,
        Code.IMAGING_BASELINE.value: SCAN,
        Code.IMAGING_OVERDUE.value: SCAN,
        Code.BONE_WINDOW.value: STUDIES,
        Code.MDT_REFER.value: BOARD,
        Code.INJ_REMINDER.value: CALL,
        Code.INJ_OVERDUE.value: CALL,
        TaskKind.LAB_REQUEST.value: LAB,
        TaskKind.CTX_TEST.value: LAB,
        TaskKind.DENTAL_EXAM.value: TEETH,
        TaskKind.SUPPLEMENT.value: SUPPLEMENT,
        TaskKind.CALL.value: CALL,
        TaskKind.MDT_REVIEW.value: BOARD,
    }
)
