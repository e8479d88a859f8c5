"""What happened to a demo patient these days, told through the services the pages use."""

from bonetherapy.enums import DoseState
from bonetherapy.models import Course
from bonetherapy.services.adverse import adverse_event_add
from bonetherapy.services.missed import dose_rebook
from bonetherapy.specs import AdverseEventSpec, RebookSpec
from config.demo.scene import Scene
from guidelines.psychology import Distress
from guidelines.record.board import Consultation
from mdt.services import CONSULTATION
from mdt.specs import ConsultationSpec
from patients.models import Patient
from patients.services.events import EVENT_FREE
from patients.services.recording import record_add
from patients.services.status import DISTRESS
from patients.specs.events import EventFreeSpec
from patients.specs.status import DistressSpec

EVENT_DAYS_AGO = 6
SCREEN_DAYS_AGO = 2


def recent_write(scene: Scene, patient: Patient) -> None:
    """The new appointment of a missed dose, and the adverse event, where the scene has one."""
    course = Course.objects.filter(patient=patient).first()
    if course is not None and scene.demo.reason:
        _rebook(scene, course)
    if course is not None and scene.demo.adverse_event:
        _adverse_event(scene, course)
    if scene.demo.screened:
        _screened(scene, patient)


def _rebook(scene: Scene, course: Course) -> None:
    dose = course.doses.filter(state=DoseState.PLANNED).order_by("number")[:1].get()
    spec = RebookSpec(reason_code=scene.demo.reason, booked_on=scene.today)
    dose_rebook(by=scene.nurse, dose=dose, spec=spec, today=scene.today)


def _adverse_event(scene: Scene, course: Course) -> None:
    """A severe one, which makes a task: the board looks at it."""
    onset_on = scene.days_ago(EVENT_DAYS_AGO)
    spec = AdverseEventSpec(code=scene.demo.adverse_event, severity="SEVERE", onset_on=onset_on, note="演示")
    adverse_event_add(by=scene.doctor, course=course, spec=spec, today=scene.today)


def _screened(scene: Scene, patient: Patient) -> None:
    """Asked about distress, no skeletal event until that day, a wish: facts somebody stated."""
    on, by = scene.days_ago(SCREEN_DAYS_AGO), scene.nurse
    screen = DistressSpec(distress=Distress.DISTRESS, screened_on=on, tool="院内筛查表（演示）")
    record_add(kind=DISTRESS, by=by, patient=patient, spec=screen, today=scene.today)
    stated = EventFreeSpec(stated_on=on, text="查房询问及影像均未见（演示）")
    record_add(kind=EVENT_FREE, by=by, patient=patient, spec=stated, today=scene.today)
    asked = ConsultationSpec(
        asked_for=Consultation.REMOTE, asked_on=on, text="家属希望上级医院远程会诊（演示）"
    )
    record_add(kind=CONSULTATION, by=by, patient=patient, spec=asked, today=scene.today)
