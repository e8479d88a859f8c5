"""What happened to a demo patient these days, told through the services the pages use."""

from bonetherapy.enums import DoseState
from bonetherapy.models import Course
from bonetherapy.services.adverse import adverse_event_add
from bonetherapy.services.missed import dose_rebook
from bonetherapy.specs import AdverseEventSpec, RebookSpec
from config.demo.scene import Scene
from patients.models import Patient

EVENT_DAYS_AGO = 6


def recent_write(scene: Scene, patient: Patient) -> None:
    """The new appointment of a missed dose, and the adverse event, where the scene has one."""
    course = Course.objects.filter(patient=patient).first()
    if course is not None and scene.demo.reason:
        _rebook(scene, course)
    if course is not None and scene.demo.adverse_event:
        _adverse_event(scene, course)


def _rebook(scene: Scene, course: Course) -> None:
    dose = course.doses.filter(state=DoseState.PLANNED).order_by("number")[:1].get()
    spec = RebookSpec(reason_code=scene.demo.reason, booked_on=scene.today)
    dose_rebook(by=scene.nurse, dose=dose, spec=spec, today=scene.today)


def _adverse_event(scene: Scene, course: Course) -> None:
    """A severe one, which makes a task: the board looks at it."""
    onset_on = scene.days_ago(EVENT_DAYS_AGO)
    spec = AdverseEventSpec(code=scene.demo.adverse_event, severity="SEVERE", onset_on=onset_on, note="演示")
    adverse_event_add(by=scene.doctor, course=course, spec=spec, today=scene.today)
