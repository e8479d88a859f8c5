"""Checks as JSON: what was known when the dose was given, and how the coming dose stands, in both languages.

Whoever changes this shape adds a migration that forgets `Dose.judged_for`: what was kept in the old one is
judged again, and `check_of` never meets it.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from guidelines.bone.checks import Check, CheckKind, CheckState
from guidelines.findings import Finding, Grade, Severity
from guidelines.roles import Role
from guidelines.terms import Term, Text
from patients.services.overrides import plain


def check_snapshot(check: Check) -> dict[str, Any]:
    """One check with its value, unit, dates, limits, rule and words."""
    return plain(
        {
            "kind": check.kind.value,
            "state": check.state.value,
            "label": check.label,
            "value": check.value,
            "unit": check.unit,
            "detail": check.detail,
            "measured_on": check.measured_on,
            "low": check.low,
            "high": check.high,
            "blocks": check.blocks,
            "owner": None if check.owner is None else check.owner.value,
            "action": check.action,
            "reduced_dose_mg": check.reduced_dose_mg,
            "finding": None if check.finding is None else _finding_snapshot(check.finding),
        }
    )


def _finding_snapshot(finding: Finding) -> dict[str, Any]:
    spoken = {
        name: value.label if isinstance(value, Term) else value for name, value in finding.inputs.items()
    }
    return plain(
        {
            "rule_id": finding.rule_id,
            "severity": finding.severity.value,
            "message": finding.message,
            "source": finding.source,
            "grade": finding.grade.value,
            "due_on": finding.due_on,
            "inputs": plain(spoken),
        }
    )


def text_of(words: dict[str, str] | None) -> Text | None:
    """Words of a snapshot as a Text again; None stays None."""
    return None if words is None else Text(words["zh"], words["en"])


def check_of(snapshot: dict[str, Any]) -> Check:
    """The check a snapshot was made of; what a rule looked at comes back as text, words in both languages."""
    return Check(
        kind=CheckKind(snapshot["kind"]),
        state=CheckState(snapshot["state"]),
        label=Text(**snapshot["label"]),
        value=_decimal(snapshot["value"]),
        unit=snapshot["unit"],
        detail=text_of(snapshot["detail"]),
        measured_on=_day(snapshot["measured_on"]),
        low=_decimal(snapshot["low"]),
        high=_decimal(snapshot["high"]),
        owner=None if snapshot["owner"] is None else Role(snapshot["owner"]),
        action=text_of(snapshot["action"]),
        blocks=snapshot["blocks"],
        reduced_dose_mg=_decimal(snapshot["reduced_dose_mg"]),
        finding=None if snapshot["finding"] is None else _finding_of(snapshot["finding"]),
    )


def _finding_of(snapshot: dict[str, Any]) -> Finding:
    return Finding(
        rule_id=snapshot["rule_id"],
        severity=Severity(snapshot["severity"]),
        message=Text(**snapshot["message"]),
        source=snapshot["source"],
        grade=Grade(snapshot["grade"]),
        due_on=_day(snapshot["due_on"]),
        inputs={
            name: Text(**value) if isinstance(value, dict) else value
            for name, value in snapshot["inputs"].items()
        },
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
