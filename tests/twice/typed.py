"""What a person types into a form of the house, where leaving it as it stands is not enough."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access import Stage
from tests.bonetherapy.pages.test_course_changes import LONGER
from tests.cast import PASSWORD, TODAY
from tests.imaging.access import CONTENT
from tests.interop.test_old_cases import GOOD, table
from tests.patients.emergencies import TYPED as EMERGENCY
from tests.patients.test_pages import registration
from tests.test_people_at_once import LAB

SIGNING_IN = "signing in and out, where a code works once and a session ends once"
LOOKS = "a look, each time a line of the trail"
# Pages whose forms have no key, as tests/test_edits.py lists them by template, and why.
UNNAMED: dict[str, str] = {
    "accounts:factor": SIGNING_IN,
    "accounts:factor_codes": SIGNING_IN,
    "accounts:factor_drop": SIGNING_IN,
    "accounts:language": "how pages look: pressed twice is pressed twice",
    "accounts:lock": SIGNING_IN,
    "accounts:login": SIGNING_IN,
    "accounts:logout": SIGNING_IN,
    "accounts:projector": "how pages look: pressed twice is pressed twice",
    "accounts:resume": SIGNING_IN,
    "accounts:second_factor": SIGNING_IN,
    "accounts:session": SIGNING_IN,
    "accounts:session_end": SIGNING_IN,
    "accounts:sessions_end": SIGNING_IN,
    "accounts:unlock": SIGNING_IN,
    "case:reading": "a beacon that adds the seconds somebody read",
    "live:attendance": "what is pressed last counts",
    "live:show": "a clock of the page presses it every few seconds",
    "live:texts": "saved by a script while somebody types, against the version it saw",
    "minutes:verify": "asks and writes nothing",
    "patients:emergency_search": LOOKS,
    "patients:reveal": LOOKS,
    "patients:search": LOOKS,
    "set_language": "how pages look: pressed twice is pressed twice",
}
# Pages that refuse what stands in their form here, and what has them instead.
UNREACHED: dict[str, str] = {
    "bonetherapy:course_unstop": "needs what a stop wrote: tests/bonetherapy/services/test_unstopping.py",
    "bonetherapy:ward_sheets": "takes a workbook that was filled in: tests/bonetherapy/test_ward_sheets.py",
    "following:accept": "belongs to the other hospital: tests/mdt/following/test_referrals.py",
    "imaging:ask": "asks about scans that are late: tests/imaging/test_arranging.py",
    "imaging:study_archive": "no image archive is connected: tests/imaging/archive",
    "live:begin": "shows its button on the day of the meeting: tests/mdt/live/test_session.py",
    "live:decision_void": "its form comes as a fragment: tests/mdt/live/test_decisions.py",
    "mdt:conference_correct": "the rules of the record ask more: tests/mdt/test_recording.py",
    "worklist:pathway_step": "another state comes first: tests/worklist/test_pathway_pages.py",
}
Typed = Callable[[Stage], dict[str, Any]]
# Forms that stand on another page: its name and the parts of its address.
STANDS_ON: dict[str, tuple[str, ...]] = {
    "board:answer": ("board:meeting", "meeting_id"),
    "board:feed_make": ("board:feed_page",),
    "board:feed_revoke": ("board:feed_page",),
    "board:guest_add": ("board:meeting", "meeting_id"),
    "board:invitation_gone": ("board:meeting", "meeting_id"),
    "board:meeting_open": ("board:meeting", "meeting_id"),
    "board:meeting_publish": ("board:meeting", "meeting_id"),
    "board:member_add": ("board:board", "board_id"),
    "board:member_leave": ("board:board", "board_id"),
    "bonetherapy:dose_request": ("bonetherapy:dose_give", "dose_id"),
    "bonetherapy:ward_sheet_take": ("bonetherapy:ward_sheets",),
    "case:accept": ("case:detail", "case_id"),
    "case:agenda_build": ("case:agenda", "meeting_id"),
    "case:agenda_move": ("case:agenda", "meeting_id"),
    "case:agenda_publish": ("case:agenda", "meeting_id"),
    "case:ask": ("case:board",),
    "case:lane": ("case:board",),
    "case:merge": ("case:detail", "case_id"),
    "case:opinion": ("case:detail", "case_id"),
    "following:accept": ("following:referral", "referral_id"),
    "following:answer": ("following:decision", "decision_id"),
    "following:confirm": ("following:decision", "decision_id"),
    "following:end": ("following:referral", "referral_id"),
    "imaging:ask": ("imaging:board",),
    "imaging:slot_book": ("imaging:slot", "slot_id"),
    "imaging:slot_order": ("imaging:slot", "slot_id"),
    "imaging:slot_refuse": ("imaging:slot", "slot_id"),
    "imaging:slot_restore": ("imaging:slot", "slot_id"),
    "imaging:slot_unbook": ("imaging:slot", "slot_id"),
    "imaging:slot_waive": ("imaging:slot", "slot_id"),
    "interop:import_approve": ("interop:import_batch", "batch_id"),
    "interop:import_drop": ("interop:import_batch", "batch_id"),
    "interop:import_undo": ("interop:import_batch", "batch_id"),
    "live:begin": ("home",),
    "live:decision": ("live:decision?type=FOLLOW_UP", "meeting_id", "case_id"),
    "minutes:sign": ("minutes:to_sign",),
    "patients:care_team_revoke": ("patients:detail", "patient_id"),
    "worklist:inbox_read": ("worklist:inbox",),
    "worklist:retry": ("worklist:outbox",),
    "worklist:task_assign": ("worklist:task_settle", "task_id"),
    "worklist:task_comment": ("worklist:task_settle", "task_id"),
    "worklist:task_postpone": ("worklist:task_settle", "task_id"),
    "worklist:task_take": ("worklist:task_settle", "task_id"),
}


def always(**said: Any) -> Typed:
    """The same whoever the patient is."""
    return lambda stage: said


def _somebody(stage: Stage) -> dict[str, Any]:
    return {"user": str(stage.people.nurse_sun.pk), "discipline": "NURSING"}


def _lu(stage: Stage) -> dict[str, Any]:
    return {"user": "lu", "discipline": "NURSING"}


def _a_place(stage: Stage) -> dict[str, Any]:
    return {"case": str(stage.zhang.board_cases.get().pk), "place": "1"}


def _measured(stage: Stage) -> dict[str, Any]:
    name = stage.zhang.lesions.get().pk
    return {f"long_{name}": "12.1", f"short_{name}": "10.4"}


FOLLOW_UP = {"type": "FOLLOW_UP", "examination": "BS", "month": "2025-09", "due_on": "2025-09-30"}
SOON = str(TODAY + timedelta(days=14))
NEW = "a longer sentence 2026"
TYPED: dict[str, Typed] = {
    "accounts:password": always(old_password=PASSWORD, new_password1=NEW, new_password2=NEW),
    "board:answer": always(answer="ACCEPTED"),
    "board:answer_for": always(answer="ACCEPTED"),
    "board:guest_add": _lu,
    "board:meeting_add": always(starts_at="2025-03-21T15:00"),
    "board:meeting_move": always(starts_at="2025-03-21T15:00"),
    "board:member_add": _somebody,
    "board:series_end": always(ends_on="2025-04-30"),
    "bonetherapy:course_hold": always(reason_code="HYPOCALCAEMIA", review_on=SOON),
    "bonetherapy:course_interval": always(**LONGER | {"interval_days": "42"}),
    "bonetherapy:course_start": always(agent="DENOSUMAB", first_due_on=SOON),
    "bonetherapy:course_stop": always(reason_code="NO_BENEFIT", stopped_on=str(TODAY)),
    "bonetherapy:dental_clear": always(cleared_on=str(TODAY), dentist_name="何医生"),
    "bonetherapy:dose_give": always(
        identity_confirmed="on", asked_today="on", batch="DN26081B", expires_on="2027-07", dose_mg="120",
        given_at=f"{TODAY}T11:40", site="LEFT_ABDOMEN", check=None,
    ),
    "bonetherapy:dose_correct": always(batch="DN26081C"),
    "bonetherapy:dose_not_given": always(reason_code="FORGOTTEN"),
    "bonetherapy:dose_rebook": always(reason_code="FORGOTTEN", booked_on=SOON),
    "bonetherapy:dose_request": always(check="CALCIUM"),
    "case:lane": always(lane="LISTED"),
    "case:opinion": always(stance="AGREE"),
    "case:agenda_move": _a_place,
    "case:ask": lambda stage: {"case": str(stage.zhang.board_cases.get().pk)},
    "case:word": always(question="T8 先手术？"),
    "following:answer": always(answer="IMPLEMENTED"),
    "following:refer": always(until=SOON),
    "imaging:attachment_add": lambda stage: {"file": SimpleUploadedFile("报告.pdf", CONTENT)},
    "imaging:ask": lambda stage: {"slot": str(stage.zhang.imaging_slots.order_by("due_on")[0].pk)},
    "imaging:measure": _measured,
    "imaging:slot_book": always(booked_for="2025-03-10T09:00", place="影像科"),
    "imaging:slot_order": always(ordered_on=str(TODAY)),
    "interop:imports": lambda stage: {"file": SimpleUploadedFile("旧病例.csv", table(GOOD))},
    "live:decision": lambda stage: FOLLOW_UP | {"owner": str(stage.people.doctor_wang.pk)},
    "mdt:conference_correct": always(drug_statement="START", drug_text="地舒单抗"),
    "patients:weight_add": always(weight_kg="60"),
    "patients:contact_add": always(phone="13800138000"),
    "patients:emergency_open": always(**EMERGENCY),
    "patients:lab_add": always(**LAB),
    "patients:register": lambda stage: registration(stage.people),
    "worklist:call": always(outcome="NO_ANSWER"),
    "worklist:task_assign": lambda stage: {"to": str(stage.people.nurse_li.pk)},
    "worklist:task_postpone": always(until=SOON, reason="出差"),
}  # fmt: skip
