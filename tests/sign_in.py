"""Being signed in, without the eighteen statements of signing in."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from accounts.models import User
from accounts.sessions.store import SessionStore


def session_of(user: User) -> str:
    """The key of a new session of this user, written."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "accounts.backends.HouseBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def sign_in(client: Client, user: User) -> None:
    """`client` is this user from now on."""
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
