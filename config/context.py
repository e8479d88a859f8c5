"""What every page needs from the house: navigation, the bell's count, the user's language."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission, can
from mdt.selectors.signing import to_sign
from worklist.selectors.inbox import unread_count


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the top bar: its address name, word, icon, shortcut letter and the permission it needs.

    Without a permission it is for whoever Django's admin is open to.
    """

    name: str
    label: Any
    icon: str
    key: str
    permission: Permission | None


PLACES = (
    Place("bonetherapy:day", _("My day"), "home", "d", Permission.WORKLIST_VIEW),
    Place("patients:list", _("Patients"), "users", "p", Permission.PATIENT_VIEW),
    Place("imaging:board", _("Scans"), "scan", "i", Permission.SCAN_VIEW),
    Place("bonetherapy:calendar", _("Calendar"), "calendar-month", "c", Permission.WORKLIST_VIEW),
    Place("following:board", _("Decisions"), "list-check", "e", Permission.BOARD_VIEW),
    Place("board:meetings", _("Meetings"), "users", "m", Permission.BOARD_VIEW),
    Place("worklist:calls", _("Calls"), "phone-call", "a", Permission.CONTACT_LOG),
    Place("worklist:tasks", _("Tasks"), "checklist", "t", Permission.WORKLIST_VIEW),
    Place("case:board", _("Cases"), "clipboard-check", "q", Permission.BOARD_RUN),
    Place("case:prereads", _("Pre-reads"), "book-2", "r", Permission.PANEL_OPINION),
    Place("interop:imports", _("Import"), "upload", "u", Permission.CASES_IMPORT),
    Place("worklist:outbox", _("Outbox"), "mail", "o", Permission.REMINDER_OPERATE),
    Place("accounts:trail", _("Trail"), "file-search", "l", Permission.TRAIL_EXPORT),
    Place("health", _("Health"), "heart-handshake", "h", Permission.REMINDER_OPERATE),
    Place("admin:index", _("Administration"), "settings", "s", None),
)
# Day, patients and calls for whoever has a day; pre-reads, scans and meetings for whoever has none.
THUMB = "dparim"


def house(request: HttpRequest) -> dict[str, Any]:
    """Navigation entries the user may open, and the number of unread notices; nothing when signed out.

    Every notice is about a patient: who sees none has no bell and nothing to search.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "thumb_places": [], "sees_patients": False, "inbox_count": 0}
    sees_patients = can(user, Permission.PATIENT_VIEW)
    places = [_entry(place, request.path) for place in PLACES if _is_open(place, request)]
    return {
        "navigation": places + _to_sign(user, request.path),
        "thumb_places": _under_the_thumb(places),
        "sees_patients": sees_patients,
        "inbox_count": unread_count(user) if sees_patients else 0,
    }


def _under_the_thumb(places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The three places a phone shows beside the search, the likeliest first."""
    likely = [place for place in places if place["key"] in THUMB]
    return sorted(likely, key=lambda place: THUMB.index(place["key"]))[:3]


def _to_sign(user: User, path: str) -> list[dict[str, Any]]:
    """`To sign (3)` for whoever has something to sign; the entry is gone when nothing waits."""
    waiting = len(to_sign(user)) if can(user, Permission.MINUTES_SIGN) else 0
    if not waiting:
        return []
    label = _("To sign (%(n)s)") % {"n": waiting}
    place = Place("minutes:to_sign", label, "edit", "g", Permission.MINUTES_SIGN)
    return [_entry(place, path)]


def _is_open(place: Place, request: HttpRequest) -> bool:
    if place.permission is None:
        return admin.site.has_permission(request)
    return can(request.user, place.permission)


def _entry(place: Place, path: str) -> dict[str, Any]:
    url = reverse(place.name)
    return {
        "url": url,
        "label": place.label,
        "icon": place.icon,
        "key": place.key,
        "current": path.startswith(url),
    }
