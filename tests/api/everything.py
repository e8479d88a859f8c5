"""One patient of whom there is one of everything an address of the API can name."""

from typing import Any

from patients.models import Patient
from tests.access import Stage, of_zhang
from tests.api.access import (
    of_a_course,
    of_a_ct_series,
    of_a_dental_row,
    of_a_file,
    of_a_picture,
    of_a_review,
    of_a_supplement,
    of_a_supplement_row,
    of_a_tooth,
    of_an_event,
    of_an_event_row,
)
from tests.api.kinds import EVERY_KIND, of_a_row
from tests.bonetherapy.access import of_a_dose
from tests.cast import Cast, albumin, calcium, creatinine, weight
from tests.imaging.access import of_a_measurement, of_a_reading, of_a_response
from tests.imaging.calendar import of_a_slot
from tests.mdt.access_boards import of_a_meeting, of_a_member, of_an_invitation
from tests.mdt.access_live import of_a_live_case, of_a_live_decision
from tests.mdt.casework import of_a_case
from tests.mdt.following.access import of_a_decision, of_a_referral
from tests.mdt.minutes.access import of_minutes
from tests.patients.access import of_a_contact, of_a_lab, of_an_emergency
from tests.worklist.access import of_a_failure, of_a_step, of_a_task

NAMED = (
    of_zhang,
    of_a_dose,
    of_a_course,
    of_a_lab,
    of_a_contact,
    of_a_tooth,
    of_a_supplement,
    of_an_event,
    of_a_failure,
    of_a_task,
    of_a_step,
    of_a_ct_series,
    of_a_review,
    of_a_slot,
    of_a_decision,
    of_a_referral,
    of_a_case,
    of_a_live_case,
    of_a_live_decision,
    of_minutes,
    of_a_member,
    of_a_meeting,
    of_an_invitation,
    of_an_emergency,
)
LISTED = {
    "key-images": of_a_picture,
    "lesion-measurements": of_a_measurement,
    "lesion-readings": of_a_reading,
    "response-assessments": of_a_response,
    "report-attachments": of_a_file,
    "dental": of_a_dental_row,
    "supplements": of_a_supplement_row,
    "adverse-events": of_an_event_row,
}


def everything(people: Cast, zhang: Patient) -> dict[str, Any]:
    """Part of an address -> id; for a list below a patient the id of a row in it. She can be treated."""
    stage = Stage(people, zhang)
    for fact in (calcium, albumin, creatinine, weight):
        fact(zhang, people.nurse_li)
    found: dict[str, Any] = {}
    for write in NAMED:
        found |= write(stage)
    # That there was no event can only be said before there was one.
    kinds = sorted(EVERY_KIND, key=lambda facts: facts.slug != "event-free-statement")
    rows = {facts.plural: of_a_row(facts)(stage)["row_id"] for facts in kinds}
    return found | rows | {name: write(stage)["row_id"] for name, write in LISTED.items()}
