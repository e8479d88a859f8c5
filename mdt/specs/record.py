"""What a person enters of the team: a held conference, an opinion, what the patient asked for."""

from dataclasses import dataclass
from datetime import date

from accounts.enums import Discipline
from guidelines.record.board import BoneDrugStatement, Consultation, Opinion
from guidelines.record.sites import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceSpec:
    """What is known about it; empty text and None: not stated."""

    held_on: date | None
    disciplines: tuple[Discipline, ...] = ()
    question: str = ""
    conclusion: str = ""
    drug_statement: BoneDrugStatement | None = None
    drug_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionSpec:
    """An opinion, examination or decision an urgent rule waits for."""

    opinion: Opinion
    given_on: date | None
    site: str = ""
    side: Side | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationSpec:
    """What the patient asked for, and when."""

    asked_for: Consultation
    asked_on: date | None
    text: str = ""
