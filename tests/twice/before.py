"""What happened before, where the rows of an address are not enough, and who it was that sends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from accounts import clock
from accounts.enums import Role
from accounts.models import User
from bonetherapy.models import DentalRecord, Dose
from guidelines.lesions import Bone
from imaging.models import ImagingSlot
from interop.models import ImportBatch
from mdt.enums import ApprovalStep
from mdt.models import BoardReferral, Case, Decision, Meeting
from mdt.services import feed_make
from mdt.services.closing import meeting_close
from patients.enums import AccessReason
from patients.models import CareTeamMember, Problem
from tests.access import Stage
from tests.bonetherapy.access import of_a_dose, of_a_held_course, of_a_stopped_course
from tests.bonetherapy.steps import give
from tests.cast import PASSWORD, TODAY, albumin, calcium, creatinine, person, weight
from tests.imaging.access import of_a_waived_slot
from tests.imaging.calendar import of_a_slot
from tests.imaging.measured import lesion, study
from tests.interop.test_old_cases import GOOD, done, reviewed
from tests.interop.test_old_cases import table as old_cases
from tests.mdt import boards
from tests.mdt.casework import accepted, table
from tests.mdt.following.board_day import board_of_west, dental_check
from tests.mdt.live.session import decide, follow_up
from tests.mdt.live.test_concluding import TEXTS
from tests.mdt.minutes.stage import CLOSING, closed_case, session
from tests.worklist.access import of_a_step
from tests.worklist.planned import reminder

Parts = dict[str, Any]
Happened = Callable[[Stage, Parts], object]


def a_dose_given(stage: Stage, parts: Parts) -> None:
    """By nurse Li, today."""
    give(Dose.objects.get(pk=parts["dose_id"]), stage.people.nurse_li, TODAY)


def blood_is_taken(stage: Stage, parts: Parts) -> None:
    """She is weighed, and a dentist has seen her."""
    for fact in (calcium, albumin, creatinine, weight):
        fact(stage.zhang, stage.people.nurse_li)
    seen = {"on": TODAY - timedelta(days=9), "outcome": "NORMAL", "recorded_by": stage.people.nurse_li}
    DentalRecord.objects.create(patient=stage.zhang, item="ORAL_EXAM", **seen)


def a_slot_booked(stage: Stage, parts: Parts) -> None:
    """The CT, for a day in April."""
    booked = {"booked_for": clock.now() + timedelta(days=30), "ordered_on": TODAY}
    ImagingSlot.objects.filter(pk=parts["slot_id"]).update(**booked)


def a_person_named(stage: Stage, parts: Parts) -> None:
    """Panel member Lin is in the care team."""
    CareTeamMember.objects.create(
        patient=stage.zhang,
        user=stage.people.panel_member_lin,
        until=TODAY + timedelta(days=30),
        reason=AccessReason.values[0],
        granted_by=stage.people.doctor_wang,
    )


def a_case_on_the_agenda(stage: Stage, parts: Parts) -> None:
    """In the second place, with nobody in the first."""
    where = Meeting.objects.get(pk=parts["meeting_id"])
    boards.case(where.board, stage.zhang, stage.people.doctor_wang, to=where, place=2)


def a_case_at_another_board(stage: Stage, parts: Parts) -> None:
    """Of the same patient."""
    boards.case(boards.board(stage.people, name="脊柱 MDT"), stage.zhang, stage.people.doctor_wang)


def a_meeting_there(stage: Stage, parts: Parts) -> None:
    """The board she is sent to meets."""
    boards.meeting(BoardReferral.objects.get(pk=parts["referral_id"]).case.board)


def a_decision_about_teeth(stage: Stage, parts: Parts) -> None:
    """One that is confirmed by a press."""
    case = Decision.objects.get(pk=parts["decision_id"]).case
    parts["decision_id"] = dental_check(case, stage.people.doctor_wang).id


def all_is_said(stage: Stage, parts: Parts) -> None:
    """The meeting began at ten; the case has its texts and a decision."""
    case = Case.objects.get(pk=parts["case_id"])
    Case.objects.filter(pk=case.pk).update(**TEXTS)
    Meeting.objects.filter(cases=case).update(opened_at=boards.at(TODAY, 10))
    decide(stage.people, case, follow_up(stage.people))


def it_has_not_begun(stage: Stage, parts: Parts) -> None:
    """The meeting is today, at noon."""
    facts = {"state": "PLANNED", "opened_at": None, "starts_at": clock.now()}
    Meeting.objects.filter(pk=parts["meeting_id"]).update(**facts)


def a_scan_is_late(stage: Stage, parts: Parts) -> None:
    """The CT was due three weeks ago."""
    slot = of_a_slot(stage)["slot_id"]
    ImagingSlot.objects.filter(pk=slot).update(due_on=TODAY - timedelta(days=21))


def a_lesion(stage: Stage, parts: Parts) -> None:
    """In T8."""
    lesion(stage.people, stage.zhang, "T8", Bone.SPINE)


def she_has_a_password(stage: Stage, parts: Parts) -> None:
    """Doctor Wang."""
    wang = User.objects.get(username="wang")
    wang.set_password(PASSWORD)
    wang.save()


def a_lesion_in_a_scan(stage: Stage, parts: Parts) -> None:
    """T8, and a CT of today."""
    a_lesion(stage, parts)
    study(stage.people, stage.zhang)


def somebody_new(stage: Stage, parts: Parts) -> None:
    """Nurse Lu of the other department, asked to no meeting yet."""
    person("lu", "陆一", Role.NURSE, stage.people.oncology_2)


def it_is_not_over(stage: Stage, parts: Parts) -> None:
    """The problem goes on."""
    Problem.objects.filter(pk=parts["row_id"]).update(resolved_on=None)


def the_tooth_is_still_there(stage: Stage, parts: Parts) -> None:
    """It is to be drawn in two weeks."""
    stage.zhang.dental_records.update(on=TODAY + timedelta(days=14), is_done=False)


def minutes_wait(stage: Stage, parts: Parts) -> None:
    """For the signature of the chair, doctor Wang."""
    held = session(stage.people, approval=[ApprovalStep.CHAIR])
    closed_case(stage.people, stage.zhang, held)
    meeting_close(by=stage.people.coordinator_qian, meeting=held, now=CLOSING)


def a_table_is_reviewed(stage: Stage, parts: Parts) -> None:
    """Gao has sent a table with one good row."""
    reviewed(_desk(stage), old_cases(GOOD))
    parts["batch_id"] = ImportBatch.objects.exclude(pk=parts["batch_id"]).get().pk


def a_table_is_imported(stage: Stage, parts: Parts) -> None:
    """And has approved it."""
    a_table_is_reviewed(stage, parts)
    done(_desk(stage), "approve", ImportBatch.objects.get(pk=parts["batch_id"]))


def _desk(stage: Stage) -> Client:
    desk = Client()
    desk.force_login(stage.people.admin_gao)
    return desk


BEFORE: dict[str, Happened] = {
    "interop:import_approve": a_table_is_reviewed,
    "interop:import_undo": a_table_is_imported,
    "bonetherapy:dental_cancel": the_tooth_is_still_there,
    "minutes:sign": minutes_wait,
    "following:refer": lambda stage, parts: board_of_west(stage.people),
    "board:guest_add": somebody_new,
    "api-meeting-invitations": somebody_new,
    "api-problem-end": it_is_not_over,
    "api-pathway": lambda stage, parts: of_a_step(stage),
    "accounts:password": she_has_a_password,
    "bonetherapy:dose_undo": a_dose_given,
    "bonetherapy:dose_correct": a_dose_given,
    "bonetherapy:dose_void": a_dose_given,
    "api-dose-undo": a_dose_given,
    "api-dose-correct": a_dose_given,
    "api-dose-void": a_dose_given,
    "api-course-resume": lambda stage, parts: of_a_held_course(stage),
    "api-course-stop-undo": lambda stage, parts: of_a_stopped_course(stage),
    "bonetherapy:adverse_event_add": lambda stage, parts: of_a_dose(stage),
    "bonetherapy:ward_sheet_take": lambda stage, parts: of_a_dose(stage),
    "case:agenda_build": a_case_on_the_agenda,
    "case:agenda_move": a_case_on_the_agenda,
    "case:agenda_publish": a_case_on_the_agenda,
    "case:ask": lambda stage, parts: accepted(table(stage.people), stage.zhang),
    "case:merge": a_case_at_another_board,
    "case:new": lambda stage, parts: table(stage.people),
    "api-patient-cases": lambda stage, parts: table(stage.people),
    "following:accept": a_meeting_there,
    "following:confirm": a_decision_about_teeth,
    "api-decision-confirmation": a_decision_about_teeth,
    "live:close": all_is_said,
    "api-board-case-close": all_is_said,
    "bonetherapy:dose_give": blood_is_taken,
    "api-dose-give": blood_is_taken,
    "api-dental-cancel": the_tooth_is_still_there,
    "bonetherapy:course_switch": blood_is_taken,
    "api-courses": blood_is_taken,
    "api-course-switch": blood_is_taken,
    "api-referral-accept": a_meeting_there,
    "api-adverse-events": lambda stage, parts: of_a_dose(stage),
    "live:begin": it_has_not_begun,
    "imaging:ask": a_scan_is_late,
    "imaging:measure": a_lesion,
    "api-lesion-measurements": a_lesion_in_a_scan,
    "api-lesion-readings": a_lesion_in_a_scan,
    "api-response-assessments": a_lesion_in_a_scan,
    "board:feed_revoke": lambda stage, parts: feed_make(by=stage.people.doctor_wang),
    "imaging:slot_unbook": a_slot_booked,
    "DELETE api-slot-booking": a_slot_booked,
    "DELETE api-slot-waiver": lambda stage, parts: of_a_waived_slot(stage),
    "patients:care_team_revoke": a_person_named,
    "worklist:inbox_read": lambda stage, parts: reminder(stage.zhang),
    "api-inbox-read": lambda stage, parts: reminder(stage.zhang),
}
# Who sends it, where the first of those who are let in achieve nothing.
SENDERS: dict[str, str] = {
    "accounts:password": "wang",
    "patients:emergency_open": "zhao",
    "api-emergency": "zhao",
    "minutes:close": "wu",
    "following:accept": "fang",
    "api-referral-accept": "fang",
}
