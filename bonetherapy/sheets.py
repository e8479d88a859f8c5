"""Sheets of this room: dental records and therapies as documents tell them, to read, correct and void.

A dental record is entered on a page of its own, which asks what the rules say (`bonetherapy:dental_add`).
"""

from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from accounts.templatetags.words import say
from bonetherapy.forms.correcting import DentalCorrectionForm, ReportedTherapyForm
from bonetherapy.models import DentalRecord, ReportedTherapy
from bonetherapy.services.dental import DENTAL
from bonetherapy.services.reported import REPORTED_THERAPY
from bonetherapy.specs import DentalFacts, ReportedTherapySpec
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
SHEETS: tuple[Sheet[Any, Any], ...] = (DENTAL_RECORD, REPORTED)
