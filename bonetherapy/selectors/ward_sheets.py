"""Ward sheets: those somebody took, and their rows as they stand."""

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from bonetherapy.enums import SheetState
from bonetherapy.models import WardSheet, WardSheetLine
from patients.selectors.access import visible_to

SHOWN = 10
TO_HANDLE = (SheetState.UNREADABLE, SheetState.REFUSED)


def sheets_of(user: User) -> QuerySet[WardSheet]:
    """The last sheets this person took, each with `rows`, `recorded` and `to_handle`."""
    return (
        WardSheet.objects.filter(taken_by=user)
        .annotate(
            rows=Count("lines"),
            recorded=Count("lines", filter=Q(lines__state=SheetState.RECORDED)),
            to_handle=Count("lines", filter=Q(lines__state__in=TO_HANDLE)),
        )
        .order_by("-taken_at")[:SHOWN]
    )


def lines_seen(user: User, sheet: WardSheet) -> QuerySet[WardSheetLine]:
    """The rows of a sheet whose patients the user may see today."""
    rows = sheet.lines.filter(dose__patient__in=visible_to(user))
    return rows.select_related(
        "dose__course__protocol", "dose__patient__ward", "dose__patient__department", "dose__given_by"
    )
