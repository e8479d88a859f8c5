"""Every page of the house as its user sees it: no barrier, nothing sideways, nothing in the console.

Each page is opened twice: in either language, at either size, on either ground.
"""

from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts import clock
from accounts.models import User
from accounts.permissions import Permission, can
from bonetherapy.models import AdverseEvent, Course, Dose
from bonetherapy.sheets import SHEETS as BONE_DRUGS
from guidelines.mdt.decisions import DecisionType
from imaging.models import (
    ImagingSeries,
    ImagingStudy,
    KeyImage,
    Lesion,
    LesionMeasurement,
    LesionReading,
    ReportAttachment,
    ResponseAssessment,
)
from imaging.services import attachment_add
from imaging.services.key_images import KeyImageSpec, key_image_add
from imaging.sheets import SHEETS as IMAGING
from mdt.models import Board, Case, Decision, Invitation, Meeting, Minutes
from mdt.sheets import SHEETS as MDT
from patients.models import EventFreeStatement, PathwayStep, Patient, Symptom
from patients.selectors.access import visible_to
from patients.sheets.all import ASIDE
from patients.sheets.all import SHEETS as RECORD
from patients.sheets.events import EVENT_FREE
from scripts.pages import FOR_EVERYBODY, USERS
from tests.access_table import EXPECTED
from tests.browser.touring import Tour
from tests.record import one_of
from tests.worklist.planned import subject

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# Not pages: answers to machines, a part of the day, a redirect, downloads. Swagger's has its own test.
NO_PAGE = {
    "livez", "readyz", "healthz", "metrics",
    "bonetherapy:day_side", "worklist:open", "imaging:series_manifest", "imaging:series_frame",
    "imaging:series_image", "imaging:attachment_file", "imaging:key_image", "imaging:export",
    "board:feed", "live:state",
    "accounts:trail_csv", "minutes:progress", "minutes:case_file", "minutes:meeting_file", "minutes:live",
    "case:preread_file", "accounts:second_factor", "accounts:oidc", "accounts:oidc_back",
    "board:report_file", "interop:import_template", "accounts:session",
    "accounts:lock",  # only while locked: tests/browser/test_session_cover.py looks for barriers there
}  # fmt: skip
# Pages no link may lead to: the tour makes the moment they are for.
OF_A_MOMENT = {
    "patients:emergency_open", "patients:merge", "patients:symptom_over", "worklist:pathway_void",
    "bonetherapy:dose_undo", "bonetherapy:dose_slip", "bonetherapy:dose_correct", "bonetherapy:dose_void",
    "bonetherapy:adverse_event_resolve", "bonetherapy:course_unstop",
    "imaging:study_images", "imaging:viewer", "imaging:window_statement", "imaging:key_image_void",
    "imaging:attachment_void", "imaging:measurement_void", "imaging:reading_void", "imaging:response_void",
    "imaging:lesion_sins", "imaging:lesion_mirels",
    "board:answer_for", "board:meeting_move", "board:meeting_cancel", "minutes:close", "minutes:renew",
    "live:meeting", "live:case", "live:dissent", "live:guest", "live:close", "live:decision",
    "live:decision_edit", "live:decision_void",
}  # fmt: skip
SIGNED_OUT = ""


def test_every_page(browser: Browser, site: LiveServer, settings: Settings) -> None:
    """Every user, every page nobody before could open."""
    settings.DICOM_DIR = settings.ATTACHMENT_DIR + "-images"  # the demo hospital has images
    build()
    film()
    seen: set[str] = set()
    faults: list[str] = []
    for username in (SIGNED_OUT, *USERS):
        settings.DEBUG = username == SIGNED_OUT  # the style guide is a page too
        tour = Tour(username, seen, NO_PAGE, browser, site.url)
        paths = paths_of(username, tour)
        tour.complete(paths)
        faults += tour.faults
        seen |= paths.keys()
    if faults:
        pytest.fail("\n".join(faults))
    assert unseen(seen) == set()


def build() -> None:
    """The demo hospital, the notices of its morning, a task, a course on hold, a row of every sheet."""
    today = clock.today()
    call_command("demo_hospital", verbosity=0)
    call_command("run_sweep", now=f"{today}T10:00", verbosity=0)
    course = Course.objects.filter(state="ACTIVE", patient__department__name="肿瘤一科").earliest(
        "first_due_on"
    )
    subject(course.patient, today)
    attach()
    doctor = User.objects.get(username="doctor")
    for sheet in (*RECORD, *ASIDE, *IMAGING, *MDT, *BONE_DRUGS):
        if sheet is not EVENT_FREE:  # events of this patient are on record: the form would say so
            one_of(sheet, course.patient, by=doctor)
    EventFreeStatement.objects.create(patient=course.patient, stated_on=today, recorded_by=doctor)
    Course.objects.filter(pk=course.pk).update(
        state="HELD", hold_reason="HYPOCALCAEMIA", held_on=today, hold_review_on=today
    )


