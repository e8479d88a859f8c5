"""The sheets of conferences and of specialists' opinions."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from accounts.templatetags.words import say
from guidelines.record.board import BoneDrugStatement, Opinion
from mdt.forms import ConferenceForm, OpinionForm
from mdt.models import Conference, SpecialistOpinion
from mdt.services import CONFERENCE as CONFERENCE_KIND
from mdt.services import OPINION as OPINION_KIND
from mdt.specs import ConferenceSpec, OpinionSpec
from patients.lines.base import Line
from patients.lines.events import placed
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


def opinion_line(row: SpecialistOpinion) -> Line:
    """`骨科意见 左股骨`, and its words."""
    known = row.opinion in set(Opinion)
    name = say(Opinion(row.opinion)) if known else row.opinion
    return Line(on=row.given_on, what=f"{name} {placed(row.site, row.side)}".strip(), note=row.text.strip())


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
OPINION: Sheet[OpinionSpec, SpecialistOpinion] = Sheet(
    name="opinion",
    room="mdt",
    kind=OPINION_KIND,
    form=OpinionForm,
    title=_("Specialists' opinions"),
    new=_("New opinion"),
    day="given_on",
    line=opinion_line,
    icon="message-circle",
)
SHEETS: tuple[Sheet[Any, Any], ...] = (CONFERENCE, OPINION)
