"""Checks as JSON: what was known when the dose was given, kept with the dose in both languages."""

from typing import Any

from guidelines.bone.checks import Check
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
            "rule_id": "" if check.finding is None else check.finding.rule_id,
            "message": None if check.finding is None else check.finding.message,
        }
    )


def text_of(words: dict[str, str] | None) -> Text | None:
    """Words of a snapshot as a Text again; None stays None."""
    return None if words is None else Text(words["zh"], words["en"])
