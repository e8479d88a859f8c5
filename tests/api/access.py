"""Who may use the API's addresses."""

from datetime import date
from typing import Any

from accounts.permissions import Permission
from bonetherapy.models import AdverseEvent, DentalRecord, SupplementOrder
from imaging.api.kinds import STUDIES
from patients.api.kinds import PROBLEM, SYMPTOM, TREATMENT
from tests.access import Kwargs, Row, Stage, Table, of_zhang
from tests.api.kinds import EVERY_KIND, of_a_row
from tests.bonetherapy.access import of_a_dose
from tests.cast import TODAY
from tests.imaging.access import (
    a_review,
    of_a_key_image,
    of_a_measurement,
    of_a_reading,
    of_a_response,
    of_a_series,
    of_an_attachment,
)
from tests.imaging.calendar import of_a_slot
from tests.mdt.access_live import of_a_live_case, of_a_live_decision
from tests.mdt.casework import of_a_case
from tests.mdt.following.access import of_a_decision, of_a_referral
from tests.mdt.minutes.access import of_minutes
from tests.patients.access import (
    in_her_department,
    in_her_hospital,
    of_a_contact,
    of_a_lab,
    of_an_emergency,
)
from tests.worklist.access import of_a_failure, of_a_step, of_a_task
from tests.worklist.planned import reminder

P = Permission

POST = ("POST",)


def of_a_course(stage: Stage) -> dict[str, Any]:
    """The one course of 张桂兰."""
    of_a_dose(stage)
    return {"course_id": stage.zhang.courses.get().id}


def of_an_event(stage: Stage) -> dict[str, Any]:
    """Numb fingers on that course."""
    course = of_a_course(stage)
    row = AdverseEvent.objects.create(
        patient=stage.zhang,
        code="HYPOCALCAEMIA",
        severity="MILD",
        onset_on=TODAY,
        recorded_by=stage.people.nurse_li,
        **course,
    )
    return course | {"event_id": row.id}


def of_a_tooth(stage: Stage) -> dict[str, Any]:
    """An extraction."""
    row = DentalRecord.objects.create(
        patient=stage.zhang, item="EXTRACTION", on=TODAY, recorded_by=stage.people.nurse_li
    )
    return of_zhang(stage) | {"record_id": row.id}


def of_a_dental_row(stage: Stage) -> dict[str, Any]:
    """The extraction, as every kind of row is named."""
    found = of_a_tooth(stage)
    return {"patient_id": found["patient_id"], "row_id": found["record_id"]}


def of_a_supplement(stage: Stage) -> dict[str, Any]:
    """Calcium and vitamin D."""
    row = SupplementOrder.objects.create(
        patient=stage.zhang, started_on=date(2025, 1, 1), recorded_by=stage.people.nurse_li
    )
    return of_zhang(stage) | {"order_id": row.id}


def of_a_supplement_row(stage: Stage) -> dict[str, Any]:
    """The supplement, as every kind of row is named."""
    return of_zhang(stage) | {"row_id": of_a_supplement(stage)["order_id"]}


def of_an_event_row(stage: Stage) -> dict[str, Any]:
    """The adverse event, as every kind of row is named."""
    return of_zhang(stage) | {"row_id": of_an_event(stage)["event_id"]}


def of_an_unread_notice(stage: Stage) -> dict[str, Any]:
    """A notice of the department's nurses."""
    return {"reminder_id": reminder(stage.zhang).id}


def of_a_ct_series(stage: Stage) -> dict[str, Any]:
    """A CT series."""
    return of_zhang(stage) | of_a_series(stage)


def of_a_review(stage: Stage) -> dict[str, Any]:
    """A visit to it."""
    return of_zhang(stage) | {"review_id": a_review(stage).id}


def of_a_file(stage: Stage) -> dict[str, Any]:
    """A report attached to an examination."""
    return of_zhang(stage) | {"row_id": of_an_attachment(stage)["attachment_id"]}


def of_a_picture(stage: Stage) -> dict[str, Any]:
    """A key image of it."""
    return of_zhang(stage) | of_a_key_image(stage)


def written(permission: P, kwargs: Kwargs) -> Row:
    """An address that only writes."""
    return Row(permission, methods=POST, kwargs=kwargs)


def read(kwargs: Kwargs, permission: P = P.PATIENT_VIEW) -> Row:
    """An address that only reads."""
    return Row(permission, kwargs=kwargs)


