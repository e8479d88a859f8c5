"""Sheets of this room: teeth, supplements, adverse events, reasons against a start, therapies as told.

Each is read, corrected and voided on its pages. A new row of the first three has a page of the room,
which shows what the rules say (`bonetherapy:dental_add`).
"""

from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.words import say
from bonetherapy.enums import Severity
from bonetherapy.forms.correcting import (
    AdverseEventCorrectionForm,
    DentalCorrectionForm,
    NotStartedForm,
    ReportedTherapyForm,
    SupplementCorrectionForm,
)
from bonetherapy.models import AdverseEvent, DentalRecord, NotStarted, ReportedTherapy, SupplementOrder
from bonetherapy.services.adverse import ADVERSE_EVENT
from bonetherapy.services.dental import DENTAL
from bonetherapy.services.reported import NOT_STARTED, REPORTED_THERAPY
from bonetherapy.services.supplements import SUPPLEMENT
from bonetherapy.specs import (
    AdverseEventFacts,
    DentalFacts,
    NotStartedSpec,
    ReportedTherapySpec,
    SupplementFacts,
)
from bonetherapy.wording import strength
from guidelines.bone.adverse import AdverseEvent as Event
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from patients.lines.base import Line
from patients.sheets.base import Sheet


def dental_line(row: DentalRecord) -> Line:
    """`拔牙`, planned or what was found, and the clearance."""
    item = say(DentalItem(row.item)) if row.item in set(DentalItem) else row.item
    found = str(row.get_outcome_display()) if row.is_done else ""
    cleared = gettext("cleared %(day)s") % {"day": row.cleared_on} if row.cleared_on else ""
    parts = (found, cleared, row.cancel_reason, row.dentist_name, row.note)
    return Line(
        on=row.on,
        what=item,
        note=" · ".join(part for part in parts if part),
        badge="cancelled" if row.cancelled_on else "" if row.is_done else "planned",
        badge_text=gettext("given up") if row.cancelled_on else "",
    )


def reported_line(row: ReportedTherapy) -> Line:
    """The drug as told, with the number of doses the document states."""
    stated = row.doses_stated
    count = "" if stated is None else pgettext("reported", "%(number)s doses stated") % {"number": stated}
    return Line(
        on=row.started_on, what=" ".join(part for part in (row.agent_text, count) if part), note=row.text
    )


def supplement_line(row: SupplementOrder) -> Line:
    """`1000 mg + 800 IU`, the product, until when."""
    until = gettext("until %(day)s") % {"day": row.stopped_on} if row.stopped_on else ""
    taken = gettext("taken, confirmed %(day)s") % {"day": row.confirmed_on} if row.confirmed_on else ""
    return Line(
        on=row.started_on,
        what=strength(row),
        note=" · ".join(part for part in (row.product, until, taken) if part),
    )


def event_line(row: AdverseEvent) -> Line:
    """`颌骨坏死 重度`, and until when."""
    event = say(Event(row.code)) if row.code in set(Event) else row.code
    until = gettext("until %(day)s") % {"day": row.resolved_on} if row.resolved_on else ""
    return Line(
        on=row.onset_on,
        what=f"{event} {row.get_severity_display()}",
        note=" · ".join(part for part in (until, row.note) if part),
        tone="red" if row.severity == Severity.SEVERE and not row.resolved_on else "ink",
    )


def reason_line(row: NotStarted) -> Line:
    """The reason, whether the patient declined, and the drug it is against."""
    agent = say(Agent(row.agent)) if row.agent in set(Agent) else ""
    declined = gettext("declined by the patient") if row.declined else ""
    return Line(
        on=row.decided_on, what=row.reason, note=" · ".join(part for part in (declined, agent) if part)
    )


DENTAL_RECORD: Sheet[DentalFacts, DentalRecord] = Sheet(
    name="dental",
    room="bonetherapy",
    kind=DENTAL,
    form=DentalCorrectionForm,
    title=_("Dental records"),
    new=_("Dental record"),
    day="on",
    line=dental_line,
    icon="dental",
)
REPORTED: Sheet[ReportedTherapySpec, ReportedTherapy] = Sheet(
    name="reported",
    room="bonetherapy",
    kind=REPORTED_THERAPY,
    form=ReportedTherapyForm,
    title=_("Bone therapies as documents tell them"),
    new=_("New therapy as told"),
    day="started_on",
    line=reported_line,
    icon="vaccine",
)
SUPPLEMENTS: Sheet[SupplementFacts, SupplementOrder] = Sheet(
    name="supplement",
    room="bonetherapy",
    kind=SUPPLEMENT,
    form=SupplementCorrectionForm,
    title=_("Supplements"),
    new=_("Supplement"),
    day="started_on",
    line=supplement_line,
    icon="pill",
)
EVENTS: Sheet[AdverseEventFacts, AdverseEvent] = Sheet(
    name="adverse_event",
    room="bonetherapy",
    kind=ADVERSE_EVENT,
    form=AdverseEventCorrectionForm,
    title=_("Adverse events"),
    new=_("Adverse event"),
    day="onset_on",
    line=event_line,
    icon="alert-triangle",
)
REASONS: Sheet[NotStartedSpec, NotStarted] = Sheet(
    name="not_started",
    room="bonetherapy",
    kind=NOT_STARTED,
    form=NotStartedForm,
    title=_("Reasons against a start"),
    new=_("New reason against a start"),
    day="decided_on",
    line=reason_line,
    icon="ban",
)
# Those whose room has a page of its own for a new row.
OWN_PAGES: tuple[Sheet[Any, Any], ...] = (DENTAL_RECORD, SUPPLEMENTS, EVENTS)
SHEETS: tuple[Sheet[Any, Any], ...] = (*OWN_PAGES, REASONS, REPORTED)
