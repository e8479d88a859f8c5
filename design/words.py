"""Badge words: every state a row can be in, with its icon and colour.

One place, so that one state always looks the same.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Badge:
    """A state: the word (may hold `%(days)s`), the icon and the tone (a colour role of tokens.css)."""

    word: "_StrPromise"
    icon: str
    tone: str


BADGES: dict[str, Badge] = {
    "due_today": Badge(pgettext_lazy("badge", "Due today"), "calendar-event", "blue"),
    "due_soon": Badge(pgettext_lazy("badge", "Due soon"), "calendar-due", "blue"),
    "planned": Badge(pgettext_lazy("badge", "Planned"), "calendar", "grey"),
    "overdue": Badge(pgettext_lazy("badge", "Overdue %(days)s d"), "clock-exclamation", "red"),
    "missed": Badge(pgettext_lazy("badge", "Missed"), "clock-x", "red"),
    "blocked": Badge(pgettext_lazy("badge", "Blocked"), "lock", "amber"),
    "held": Badge(pgettext_lazy("badge", "On hold"), "player-pause", "violet"),
    "hold_to_tell": Badge(pgettext_lazy("badge", "Tell patient: on hold"), "player-pause", "violet"),
    "given": Badge(pgettext_lazy("badge", "Given"), "circle-check", "green"),
    "given_late": Badge(pgettext_lazy("badge", "%(days)s d late"), "clock-check", "amber"),
    "not_given": Badge(pgettext_lazy("badge", "Not given"), "calendar-x", "grey"),
    "cancelled": Badge(pgettext_lazy("badge", "Cancelled"), "calendar-x", "grey"),
    "stopped": Badge(pgettext_lazy("badge", "Stopped"), "player-stop", "grey"),
    "open": Badge(pgettext_lazy("badge", "In treatment"), "activity", "green"),
    "booked": Badge(pgettext_lazy("badge", "Booked"), "calendar-check", "violet"),
    "check_ok": Badge(pgettext_lazy("badge", "OK"), "circle-check", "green"),
    "check_missing": Badge(pgettext_lazy("badge", "Missing"), "circle-dashed", "amber"),
    "check_stale": Badge(pgettext_lazy("badge", "Stale"), "history", "amber"),
    "check_low": Badge(pgettext_lazy("badge", "Low"), "arrow-down", "red"),
    "check_high": Badge(pgettext_lazy("badge", "High"), "arrow-up", "red"),
    "not_recorded": Badge(pgettext_lazy("badge", "Not recorded"), "circle-dashed", "amber"),
    "not_applicable": Badge(pgettext_lazy("badge", "Not applicable"), "minus", "grey"),
    "hard": Badge(pgettext_lazy("badge", "Refused"), "ban", "solid"),
    "stop": Badge(pgettext_lazy("badge", "Stop"), "hand-stop", "solid"),
    "warn": Badge(pgettext_lazy("badge", "Warning"), "alert-triangle", "amber"),
    "flag": Badge(pgettext_lazy("badge", "Flag"), "info-circle", "grey"),
    "no_stops": Badge(pgettext_lazy("badge", "No open stops"), "circle-check", "green"),
    "window_observed": Badge(pgettext_lazy("badge", "Observed"), "eye-check", "green"),
    "window_partial": Badge(pgettext_lazy("badge", "Partly observed"), "eye", "amber"),
    "window_attested": Badge(pgettext_lazy("badge", "Attested"), "user-check", "green"),
    "window_undated": Badge(pgettext_lazy("badge", "Day missing"), "question-mark", "amber"),
    "window_not_possible": Badge(pgettext_lazy("badge", "Cannot be read"), "circle-x", "amber"),
    "window_none": Badge(pgettext_lazy("badge", "Not read"), "eye-off", "amber"),
    "window_none_overdue": Badge(pgettext_lazy("badge", "Not read, overdue"), "eye-off", "red"),
    "decision_done": Badge(pgettext_lazy("badge", "Done"), "circle-check", "green"),
    "decision_partly": Badge(pgettext_lazy("badge", "Partly"), "circle-half", "amber"),
    "decision_not": Badge(pgettext_lazy("badge", "Not done"), "circle-minus", "red"),
    "decision_changed": Badge(pgettext_lazy("badge", "Changed"), "replace", "violet"),
    "decision_waiting": Badge(pgettext_lazy("badge", "Awaiting"), "clock-hour-4", "grey"),
    "urgent": Badge(pgettext_lazy("badge", "Urgent"), "urgent", "solid"),
    "dissent": Badge(pgettext_lazy("badge", "Dissent"), "user-exclamation", "amber"),
    "lytic": Badge(pgettext_lazy("badge", "Lytic"), "circle-minus", "grey"),
    "blastic": Badge(pgettext_lazy("badge", "Blastic"), "circle-plus", "grey"),
    "mixed": Badge(pgettext_lazy("badge", "Mixed"), "circle-half", "grey"),
    "type_unknown": Badge(pgettext_lazy("badge", "Type not stated"), "question-mark", "amber"),
    "lesion_new": Badge(pgettext_lazy("badge", "New lesion"), "plus", "red"),
    "lesion_grown": Badge(pgettext_lazy("badge", "Grown"), "trending-up", "red"),
    "lesion_smaller": Badge(pgettext_lazy("badge", "Smaller"), "trending-down", "green"),
    "lesion_stable": Badge(pgettext_lazy("badge", "Stable lesion"), "equal", "grey"),
    "lesion_unknown": Badge(pgettext_lazy("badge", "Not compared"), "circle-dashed", "amber"),
    "response_better": Badge(pgettext_lazy("badge", "Response"), "trending-down", "green"),
    "response_stable": Badge(pgettext_lazy("badge", "Stable disease"), "equal", "grey"),
    "response_worse": Badge(pgettext_lazy("badge", "Progression"), "trending-up", "red"),
    "response_open": Badge(pgettext_lazy("badge", "Not evaluable"), "circle-dashed", "amber"),
    "message_failed": Badge(pgettext_lazy("badge", "SMS failed"), "message-off", "amber"),
    "email_failed": Badge(pgettext_lazy("badge", "E-mail failed"), "message-off", "amber"),
    "sent": Badge(pgettext_lazy("badge", "Sent"), "send", "green"),
    "pending": Badge(pgettext_lazy("badge", "Pending"), "clock-hour-4", "grey"),
    "sealed": Badge(pgettext_lazy("badge", "Sealed"), "lock", "black"),
    "duplicate": Badge(pgettext_lazy("badge", "Possible duplicate"), "users", "amber"),
    "void": Badge(pgettext_lazy("badge", "Voided"), "ban", "grey"),
    "draft": Badge(pgettext_lazy("badge", "Draft"), "edit", "grey"),
    "demo": Badge(pgettext_lazy("badge", "Demo data"), "info-circle", "grey"),
}

CHECKS: dict[str, Badge] = {
    "ok": Badge(pgettext_lazy("check", "OK"), "check", "green"),
    "missing": Badge(pgettext_lazy("check", "missing"), "circle-dashed", "amber"),
    "stale": Badge(pgettext_lazy("check", "stale"), "history", "amber"),
    "low": Badge(pgettext_lazy("check", "low"), "arrow-down", "red"),
    "high": Badge(pgettext_lazy("check", "high"), "arrow-up", "red"),
    "warn": Badge(pgettext_lazy("check", "warning"), "alert-triangle", "amber"),
    "stop": Badge(pgettext_lazy("check", "stop"), "hand-stop", "red"),
    "unknown": Badge(pgettext_lazy("check", "not filled in"), "question-mark", "amber"),
}


def word(state: str, days: int | None = None) -> str:
    """The word of a badge in the active language, with the number of days where the state has one."""
    text = str(BADGES[state].word)
    return text % {"days": days} if "%(days)s" in text else text
