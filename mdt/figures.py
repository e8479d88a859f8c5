"""The four figures the room looks at first; what was never recorded says so."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from accounts.vocabulary import say
from guidelines.labs import Analyte
from patients.calculations import calculations_of
from patients.lines.events import placed
from patients.selectors.whole import OpenRecord
from patients.sheets.scores import SINS
from patients.sheets.status import ECOG, PAIN


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `value` empty: not recorded. `word` says what its tone means."""

    label: str
    value: str = ""
    word: str = ""
    tone: str = "ink"
    on: date | None = None


def figures_of(record: OpenRecord) -> list[Figure]:
    """Performance, pain, clearance and the last SINS."""
    return [_ecog(record), _pain(record), _clearance(record), _sins(record)]


def _ecog(record: OpenRecord) -> Figure:
    row = next((row for row in ECOG.newest(record.rows) if row.measured_on), None)
    if row is None:
        return Figure("ECOG")
    return Figure("ECOG", str(row.score), tone=ECOG.line(row).tone, on=row.measured_on)


def _pain(record: OpenRecord) -> Figure:
    label = gettext("Pain NRS")
    row = next((row for row in PAIN.newest(record.rows) if row.measured_on), None)
    if row is None:
        return Figure(label)
    line = PAIN.line(row)
    return Figure(label, line.what.removeprefix("NRS "), line.badge_text, line.tone, line.on)


def _clearance(record: OpenRecord) -> Figure:
    """Computed from the last creatinine (STD-01), as on the patient's page."""
    label = say(Analyte.CRCL.label)
    found = calculations_of(record, ())[0]
    creatinine = record.facts.lab(Analyte.CREATININE)
    if not found.value or creatinine is None:
        return Figure(label)
    tone = "red" if found.badge else "ink"
    return Figure(label, found.value, found.badge_text, tone, creatinine.sampled_on)


def _sins(record: OpenRecord) -> Figure:
    row = next(iter(SINS.newest(record.rows)), None)
    if row is None:
        return Figure("SINS")
    line = SINS.line(row)
    where = placed(row.site, row.side)
    label = gettext("SINS (%(site)s)") % {"site": where} if where else "SINS"
    return Figure(label, line.what.removeprefix("SINS "), line.badge_text, line.tone, row.scored_on)
