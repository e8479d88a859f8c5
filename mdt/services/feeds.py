"""The private calendar address of one person: made, replaced, revoked. Only its digest is kept."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from mdt.models import CalendarFeed
from patients.services.writing import must

TOKEN_BYTES = 32


@transaction.atomic
def feed_make(*, by: User) -> str:
    """A fresh secret for the user's own meetings, told once; one from before stops working."""
    must(by, Permission.BOARD_VIEW)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.update_or_create(
        user=by, defaults={"digest": feed_digest(token), "revoked_at": None}
    )
    return token


def feed_revoke(*, by: User, now: datetime) -> None:
    """The user's address stops working at once; without one nothing happens."""
    CalendarFeed.objects.filter(user=by, revoked_at=None).update(revoked_at=now)


def feed_digest(token: str) -> str:
    """What is stored of a secret: it cannot be turned back into the address."""
    return hashlib.sha256(token.encode()).hexdigest()
