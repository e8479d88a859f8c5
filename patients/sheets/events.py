"""Sheets about what happened: skeletal events or none, biopsies and treatments."""

from django.utils.translation import gettext_lazy as _

from patients.forms.events import BiopsyForm, EventForm, EventFreeForm, TreatmentForm
from patients.lines.events import biopsy_line, event_free_line, event_line, treatment_line
from patients.models import Biopsy, EventFreeStatement, SkeletalEvent, Treatment
from patients.services import events
from patients.sheets.base import Sheet
from patients.specs.events import BiopsySpec, EventFreeSpec, SkeletalEventSpec, TreatmentSpec

EVENT: Sheet[SkeletalEventSpec, SkeletalEvent] = Sheet(
    name="event",
    room="patients",
    kind=events.SKELETAL_EVENT,
    form=EventForm,
    title=_("Skeletal events"),
    new=_("New skeletal event"),
    day="occurred_on",
    line=event_line,
    icon="bone",
)
EVENT_FREE: Sheet[EventFreeSpec, EventFreeStatement] = Sheet(
    name="event_free",
    room="patients",
    kind=events.EVENT_FREE,
    form=EventFreeForm,
    title=_("No skeletal event"),
    new=_("State that there was none"),
    day="stated_on",
    line=event_free_line,
    icon="bone",
)
BIOPSY: Sheet[BiopsySpec, Biopsy] = Sheet(
    name="biopsy",
    room="patients",
    kind=events.BIOPSY,
    form=BiopsyForm,
    title=_("Biopsies"),
    new=_("New biopsy"),
    day="taken_on",
    line=biopsy_line,
    icon="test-pipe",
)
TREATMENT: Sheet[TreatmentSpec, Treatment] = Sheet(
    name="treatment",
    room="patients",
    kind=events.TREATMENT,
    form=TreatmentForm,
    title=_("Treatments"),
    new=_("New treatment"),
    day="started_on",
    line=treatment_line,
    icon="pill",
    ends="stopped_on",
)