def attach() -> None:
    """A report at every examination that has images: one of them is met first."""
    radiologist = User.objects.get(username="radiologist")
    for study in ImagingStudy.objects.exclude(study_uid=""):
        attachment_add(by=radiologist, study=study, name="报告.pdf", content=b"%PDF-1.7 %%EOF")


def film() -> None:
    """One slice of the demo images, kept as a key image."""
    doctor = User.objects.get(username="doctor")
    series = ImagingSeries.objects.filter(study__patient__department=doctor.department).latest("created_at")
    spec = KeyImageSpec(series_id=series.id, slice_index=1, width=2500, level=700, caption="T10")
    key_image_add(by=doctor, patient=series.study.patient, spec=spec, today=clock.today())


def pages_of_the_table() -> dict[str, set[Permission | None]]:
    """The pages in the table of all addresses, and what one of them asks for."""
    asked = {
        name: {row.permission for row in rows if "GET" in row.methods}
        for name, rows in EXPECTED.items()
        if name not in NO_PAGE and not name.startswith("api-")
    }
    return {name: permissions for name, permissions in asked.items() if permissions}


def linked(user: User) -> set[str] | None:
    """What links should lead this user to; None: nobody knows, for Django's own pages are in no table."""
    if user.is_staff:
        return None
    return {
        name
        for name, permissions in pages_of_the_table().items()
        if name not in OF_A_MOMENT and any(one is None or can(user, one) for one in permissions)
    }


def unseen(seen: set[str]) -> set[str]:
    """Pages in the table of all addresses that nobody came to."""
    return pages_of_the_table().keys() - seen


def paths_of(username: str, tour: Tour) -> dict[str, str]:
    """What links lead to, and for the nurse and the doctor what only a moment's state leads to."""
    if username == SIGNED_OUT:
        return FOR_EVERYBODY
    found = tour.found(linked(User.objects.get(username=username)))
    if username == "nurse":
        return found | of_a_given_dose()
    more = of_a_moment() | of_a_measured_lesion() | of_a_meeting() if username == "doctor" else {}
    return found | more


def of_a_given_dose() -> dict[str, str]:
    """Its undo, its slip, and the end of an adverse event that followed it; an examination with images."""
    dose = Dose.objects.filter(state="GIVEN", patient__department__name="肿瘤一科").latest("given_on")
    event = AdverseEvent.objects.create(
        patient=dose.patient,
        course=dose.course,
        code="ACUTE_PHASE",
        severity="MILD",
        onset_on=clock.today(),
        recorded_by=User.objects.get(username="nurse"),
    )
    ids = {"dose_undo": dose.id, "dose_slip": dose.id, "adverse_event_resolve": event.id}
    names = {f"bonetherapy:{name}": row_id for name, row_id in ids.items()}
    names["imaging:study_images"] = report().study_id  # the first one met on the way may have no image
    return {name: reverse(name, args=[row_id]) for name, row_id in names.items()}


def of_a_measured_lesion() -> dict[str, str]:
    """Taking back a measurement, a reading and a response, and the scores that start from a lesion."""
    measured = LesionMeasurement.objects.filter(voided_at=None).latest("created_at")
    judged = ResponseAssessment.objects.filter(voided_at=None).latest("created_at")
    vertebra = Lesion.objects.filter(patient=measured.patient, bone="SPINE").latest("created_at")
    limb = Lesion.objects.filter(patient=measured.patient, bone="FEMUR").latest("created_at")
    said = LesionReading.objects.create(
        patient=measured.patient,
        study=measured.study,
        lesion=limb,
        read_on=clock.today(),
        change="GREW",
        recorded_by=measured.recorded_by,
    )
    rows: dict[str, Any] = {
        "measurement_void": measured,
        "reading_void": said,
        "response_void": judged,
        "lesion_sins": vertebra,
        "lesion_mirels": limb,
    }
    named = {f"imaging:{name}": row for name, row in rows.items()}
    return {name: reverse(name, args=[row.patient_id, row.id]) for name, row in named.items()}


