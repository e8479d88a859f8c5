"""Which addresses of this room change a row that is there, and why the others write over nobody."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.meanwhile.watches import Watch, row
from bonetherapy.api.not_started import REASONS as REASON_FACTS
from bonetherapy.api.reported import REPORTED as REPORTED_FACTS
from bonetherapy.models import AdverseEvent, Course, DentalRecord, Dose, SupplementOrder
from bonetherapy.sheets import SHEETS
from patients.edits import ASKS, NEW, new_rows, of_kinds, of_sheets

_KINDS = (REASON_FACTS, REPORTED_FACTS)
_DOSE, _COURSE = row(Dose, "dose_id"), row(Course, "course_id")
_DENTAL, _ORDER = row(DentalRecord, "record_id"), row(SupplementOrder, "order_id")
_DOSE_ACTS = ("give", "undo", "not_given", "rebook", "correct", "void")
_COURSE_ACTS = ("hold", "resume", "interval", "switch", "stop")
EDITS: Mapping[str, Watch] = {
    **of_sheets(SHEETS),
    **of_kinds(_KINDS),
    **{f"bonetherapy:dose_{act}": _DOSE for act in _DOSE_ACTS},
    **{f"api-dose-{act.replace('_', '-')}": _DOSE for act in _DOSE_ACTS},
    **{f"bonetherapy:course_{act}": _COURSE for act in (*_COURSE_ACTS, "unstop")},
    **{f"api-course-{act}": _COURSE for act in (*_COURSE_ACTS, "stop-undo")},
    "bonetherapy:dental_clear": _DENTAL,
    "bonetherapy:dental_cancel": _DENTAL,
    "bonetherapy:supplement_confirm": _ORDER,
    "bonetherapy:supplement_stop": _ORDER,
    "bonetherapy:adverse_event_resolve": row(AdverseEvent, "event_id"),
    "api-adverse-event-resolve": row(AdverseEvent, "event_id"),
    "api-dental-clear": _DENTAL,
    "api-dental-cancel": _DENTAL,
    "api-dental-correct": row(DentalRecord, "row_id"),
    "api-dental-void": row(DentalRecord, "row_id"),
    "api-supplement-confirm": _ORDER,
    "api-supplement-stop": _ORDER,
    "api-supplement-correct": row(SupplementOrder, "row_id"),
    "api-supplement-void": row(SupplementOrder, "row_id"),
    "api-adverse-event-correct": row(AdverseEvent, "row_id"),
    "api-adverse-event-void": row(AdverseEvent, "row_id"),
}
READS: Mapping[str, Watch] = {"api-dose": _DOSE, "api-course": _COURSE}
_ASKED = "opens one task for the check; asked again it is the same task"
ADDS: Mapping[str, str] = {
    **new_rows(SHEETS, _KINDS),
    "bonetherapy:dose_request": _ASKED,
    "bonetherapy:course_start": NEW,
    "bonetherapy:ward_sheet_take": NEW,
    "bonetherapy:ward_sheets": "each row goes through the recording of a dose; one recorded since is shown",
    "api-dose-request": _ASKED,
    "api-courses": NEW,
    "api-dental": NEW,
    "api-supplements": NEW,
    "api-adverse-events": NEW,
    "api-course-preview": ASKS,
    "api-interval-preview": ASKS,
    "api-stop-preview": ASKS,
    "api-give-preview": ASKS,
}
WORDS: Mapping[str, Any] = {"oncologist": _("oncologist")}
