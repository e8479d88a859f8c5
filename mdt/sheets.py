"""The sheet of conferences."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from accounts.templatetags.words import say
from guidelines.record.board import BoneDrugStatement
from mdt.forms import ConferenceForm
from mdt.models import Conference
from mdt.services import CONFERENCE as CONFERENCE_KIND
from mdt.specs import ConferenceSpec
from patients.lines.base import Line
from patients.sheets.base import Sheet

LABELS = dict(Discipline.choices)


def conference_line(row: Conference) -> Line:
    """What was concluded, the question, who was there, what was said of the drug."""
    present = gettext(", ").join(str(LABELS.get(code, code)) for code in row.disciplines)
    return Line(
        on=row.held_on,
        what=row.conclusion.strip() or gettext("no conclusion recorded"),
        note=" · ".join(part for part in (row.question, drug_words(row), present) if part),
    )


def drug_words(row: Conference) -> str:
    """What the conference said of the bone-modifying drug; empty when it did not."""
    if row.drug_statement not in set(BoneDrugStatement):
        return row.drug_text
    return f"{say(BoneDrugStatement(row.drug_statement))} {row.drug_text}".strip()


CONFERENCE: Sheet[ConferenceSpec, Conference] = Sheet(
    name="conference",
    room="mdt",
    kind=CONFERENCE_KIND,
    form=ConferenceForm,
    title=_("Conferences"),
    new=_("New conference"),
    day="held_on",
    line=conference_line,
    icon="users",
)
