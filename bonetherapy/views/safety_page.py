"""What the pages about teeth, supplements and adverse events show before anything is saved."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from accounts.enums import Role
from accounts.models import User
from accounts.templatetags.words import say, short_date
from bonetherapy.enums import CourseState
from bonetherapy.forms.safety import AdverseEventForm, DentalForm, SupplementForm
from bonetherapy.models import AdverseEvent, Course, DentalRecord, SupplementOrder
from bonetherapy.selectors.facts import therapy_facts
from bonetherapy.selectors.protocols import house_limits
from bonetherapy.services.adverse import adverse_findings
from bonetherapy.services.dental import dental_findings
from bonetherapy.services.supplements import supplement_findings
from bonetherapy.specs import DentalSpec
from bonetherapy.wording import strength
from guidelines.bone.adverse import AdverseEvent as Event
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem, DentalWindow, needs_hold, procedure_window, recall_on
from guidelines.bone.jaw import OnjSeverity, care_plan, education, suspicion
from guidelines.bone.supplements import supplement_task
from guidelines.findings import Finding
from patients.models import Patient

RECORD = "bonetherapy/parts/record_consequence.html"


def record_page(
    patient: Patient, heading: str, word: str, icon: str, *lines: tuple[str, str]
) -> dict[str, Any]:
    """What a short form about a record shows: its words, and its consequence as lines of icon and text."""
    return {
        "heading": heading,
        "save_word": word,
        "save_icon": icon,
        "lines": lines,
        "told": [],
        "consequence": RECORD,
        "back_url": reverse("patients:detail", args=[patient.id]),
    }


def running_course(patient: Patient) -> Course | None:
    """The course that is running now; None when it is on hold or there is none."""
    return Course.objects.filter(patient=patient, state=CourseState.ACTIVE).first()


def dental(patient: Patient, form: DentalForm, by: User, today: date) -> dict[str, Any]:
    """The dental page: what the item means on the drug, and the window for a procedure."""
    spec = form.spec(by)
    findings = dental_findings(patient, spec, today) if spec else ()
    window = _window(patient, spec, today)
    lines = _dental_lines(patient, spec, window, today)
    page = record_page(patient, gettext("Dental record"), gettext("Save the dental record"), "dental", *lines)
    return page | {
        "findings": findings,
        "told": [education()],
        "is_oncologist": by.role == Role.ONCOLOGIST,
        "is_invasive": spec is not None and needs_hold(DentalItem(spec.item)),
        "is_planned": spec is not None and not spec.is_done,
        "changing": "bonetherapy/parts/dental_more.html",
    }


def _window(patient: Patient, spec: DentalSpec | None, today: date) -> DentalWindow | None:
    """When a procedure may be done, where a drug was given (DEN-04, DEN-06)."""
    if spec is None or not needs_hold(DentalItem(spec.item)):
        return None
    course = Course.objects.filter(patient=patient).order_by("-created_at").first()
    last_on = therapy_facts({patient.id})[patient.id].last_dose_on
    if course is None or last_on is None:
        return None
    return procedure_window(Agent(course.agent), last_on, house_limits(patient.hospital_id, today))


def _dental_lines(
    patient: Patient, spec: DentalSpec | None, window: DentalWindow | None, today: date
) -> list[tuple[str, str]]:
    lines = []
    if spec and spec.is_done and spec.item == DentalItem.ORAL_EXAM:
        due = short_date(recall_on(spec.on, house_limits(patient.hospital_id, today)))
        lines.append(("calendar-time", gettext("The next examination is due by %(day)s.") % {"day": due}))
        lines.append(("checklist", gettext("Open tasks for an oral examination are settled.")))
    if window:
        earliest = {"day": f"{window.earliest_on:%Y-%m-%d}"}
        lines.append(("calendar", gettext("Earliest day for the procedure: %(day)s.") % earliest))
        if window.rebound_from:
            rebound = {"day": f"{window.rebound_from:%Y-%m-%d}"}
            lines.append(("alert-triangle", gettext("Rebound risk of denosumab from %(day)s.") % rebound))
    if spec and not spec.is_done and needs_hold(DentalItem(spec.item)) and running_course(patient):
        lines.append(("player-pause", gettext("After saving you can hold the drug for it in one step.")))
    return lines or [("dental", gettext("The record counts for the check before the next dose."))]


def clearance(patient: Patient, record: DentalRecord) -> dict[str, Any]:
    """The clearance page."""
    item = {"item": say(DentalItem(record.item)), "day": f"{record.on:%Y-%m-%d}"}
    return record_page(
        patient,
        gettext("Dentist's clearance"),
        gettext("Save the clearance"),
        "clipboard-check",
        ("dental", gettext("%(item)s of %(day)s is cleared.") % item),
        (
            "player-play",
            gettext("The oncologist can resume the drug; one dose is planned, none is caught up."),
        ),
    )


def given_up(patient: Patient, record: DentalRecord) -> dict[str, Any]:
    """The page that gives up a planned procedure."""
    item = {"item": say(DentalItem(record.item)), "day": f"{record.on:%Y-%m-%d}"}
    return record_page(
        patient,
        gettext("Procedure given up"),
        gettext("Give the procedure up"),
        "calendar-x",
        ("dental", gettext("%(item)s of %(day)s does not take place.") % item),
        (
            "player-play",
            gettext("A hold for it can end without a clearance; the doctor is asked to decide."),
        ),
        ("history", gettext("The reason stays on record with your name.")),
    )


def supplement(patient: Patient, form: SupplementForm, today: date, *, is_opened: bool) -> dict[str, Any]:
    """The supplement page; an untouched form asks nothing yet."""
    spec = None if is_opened else form.spec()
    stops = _calcium_stop(patient, form, today) if is_opened else ()
    page = record_page(
        patient,
        gettext("Calcium and vitamin D"),
        gettext("Save the supplement"),
        "pill",
        ("checklist", gettext("The open task to prescribe it is settled.")),
        ("clipboard-check", gettext("Confirm at each visit that the patient takes it.")),
    )
    return page | {
        "findings": supplement_findings(patient, spec, today=today) if spec else stops,
        "told": [supplement_task(house_limits(patient.hospital_id, today))],
        "units": {"calcium_mg_per_day": "mg", "vitamin_d_iu_per_day": "IU"},
    }


def _calcium_stop(patient: Patient, form: SupplementForm, today: date) -> tuple[Finding, ...]:
    """CAL-02 is said before anything is typed."""
    spec = form.spec()
    found = supplement_findings(patient, spec, today=today) if spec else ()
    return tuple(item for item in found if item.rule_id == "CAL-02")


def confirmation(patient: Patient, order: SupplementOrder) -> dict[str, Any]:
    """The page that says the patient takes it."""
    words = gettext("%(strength)s per day is taken, asked on this day.") % {"strength": strength(order)}
    heading = gettext("Supplement is taken")
    return record_page(patient, heading, gettext("Confirm: taken"), "clipboard-check", ("pill", words))


def supplement_end(patient: Patient, order: SupplementOrder, today: date) -> dict[str, Any]:
    """The page that ends a supplement."""
    words = gettext("%(strength)s per day ends on this day.") % {"strength": strength(order)}
    missing = gettext("Without another supplement the check before the next dose says missing.")
    heading, word = gettext("Stop the supplement"), gettext("Stop the supplement")
    return record_page(patient, heading, word, "x", ("pill", words), ("circle-dashed", missing)) | {
        "told": [supplement_task(house_limits(patient.hospital_id, today))]
    }


def adverse_event(course: Course, form: AdverseEventForm, today: date) -> dict[str, Any]:
    """The adverse event page: what the event means, and for the jaw the advice of ONJ-04 to ONJ-07."""
    spec = form.spec()
    told = list(adverse_findings(course, spec, today=today)) if spec else []
    is_jaw = form.known().get("code") == Event.ONJ
    suspected = suspicion(form.seen())
    if suspected:
        told.insert(0, suspected)
    if is_jaw and spec:
        told.append(care_plan(OnjSeverity(spec.severity)))
    lines = []
    if spec and (is_jaw or spec.severity == "SEVERE"):
        lines.append(("users", gettext("It becomes a case for the MDT.")))
    page = record_page(
        course.patient,
        gettext("Adverse event"),
        gettext("Record the adverse event"),
        "alert-triangle",
        *lines,
    )
    return page | {"told": told, "is_jaw": is_jaw, "course": course, "changing": _JAW}


_JAW = "bonetherapy/parts/adverse_more.html"


def event_end(patient: Patient, event: AdverseEvent) -> dict[str, Any]:
    """The page that ends an adverse event."""
    words = gettext("%(event)s is over since this day.") % {"event": say(Event(event.code))}
    return record_page(
        patient, gettext("Adverse event over"), gettext("Save"), "check", ("circle-check", words)
    )
