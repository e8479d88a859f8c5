"""Accounts without a password of ours: the hospital's directory checks it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.backends import HouseBackend
from accounts.directory.ldap import DirectoryDown, password_is_right
from accounts.models import User

# Asked for whoever the directory must not decide about: no directory knows it, and asking takes as long.
NOBODY = "boneboard-asks-for-nobody"


class DirectoryBackend(HouseBackend):
    """Comes after the house's own: an account with a password of its own never depends on the directory.

    The directory is asked in every case that the backend before did not let in, so that a name that is
    known here, one that is not and one that is switched off take the same time.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The active account when it is the directory's to decide about and the password is right there."""
        if not settings.LDAP_URL or not username or not password:
            return None
        account = User.objects.filter(username=username, is_active=True).first()
        asks = account is not None and not account.has_usable_password()
        try:
            is_right = password_is_right(username if asks else NOBODY, password)
        except DirectoryDown:
            note_down(request)
            return None
        return account if asks and is_right else None


def note_down(request: Any) -> None:
    """Let whoever answers the request say that the directory is down."""
    if request is not None:
        request.directory_is_down = True


def is_down(request: Any) -> bool:
    """True when the directory was asked for this request and did not answer."""
    return bool(getattr(request, "directory_is_down", False))