def of_a_meeting() -> dict[str, str]:
    """A meeting in session: one case on the screen, one decision of it."""
    doctor, now = User.objects.get(username="doctor"), clock.now()
    about = Patient.objects.filter(department=doctor.department).latest("hospital_number")
    board = Board.objects.create(hospital=about.hospital, name="现场", chair=doctor, coordinator=doctor)
    meeting = Meeting.objects.create(board=board, starts_at=now, state="OPEN", opened_at=now)
    case = Case.objects.create(
        patient=about, board=board, meeting=meeting, state="ACCEPTED", submitted_at=now, submitted_by=doctor
    )
    Decision.objects.create(case=case, number=1, type=DecisionType.RT, text="T8", recorded_by=doctor)
    ids = [meeting.id, case.id]
    names = {
        f"live:{name}": reverse(f"live:{name}", args=ids) for name in ("case", "dissent", "guest", "close")
    }
    lines = ("live:decision_edit", "live:decision_void")
    names |= {name: reverse(name, args=[*ids, 1]) for name in lines}
    names["live:decision"] = f"{reverse('live:decision', args=ids)}?type=BMA_START"
    return names | {"live:meeting": reverse("live:meeting", args=[meeting.id])}


def report() -> ReportAttachment:
    """One that is attached to an examination with images."""
    return ReportAttachment.objects.filter(study__patient__department__name="肿瘤一科").earliest("created_at")


def of_a_moment() -> dict[str, str]:
    """What only a moment leads to: a pair of records, a step just taken, a report, a key image."""
    one, other = Patient.objects.filter(department__name="肿瘤一科").order_by("hospital_number")[:2]
    felt = Symptom.objects.filter(patient__department__name="肿瘤一科", resolved_on=None).latest("created_at")
    step = PathwayStep.objects.filter(patient__department__name="肿瘤一科").latest("created_at")
    stopped = Course.objects.filter(state="ACTIVE", patient__department__name="肿瘤一科").latest("created_at")
    Course.objects.filter(pk=stopped.pk).update(
        state="STOPPED", stop_reason="OTHER", stopped_on=clock.today()
    )
    kept = KeyImage.objects.get()
    planned = Meeting.objects.filter(state="PLANNED", board__coordinator__username="coordinator").latest(
        "starts_at"
    )
    given = Dose.objects.filter(state="GIVEN", patient__department__name="肿瘤一科").latest("given_on")
    sealed = Minutes.objects.latest("sealed_at")
    asked = Invitation.objects.filter(
        meeting__state="PLANNED", meeting__board__coordinator__username="coordinator", withdrawn_at=None
    ).latest("created_at")
    stranger = Patient.objects.filter(hospital=one.hospital).exclude(
        pk__in=visible_to(User.objects.get(username="doctor"))
    )
    return {
        "patients:emergency_open": reverse("patients:emergency_open", args=[stranger.earliest("id").id]),
        "board:answer_for": reverse("board:answer_for", args=[asked.meeting_id, asked.id]),
        "board:meeting_move": reverse("board:meeting_move", args=[planned.id]),
        "board:meeting_cancel": reverse("board:meeting_cancel", args=[planned.id]),
        "minutes:close": reverse("minutes:close", args=[in_session().id]),
        "minutes:renew": reverse("minutes:renew", args=[sealed.case.patient_id, sealed.id]),
        "imaging:viewer": reverse("imaging:viewer", args=[kept.series.study_id]),
        "imaging:window_statement": reverse("imaging:window_statement", args=[kept.series.study_id]),
        "imaging:key_image_void": reverse("imaging:key_image_void", args=[kept.id]),
        "imaging:attachment_void": reverse("imaging:attachment_void", args=[report().id]),
        "patients:merge": reverse("patients:merge", args=[one.id, other.id]),
        "patients:symptom_over": reverse("patients:symptom_over", args=[felt.patient_id, felt.id]),
        "worklist:pathway_void": reverse("worklist:pathway_void", args=[step.patient_id, step.id]),
        "bonetherapy:dose_correct": reverse("bonetherapy:dose_correct", args=[given.id]),
        "bonetherapy:dose_void": reverse("bonetherapy:dose_void", args=[given.id]),
        "bonetherapy:course_unstop": reverse("bonetherapy:course_unstop", args=[stopped.id]),
    }


def in_session() -> Meeting:
    """A meeting of the demo board with a case nobody has concluded."""
    board = Board.objects.get(coordinator__username="coordinator", name__startswith="骨转移 MDT")
    held = Meeting.objects.create(board=board, starts_at=clock.now(), state="OPEN", opened_at=clock.now())
    patient = Patient.objects.filter(department=board.chair.department).latest("hospital_number")
    Case.objects.create(
        patient=patient,
        board=board,
        meeting=held,
        state="ACCEPTED",
        submitted_at=clock.now(),
        submitted_by=board.chair,
    )
    return held