def listed(permission: P, kwargs: Kwargs = of_zhang, method: str = "POST") -> tuple[Row, ...]:
    """A list everybody reads who sees the patient, and some add to."""
    return (read(kwargs), Row(permission, methods=(method,), kwargs=kwargs))


HOUSE: Table = {"api-token-revoke": Row(methods=POST)}
PATIENTS: Table = {
    "api-patients": (Row(P.PATIENT_VIEW), Row(P.PATIENT_EDIT, methods=POST)),
    "api-patient-search": Row(P.PATIENT_VIEW, methods=POST),
    "api-emergency-search": Row(P.EMERGENCY_OPEN, methods=POST),
    "api-emergency": Row(P.EMERGENCY_OPEN, methods=POST, kwargs=of_zhang, reaches=in_her_hospital),
    "api-emergencies": Row(P.EMERGENCY_REVIEW),
    "api-emergency-review": Row(
        P.EMERGENCY_REVIEW, methods=POST, kwargs=of_an_emergency, reaches=in_her_department
    ),
    "api-patient": listed(P.PATIENT_EDIT, method="PUT"),
    "api-patient-void": written(P.PATIENT_MERGE, of_zhang),
    "api-diagnosis": Row(P.PATIENT_EDIT, methods=("PUT",), kwargs=of_zhang),
    "api-metastasis": listed(P.DIAGNOSIS_CONFIRM, method="PUT"),
    "api-labs": listed(P.LAB_RECORD),
    "api-lab-correct": written(P.LAB_RECORD, of_a_lab),
    "api-lab-void": written(P.LAB_RECORD, of_a_lab),
    "api-contacts": listed(P.PATIENT_EDIT),
    "api-contact": Row(P.PATIENT_EDIT, methods=("PUT",), kwargs=of_a_contact),
    "api-overrides": read(of_zhang),
}


def kinds() -> Table:
    """List, correction and void of every kind of row."""
    found: Table = {}
    for facts in EVERY_KIND:
        found[f"api-{facts.plural}"] = listed(facts.kind.permission)
        for act in ("correct", "void"):
            found[f"api-{facts.slug}-{act}"] = written(facts.kind.permission, of_a_row(facts))
    return found


RECORDS: Table = kinds() | {
    "api-symptom-end": written(P.OBSERVATION_RECORD, of_a_row(SYMPTOM)),
    "api-problem-end": written(P.LAB_RECORD, of_a_row(PROBLEM)),
    "api-treatment-stop": written(P.OBSERVATION_RECORD, of_a_row(TREATMENT)),
    "api-bone-window": Row(P.IMAGING_RECORD, methods=("PUT",), kwargs=of_a_row(STUDIES)),
    "api-window-statements": listed(P.IMAGING_RECORD, of_a_row(STUDIES)),
    "api-attachments": listed(P.IMAGING_RECORD, of_a_row(STUDIES)),
    "api-attachment-void": written(P.IMAGING_RECORD, of_a_file),
    "api-archive-studies": Row(P.IMAGING_RECORD, methods=("GET", "POST"), kwargs=of_zhang),
    "api-lesion-measurements": listed(P.IMAGING_RECORD),
    "api-lesion-measurement-void": written(P.IMAGING_RECORD, of_a_measurement),
    "api-lesion-readings": listed(P.IMAGING_RECORD),
    "api-lesion-reading-void": written(P.IMAGING_RECORD, of_a_reading),
    "api-response-assessments": listed(P.IMAGING_RECORD),
    "api-response-assessment-void": written(P.IMAGING_RECORD, of_a_response),
    "api-series-reviews": written(P.IMAGING_RECORD, of_a_ct_series),
    "api-review-dwell": written(P.IMAGING_RECORD, of_a_review),
    "api-key-images": listed(P.IMAGING_RECORD),
    "api-key-image-void": written(P.IMAGING_RECORD, of_a_picture),
    "api-slots": Row(P.SCAN_VIEW),
    "api-slot-order": written(P.SCAN_ARRANGE, of_a_slot),
    "api-slot-booking": Row(P.SCAN_ARRANGE, methods=("POST", "DELETE"), kwargs=of_a_slot),
    "api-slot-refusal": written(P.SCAN_ARRANGE, of_a_slot),
    "api-follow-up-panel": Row(P.PATIENT_VIEW, kwargs=of_zhang),
    "api-slot-waiver": Row(P.SCAN_WAIVE, methods=("POST", "DELETE"), kwargs=of_a_slot),
    "api-slot-contacts": written(P.CONTACT_LOG, of_a_slot),
    "api-follow-up": listed(P.DIAGNOSIS_CONFIRM, method="PUT"),
}
CASES: Table = {
    "api-cases": Row(P.BOARD_VIEW),
    "api-patient-cases": (Row(P.BOARD_VIEW, kwargs=of_zhang), written(P.CASE_SUBMIT, of_zhang)),
    "api-case": read(of_a_case, P.BOARD_VIEW),
    "api-case-acceptance": written(P.BOARD_RUN, of_a_case),
    "api-case-lane": Row(P.BOARD_RUN, methods=("PUT",), kwargs=of_a_case),
    "api-case-deferrals": written(P.BOARD_RUN, of_a_case),
    "api-case-withdrawal": written(P.CASE_SUBMIT, of_a_case),
    "api-case-opinions": (
        Row(P.BOARD_VIEW, kwargs=of_a_case),
        Row(P.PANEL_OPINION, methods=("PUT",), kwargs=of_a_case),
    ),
}


