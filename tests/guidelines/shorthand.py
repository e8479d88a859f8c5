"""Short ways to write dates, numbers and laboratory values in the tables of these tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from guidelines.facts import LabFact
from guidelines.findings import Finding
from guidelines.labs import Analyte
from guidelines.local.lesion import LocalLesion
from guidelines.mdt.disciplines import Discipline

LLN, ULN = Decimal("2.11"), Decimal("2.52")


def day(text: str) -> date:
    """2025-03-01."""
    return date.fromisoformat(text)


def mg(text: str | None) -> Decimal | None:
    """A dose, where "-" and None both mean that there is none."""
    return None if text is None or text == "-" else Decimal(text)


def calcium(value: str, on: str = "2025-03-01", analyte: Analyte = Analyte.CALCIUM) -> LabFact:
    """A calcium result in mmol/L with the example limits of the catalogue."""
    return LabFact(analyte=analyte, value=Decimal(value), sampled_on=day(on), low=LLN, high=ULN)


def lab(analyte: Analyte, value: str, on: str = "2025-03-01") -> LabFact:
    """Any other result, without limits."""
    return LabFact(analyte=analyte, value=Decimal(value), sampled_on=day(on))


def said(finding: Finding | None) -> str | None:
    """Rule id and severity of a finding, the shape of most tables here."""
    return None if finding is None else f"{finding.rule_id} {finding.severity.value}"


def lesion(**facts: Any) -> LocalLesion:
    """A bone lesion of which only these facts are recorded."""
    return LocalLesion(**facts)


def people(codes: str) -> tuple[Discipline, ...]:
    """MED_ONC RADIOLOGY."""
    return tuple(Discipline(code) for code in codes.split())
