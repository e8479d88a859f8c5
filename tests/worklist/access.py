"""Who may open the addresses of the worklist."""

from typing import Any

from accounts.permissions import Permission
from guidelines.pathway.states import PathwayState
from patients.selectors.pathway import last_step
from patients.services.pathway import Step, step_write
from tests.access import Row, Stage, Table, of_zhang
from tests.cast import TODAY
from tests.worklist.planned import reminder, subject
from worklist.enums import ReminderKind, ReminderState

FORM = ("GET", "POST")


def of_a_task(stage: Stage) -> dict[str, Any]:
    """An open task about 张桂兰."""
    return {"task_id": subject(stage.zhang, TODAY).id}


def of_a_notice(stage: Stage) -> dict[str, Any]:
    """A reminder that leads to the patient's page."""
    return {"reminder_id": reminder(stage.zhang, kind=ReminderKind.DENTAL_RECALL).id}


def of_a_failure(stage: Stage) -> dict[str, Any]:
    """A reminder that failed."""
    return {"reminder_id": reminder(stage.zhang, state=ReminderState.FAILED).id}


def of_a_step(stage: Stage) -> dict[str, Any]:
    """The step with which 张桂兰 entered the pathway."""
    step = Step(target=PathwayState.SCREEN_DUE, rule_id="DX-T01", taken_on=TODAY)
    row = last_step(stage.zhang) or step_write(by=stage.people.doctor_wang, patient=stage.zhang, step=step)
    return of_zhang(stage) | {"step_id": row.id}


def to_a_state(stage: Stage) -> dict[str, Any]:
    """The step of 张桂兰 to the MDT."""
    return of_zhang(stage) | {"target": "MDT_PENDING"}


ROWS: Table = {
    "worklist:inbox": Row(Permission.PATIENT_VIEW),
    "worklist:inbox_read": Row(Permission.PATIENT_VIEW, methods=("POST",)),
    "worklist:open": Row(Permission.PATIENT_VIEW, kwargs=of_a_notice),
    "worklist:calls": Row(Permission.CONTACT_LOG),
    "worklist:call": Row(Permission.CONTACT_LOG, methods=FORM, kwargs=of_zhang),
    "worklist:pathway_step": Row(Permission.PATHWAY_STEP, methods=FORM, kwargs=to_a_state),
    "worklist:pathway_void": Row(Permission.PATHWAY_STEP, methods=FORM, kwargs=of_a_step),
    "worklist:pathway_risk": Row(Permission.OBSERVATION_RECORD, methods=FORM, kwargs=of_zhang),
    "worklist:tasks": Row(Permission.WORKLIST_VIEW),
    "worklist:task_settle": Row(Permission.WORKLIST_VIEW, methods=FORM, kwargs=of_a_task),
    "worklist:task_take": Row(Permission.WORKLIST_VIEW, methods=("POST",), kwargs=of_a_task),
    "worklist:task_assign": Row(Permission.WORKLIST_VIEW, methods=("POST",), kwargs=of_a_task),
    "worklist:task_comment": Row(Permission.WORKLIST_VIEW, methods=("POST",), kwargs=of_a_task),
    "worklist:task_postpone": Row(Permission.WORKLIST_VIEW, methods=("POST",), kwargs=of_a_task),
    "worklist:assessments": Row(Permission.REMINDER_OPERATE),
    "worklist:outbox": Row(Permission.REMINDER_OPERATE),
    "worklist:retry": Row(
        Permission.REMINDER_OPERATE, methods=("POST",), kwargs=of_a_failure, is_bound=False
    ),
    "worklist:dry_run": Row(Permission.REMINDER_OPERATE),
}
