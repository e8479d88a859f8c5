"""Being signed in, without the eighteen statements of signing in."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils.crypto import get_random_string

from accounts.models import OpenSession, User
from accounts.sessions.store import SessionStore


def sessions_of(users: Iterable[User]) -> list[str]:
    """The keys of new sessions, one for each of these users, written together."""
    rows = [_session(user) for user in users]
    OpenSession.objects.bulk_create(rows)
    return [row.session_key for row in rows]


def _session(user: User) -> OpenSession:
    store = SessionStore(get_random_string(32))
    told = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: "accounts.backends.HouseBackend",
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    row: OpenSession = store.create_model_instance(told)
    return row


def sign_in(client: Client, user: User) -> None:
    """`client` is this user from now on."""
    [client.cookies[settings.SESSION_COOKIE_NAME]] = sessions_of([user])


def browsers_of(everybody: Sequence[User | None]) -> list[Client]:
    """A browser for each of them; nobody's is signed out."""
    keys = iter(sessions_of(user for user in everybody if user))
    return [_browser(next(keys) if user else None) for user in everybody]


def _browser(key: str | None) -> Client:
    client = Client()
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client
