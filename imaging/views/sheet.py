"""The board as a CSV file that a spreadsheet opens without running anything."""

import csv
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.spreadsheet import as_text
from design.words import word
from imaging.views.lines import Line
from imaging.wording import Badge

BOM = "\ufeff"  # without it spreadsheets read Chinese as Latin letters


class Echo:
    """What the csv writer writes into: it hands the line back."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def board_csv(lines: Iterable[Line]) -> Iterator[str]:
    """The lines of the file, the heading first."""
    writer = csv.writer(Echo())
    yield BOM + str(writer.writerow([as_text(cell) for cell in _heading()]))
    for line in lines:
        yield str(writer.writerow([as_text(cell) for cell in _cells(line)]))


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
