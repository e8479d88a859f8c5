"""A held conference as a person enters it."""

from dataclasses import dataclass
from datetime import date

from accounts.enums import Discipline
from mdt.enums import DrugStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceSpec:
    """What is known about it; empty text and None: not stated."""

    held_on: date | None
    disciplines: tuple[Discipline, ...] = ()
    question: str = ""
    conclusion: str = ""
    drug_statement: DrugStatement | None = None
    drug_text: str = ""
