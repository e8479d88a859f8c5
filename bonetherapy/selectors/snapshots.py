"""Checks as JSON: what was known when the dose was given, kept with the dose in both languages."""

from datetime import date
from decimal import Decimal
from typing import Any

from guidelines.bone.checks import Check, CheckKind, CheckState
from guidelines.roles import Role
from guidelines.terms import Text
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
            "rule_id": "" if check.finding is None else check.finding.rule_id,
            "message": None if check.finding is None else check.finding.message,
        }
    )


def text_of(words: dict[str, str] | None) -> Text | None:
    """Words of a snapshot as a Text again; None stays None."""
    return None if words is None else Text(words["zh"], words["en"])


def check_of(snapshot: dict[str, Any]) -> Check:
    """The check a snapshot was made of, without its finding: the words of a rule stay in the snapshot."""
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
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
