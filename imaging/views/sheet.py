"""The board as a table that leaves the house: what stands on the page, a line for each examination."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.spreadsheet.writing import Table
from design.words import word
from imaging.views.lines import Line
from imaging.wording import Badge


def board_table(lines: Iterable[Line]) -> Table:
    """The heading and the lines."""
    return Table(_("Scans"), _heading(), [_cells(line) for line in lines])


def _heading() -> tuple[str, ...]:
    return (
        _("State"),
        _("Hospital number"),
        _("Patient"),
        _("Examination"),
        pgettext("scan", "Follow-up point"),
        pgettext("scan", "Due"),
        pgettext("scan", "Delay"),
        _("Bone window"),
        _("Progress"),
        _("Responsible doctor"),
        _("Department"),
    )


def _cells(line: Line) -> tuple[str, ...]:
    patient = line.slot.patient
    return (
        _said(line.badge),
        patient.hospital_number,
        patient.name,
        line.kind,
        line.point,
        line.slot.due_on.isoformat(),
        line.delay,
        _said(line.window),
        line.progress,
        line.doctor,
        patient.department.name,
    )


def _said(badge: Badge) -> str:
    return str(badge.text) or word(badge.state, badge.days)
