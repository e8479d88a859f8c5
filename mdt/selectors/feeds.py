"""Whose calendar an address belongs to, and which meetings it shows."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission, can
from mdt.models import CalendarFeed, Invitation

KEPT = timedelta(days=90)


def feed_owner(digest: str) -> User | None:
    """The active person whose address this is; None when it is revoked, unknown, or the role lost boards."""
    feed = CalendarFeed.objects.filter(digest=digest, revoked_at=None).select_related("user").first()
    return feed.user if feed is not None and can(feed.user, Permission.BOARD_VIEW) else None


def has_feed(user: User) -> bool:
    """True when the user's calendar address works."""
    return CalendarFeed.objects.filter(user=user, revoked_at=None).exists()


def feed_invitations(user: User, now: datetime) -> QuerySet[Invitation]:
    """The person's meetings of the last ninety days and all to come, cancelled ones as such."""
    rows = Invitation.objects.filter(user=user, meeting__starts_at__gte=now - KEPT)
    joined = rows.select_related("user", "meeting__board__coordinator")
    return joined.order_by("meeting__starts_at", "id")
