"""The sheets of conferences, of specialists' opinions, and of what patients ask for."""

from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from accounts.templatetags.words import say
from guidelines.record.board import BoneDrugStatement, Consultation, Opinion
from mdt.forms import ConferenceForm, ConsultationForm, OpinionForm
from mdt.models import Conference, ConsultationRequest, SpecialistOpinion
from mdt.services import CONFERENCE as CONFERENCE_KIND
from mdt.services import CONSULTATION as CONSULTATION_KIND
from mdt.services import OPINION as OPINION_KIND
from mdt.specs import ConferenceSpec, ConsultationSpec, OpinionSpec
from patients.lines.base import Line
from patients.lines.events import placed
from patients.sheets.base import Sheet

LABELS = dict(Discipline.choices)


def conference_line(row: Conference) -> Line:
    """What was concluded, the question, who was there, what was said of the drug."""
    present = pgettext("list", ", ").join(str(LABELS.get(code, code)) for code in row.disciplines)
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


def consultation_line(row: ConsultationRequest) -> Line:
    """`第二意见`, and the words of whoever heard it."""
    known = row.asked_for in set(Consultation)
    name = say(Consultation(row.asked_for)) if known else row.asked_for
    return Line(on=row.asked_on, what=name, note=row.text)


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
CONSULTATION: Sheet[ConsultationSpec, ConsultationRequest] = Sheet(
    name="consultation",
    room="mdt",
    kind=CONSULTATION_KIND,
    form=ConsultationForm,
    title=_("Consultation requests"),
    new=_("New consultation request"),
    day="asked_on",
    line=consultation_line,
    icon="message-report",
)
SHEETS: tuple[Sheet[Any, Any], ...] = (CONFERENCE, OPINION, CONSULTATION)
