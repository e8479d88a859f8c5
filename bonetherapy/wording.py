"""One check of one dose in words: in a line of the day's list, and as a row of the table before a dose.

Beside it the strength of a supplement.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from accounts.templatetags.words import number, relative_day, say
from bonetherapy.models import SupplementOrder
from design import atoms
from guidelines.bone.checks import Check, CheckKind, CheckState
from guidelines.terms import Term, Text

LAB_CHECKS = (CheckKind.CALCIUM, CheckKind.CREATININE_CLEARANCE)
RECENT_DAYS = 90
IDLE_ZEROS = re.compile(r"(\d+)\.0+\b")
QUIET = (CheckState.OK, CheckState.MISSING)
BADGES = {
    CheckState.OK: "check_ok",
    CheckState.MISSING: "check_missing",
    CheckState.STALE: "check_stale",
    CheckState.LOW: "check_low",
    CheckState.HIGH: "check_high",
    CheckState.NOT_NEEDED: "not_applicable",
    CheckState.WARN: "warn",
}


@dataclass(frozen=True, slots=True)
class CheckParts:
    """A row of the check table, every part already text."""

    label: str
    value: str
    note: str
    date: str
    badge: str


def check_line(check: Check, today: date) -> SafeString:
    """One check in a line: icon, word, last value, what is wrong; empty when the drug does not need it."""
    if check.state is CheckState.NOT_NEEDED:
        return atoms.EMPTY
    label, value = short_name(check.kind), _line_value(check)
    if check.state is CheckState.OK:
        return atoms.check("ok", label, value)
    note = _LINE_NOTES.get(check.state, _warned)(check, today)
    glyph = "dental" if _is_procedure(check) else ""
    return atoms.check(check.state.value.lower(), label, value, note, glyph)


def check_parts(check: Check, today: date) -> CheckParts:
    """The same check as a row: label, value, unit with its limits, day, badge."""
    return CheckParts(
        label=say(check.label),
        value=_value(check),
        note=_note(check, today),
        date=_day(check, today),
        badge=BADGES[check.state],
    )


def short_name(kind: CheckKind) -> str:
    """The name of a check where space is short."""
    return {
        CheckKind.CALCIUM: pgettext("check", "Calcium"),
        CheckKind.CREATININE_CLEARANCE: pgettext("check", "Clearance"),
        CheckKind.DENTAL: pgettext("check", "Dental"),
        CheckKind.SUPPLEMENTS: pgettext("check", "Supplements"),
    }[kind]


def _line_value(check: Check) -> str:
    shown = check.kind in LAB_CHECKS and check.value is not None and check.state is not CheckState.STALE
    return _amount(check) if shown else ""


def _amount(check: Check) -> str:
    """The value as laboratories print it: calcium with two decimals, others without idle zeros."""
    if check.value is not None and check.kind is CheckKind.CALCIUM:
        return f"{check.value:.2f}"
    return number(check.value)


def _missing(check: Check, today: date) -> str:
    if check.value is not None:
        return gettext("no reference range")
    return pgettext("check", "missing")


def _low(check: Check, today: date) -> str:
    if check.low is not None and check.value is not None:
        return gettext("below %(limit)s") % {"limit": number(check.low)}
    if check.kind is CheckKind.CREATININE_CLEARANCE:
        return gettext("below the limit of this drug")
    return gettext("too low")


def _high(check: Check, today: date) -> str:
    if check.high is not None and check.value is not None:
        return gettext("above %(limit)s") % {"limit": number(check.high)}
    return gettext("too high")


def _stale(check: Check, today: date) -> str:
    if check.measured_on is None:
        return pgettext("check", "stale")
    # The rule says by which limit it judged: the one of this hospital and this protocol.
    valid_days = check.finding.inputs.get("valid_days") if check.finding else None
    still_valid = isinstance(valid_days, int) and (today - check.measured_on).days <= valid_days
    words = gettext("stale by then, %(when)s") if still_valid else gettext("stale, %(when)s")
    return words % {"when": relative_day(check.measured_on, today)}


def _warned(check: Check, today: date) -> str:
    if _is_procedure(check):
        return gettext("%(procedure)s not cleared") % {"procedure": _input_word(check, "item")}
    if check.reduced_dose_mg is not None:
        return gettext("reduce to %(dose)s mg") % {"dose": number(check.reduced_dose_mg)}
    if check.kind is CheckKind.DENTAL:
        return _recall(check, today)
    return (
        gettext("strength not stated") if check.kind is CheckKind.SUPPLEMENTS else gettext("confirm the dose")
    )


def _recall(check: Check, today: date) -> str:
    due_on = check.finding.due_on if check.finding else None
    if due_on is None:
        return gettext("joint decision open")
    days = (today - due_on).days
    if days <= 0:
        return gettext("recall due by then")
    return ngettext("recall due for %(days)d day", "recall due for %(days)d days", days) % {"days": days}


_LINE_NOTES = {
    CheckState.MISSING: _missing,
    CheckState.LOW: _low,
    CheckState.HIGH: _high,
    CheckState.STALE: _stale,
}


def _is_procedure(check: Check) -> bool:
    return check.finding is not None and check.finding.rule_id.startswith("DEN-")


def _input_word(check: Check, name: str) -> str:
    word = check.finding.inputs.get(name) if check.finding else None
    return say(word) if isinstance(word, Term | Text) else str(word or "")


def _value(check: Check) -> str:
    if check.kind is CheckKind.SUPPLEMENTS and check.detail is not None:
        return IDLE_ZEROS.sub(r"\1", say(check.detail))
    if check.kind is CheckKind.DENTAL:
        return gettext("Examined") if check.measured_on else pgettext("check", "No examination on record")
    return _amount(check) if check.value is not None else pgettext("check", "No result")


def _note(check: Check, today: date) -> str:
    if check.kind is CheckKind.SUPPLEMENTS:
        return gettext("per day") if check.detail is not None else ""
    if check.kind is CheckKind.DENTAL:
        return "" if check.state in QUIET else _LINE_NOTES.get(check.state, _warned)(check, today)
    parts = [check.unit, _range(check), _adjustment(check)]
    return gettext(", ").join(part for part in parts if part) if check.value is not None else ""


def _range(check: Check) -> str:
    if check.low is None or check.high is None:
        return ""
    return gettext("reference %(low)s–%(high)s") % {"low": number(check.low), "high": number(check.high)}


def _adjustment(check: Check) -> str:
    if check.kind is not CheckKind.CREATININE_CLEARANCE:
        return ""
    if check.detail is not None:
        return say(check.detail)
    if check.reduced_dose_mg is not None:
        return gettext("reduce to %(dose)s mg") % {"dose": number(check.reduced_dose_mg)}
    return ""


def _day(check: Check, today: date) -> str:
    if check.measured_on is None:
        return ""
    is_recent = (today - check.measured_on).days <= RECENT_DAYS
    day = f"{check.measured_on:%m-%d}" if is_recent else f"{check.measured_on:%Y-%m-%d}"
    when = {"day": day, "ago": relative_day(check.measured_on, today)}
    if check.kind is CheckKind.SUPPLEMENTS:
        return gettext("taken, confirmed %(day)s") % when
    return gettext("%(day)s, %(ago)s") % when


def strength(order: SupplementOrder) -> str:
    """`1000 mg + 800 IU`; a strength nobody stated is said to be so."""
    calcium, vitamin = order.calcium_mg_per_day, order.vitamin_d_iu_per_day
    parts = (
        say(None) if calcium is None else f"{number(calcium)} mg",
        say(None) if vitamin is None else f"{number(vitamin)} IU",
    )
    return " + ".join(parts)
