"""Asks the hospital's directory whether a password is right, over TLS only.

The person is looked up by a search and the password tried by a bind. For a name the directory does not know
a bind is tried as well, so that knowing and not knowing take the same steps.
"""

import secrets
import ssl
from contextlib import suppress
from typing import Any

import structlog
from django.conf import settings
from ldap3 import NONE, SUBTREE, Connection, Server, Tls
from ldap3.core.exceptions import LDAPException
from ldap3.utils.conv import escape_filter_chars

log = structlog.get_logger(__name__)


class DirectoryDown(Exception):
    """The directory does not answer, its certificate is not the hospital's, or it refuses our own account."""


class _CheckedTls(Tls):  # type: ignore[misc]  # untyped package
    """Python's own check of certificate and host name; the package's is older than both."""

    def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
        """Put TLS under the connection, or raise."""
        context = ssl.create_default_context(cafile=settings.LDAP_CA_FILE or None)
        connection.socket = context.wrap_socket(connection.socket, server_hostname=connection.server.host)


def password_is_right(username: str, password: str) -> bool:
    """True when the directory knows the name once and takes the password; raises DirectoryDown.

    An empty password is never sent: a directory takes it as "nobody in particular" and says yes.
    """
    if not password or "\x00" in password:
        return False
    try:
        found = _found(username)
        return _bind(found or _nobody(), password) and found is not None
    except (LDAPException, OSError) as error:
        log.warning("directory_down", error=type(error).__name__)
        raise DirectoryDown from error


def _found(username: str) -> str | None:
    """The entry's name; None when there is none, or more than one."""
    with Encrypted(settings.LDAP_BIND_DN, settings.LDAP_BIND_PASSWORD) as connection:
        if not connection.bind():
            raise DirectoryDown
        wanted = settings.LDAP_SEARCH_FILTER.replace("{username}", escape_filter_chars(username))
        connection.search(settings.LDAP_SEARCH_BASE, wanted, search_scope=SUBTREE, size_limit=2)
        names = [row["dn"] for row in connection.response or [] if row.get("type") == "searchResEntry"]
    return names[0] if len(names) == 1 else None


def _bind(name: str, password: str) -> bool:
    with Encrypted(name, password) as connection:
        return bool(connection.bind())


def _nobody() -> str:
    return f"cn={secrets.token_hex(8)},{settings.LDAP_SEARCH_BASE}"


class Encrypted:
    """A connection under TLS, closed at the end."""

    def __init__(self, name: str, password: str) -> None:
        wait = settings.LDAP_TIMEOUT
        server = Server(settings.LDAP_URL, tls=_CheckedTls(), get_info=NONE, connect_timeout=wait)
        self.connection = Connection(
            server, user=name or None, password=password or None, receive_timeout=wait
        )

    def __enter__(self) -> Any:
        try:
            self.connection.open()
            if not self.connection.server.ssl:
                self.connection.start_tls()
        except (LDAPException, OSError):
            self._hang_up()
            raise
        return self.connection

    def __exit__(self, *problem: object) -> None:
        with suppress(LDAPException, OSError):
            self.connection.unbind()
        self._hang_up()

    def _hang_up(self) -> None:
        """The package forgets the socket of a connection that never opened."""
        if self.connection.socket is not None:
            self.connection.socket.close()
