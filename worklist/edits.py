"""Which addresses of this room change a row that is there, and why the others write over nobody."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.meanwhile.watches import Watch, of_patient, row
from patients.edits import NEW
from patients.models import PathwayStep, RiskReview
from worklist.models import Task

_TASK = row(Task, "task_id")
_STATES = "the state of the message says whether it can be done"
EDITS: Mapping[str, Watch] = {
    "worklist:task_settle": _TASK,
    "worklist:task_take": _TASK,
    "worklist:task_assign": _TASK,
    "worklist:task_postpone": _TASK,
    "worklist:pathway_risk": of_patient(RiskReview),
    "worklist:pathway_step": of_patient(PathwayStep),
    "worklist:pathway_void": row(PathwayStep, "step_id"),
    "api-task-settle": _TASK,
    "api-task-take": _TASK,
    "api-task-assign": _TASK,
    "api-task-postpone": _TASK,
    "api-pathway": of_patient(PathwayStep),
    "api-pathway-risk": of_patient(RiskReview),
    "api-pathway-void": row(PathwayStep, "step_id"),
}
ADDS: Mapping[str, str] = {
    "worklist:inbox_read": "of the signed-in person alone",
    "worklist:call": NEW,
    "worklist:task_comment": NEW,
    "worklist:retry": _STATES,
    "api-task-notes": NEW,
    "api-patient-data-flags": NEW,
    "api-patient-calls": NEW,
    "api-inbox-read": "of the signed-in person alone",
    "api-notice-read": "of the signed-in person alone",
    "api-outbox-retry": _STATES,
}
WORDS: Mapping[str, Any] = {"owner": _("owner"), "closed_at": _("closed at")}