def of_a_board_case(stage: Stage) -> dict[str, Any]:
    """The case of 张桂兰 on an agenda."""
    return {"case_id": of_a_live_case(stage)["case_id"]}


def of_a_board_decision(stage: Stage) -> dict[str, Any]:
    """Its first decision."""
    return of_a_board_case(stage) | {"number": of_a_live_decision(stage)["number"]}


BOARD: Table = {
    "api-board-case-decisions": (
        read(of_a_board_case, P.BOARD_VIEW),
        written(P.DECISION_RECORD, of_a_board_case),
    ),
    "api-board-case-decision": Row(P.DECISION_RECORD, methods=("PUT",), kwargs=of_a_board_decision),
    "api-board-case-decision-void": written(P.DECISION_RECORD, of_a_board_decision),
    "api-board-case-dissents": Row(P.BOARD_VIEW, methods=("GET", "POST"), kwargs=of_a_board_case),
    "api-board-case-texts": (
        read(of_a_board_case, P.BOARD_VIEW),
        Row(P.DECISION_RECORD, methods=("PUT",), kwargs=of_a_board_case),
    ),
    "api-board-case-close": written(P.DECISION_RECORD, of_a_board_case),
}
CALCULATORS: Table = {
    f"api-calculate-{name}": Row(methods=POST)
    for name in ("clearance", "calcium", "mirels", "sins", "nrs", "ecog")
}
THERAPY: Table = {
    "api-protocols": Row(P.PATIENT_VIEW),
    "api-courses": listed(P.COURSE_PRESCRIBE),
    "api-course-preview": written(P.COURSE_PRESCRIBE, of_zhang),
    "api-course": read(of_a_course),
    "api-course-interval": written(P.COURSE_PRESCRIBE, of_a_course),
    "api-interval-preview": written(P.COURSE_PRESCRIBE, of_a_course),
    "api-course-hold": written(P.COURSE_HOLD, of_a_course),
    "api-course-resume": written(P.COURSE_PRESCRIBE, of_a_course),
    "api-course-switch": written(P.COURSE_PRESCRIBE, of_a_course),
    "api-course-stop": written(P.COURSE_PRESCRIBE, of_a_course),
    "api-course-stop-undo": written(P.COURSE_PRESCRIBE, of_a_course),
    "api-stop-preview": written(P.COURSE_PRESCRIBE, of_a_course),
    "api-adverse-events": listed(P.ADVERSE_EVENT_RECORD, of_a_course),
    "api-adverse-event-resolve": written(P.ADVERSE_EVENT_RECORD, of_an_event),
    "api-doses": Row(P.PATIENT_VIEW),
    "api-dose": read(of_a_dose),
    "api-dose-give": written(P.DOSE_RECORD, of_a_dose),
    "api-give-preview": written(P.DOSE_RECORD, of_a_dose),
    "api-dose-undo": written(P.DOSE_RECORD, of_a_dose),
    "api-dose-correct": written(P.COURSE_PRESCRIBE, of_a_dose),
    "api-dose-void": written(P.COURSE_PRESCRIBE, of_a_dose),
    "api-dose-not-given": written(P.DOSE_RECORD, of_a_dose),
    "api-dose-rebook": written(P.DOSE_RECORD, of_a_dose),
    "api-dose-request": written(P.DOSE_RECORD, of_a_dose),
    "api-day": Row(P.WORKLIST_VIEW),
    "api-calendar": Row(P.WORKLIST_VIEW),
    "api-dental": listed(P.DENTAL_RECORD),
    "api-dental-clear": written(P.DENTAL_RECORD, of_a_tooth),
    "api-dental-cancel": written(P.DENTAL_RECORD, of_a_tooth),
    "api-dental-correct": written(P.DENTAL_RECORD, of_a_dental_row),
    "api-dental-void": written(P.DENTAL_RECORD, of_a_dental_row),
    "api-supplements": listed(P.SUPPLEMENT_RECORD),
    "api-supplement-confirm": written(P.SUPPLEMENT_RECORD, of_a_supplement),
    "api-supplement-stop": written(P.SUPPLEMENT_RECORD, of_a_supplement),
    "api-supplement-correct": written(P.SUPPLEMENT_RECORD, of_a_supplement_row),
    "api-supplement-void": written(P.SUPPLEMENT_RECORD, of_a_supplement_row),
    "api-adverse-event-correct": written(P.ADVERSE_EVENT_RECORD, of_an_event_row),
    "api-adverse-event-void": written(P.ADVERSE_EVENT_RECORD, of_an_event_row),
}
FOLLOWING: Table = {
    "api-followed-decisions": Row(P.BOARD_VIEW),
    "api-decision-confirmation": written(P.OUTCOME_RECORD, of_a_decision),
    "api-decision-course": written(P.COURSE_PRESCRIBE, of_a_decision),
    "api-decision-outcome": written(P.OUTCOME_RECORD, of_a_decision),
    "api-decision-chains": read(of_zhang, P.BOARD_VIEW),
    "api-referrals": Row(P.BOARD_VIEW),
    "api-refer": written(P.CASE_REFER, of_zhang),
    "api-referral-accept": written(P.BOARD_RUN, of_a_referral),
    "api-referral-end": written(P.BOARD_RUN, of_a_referral),
}
WORK: Table = {
    "api-tasks": Row(P.WORKLIST_VIEW),
    "api-task-settle": written(P.WORKLIST_VIEW, of_a_task),
    "api-task-take": written(P.WORKLIST_VIEW, of_a_task),
    "api-task-assign": written(P.WORKLIST_VIEW, of_a_task),
    "api-task-notes": Row(P.WORKLIST_VIEW, methods=("GET", "POST"), kwargs=of_a_task),
    "api-task-postpone": written(P.WORKLIST_VIEW, of_a_task),
    "api-patient-findings": read(of_zhang),
    "api-patient-data-flags": Row(P.WORKLIST_VIEW, methods=("GET", "POST"), kwargs=of_zhang),
    "api-calls": Row(P.CONTACT_LOG),
    "api-patient-calls": Row(P.CONTACT_LOG, methods=("GET", "POST"), kwargs=of_zhang),
    "api-pathway": listed(P.PATHWAY_STEP),
    "api-pathway-risk": listed(P.OBSERVATION_RECORD),
    "api-pathway-void": written(P.PATHWAY_STEP, of_a_step),
    "api-inbox": Row(P.PATIENT_VIEW),
    "api-inbox-read": Row(P.PATIENT_VIEW, methods=POST),
    "api-notice-read": written(P.PATIENT_VIEW, of_an_unread_notice),
    "api-message-health": Row(P.CONTACT_LOG),
    "api-limits": Row(P.LIMITS_VIEW),
    "api-limits-in-force": Row(P.LIMITS_VIEW),
    "api-outbox": Row(P.REMINDER_OPERATE),
    "api-outbox-retry": Row(P.REMINDER_OPERATE, methods=POST, kwargs=of_a_failure, is_bound=False),
    "api-outbox-dry-run": Row(P.REMINDER_OPERATE),
    "api-outbox-health": Row(P.REMINDER_OPERATE),
}
MINUTES: Table = {
    "api-minutes": read(of_zhang, P.BOARD_VIEW),
    "api-minutes-content": read(of_minutes, P.BOARD_VIEW),
    "api-minutes-pdf": read(of_minutes, P.BOARD_VIEW),
}
ROWS: Table = HOUSE | PATIENTS | RECORDS | CALCULATORS | THERAPY | WORK | FOLLOWING | CASES | BOARD | MINUTES
