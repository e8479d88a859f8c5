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
        Code.INJ_REMINDER.value: CALL,
        Code.INJ_OVERDUE.value: CALL,
        TaskKind.LAB_REQUEST.value: LAB,
        TaskKind.CTX_TEST.value: LAB,
        TaskKind.DENTAL_EXAM.value: TEETH,
        TaskKind.SUPPLEMENT.value: SUPPLEMENT,
        TaskKind.CALL.value: CALL,
    }
)
