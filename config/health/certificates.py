"""Probes of the certificates by which PostgreSQL, Redis and web are known: how long each still lasts.

A server is asked for the one it shows: a renewed file it has not read yet saves nobody.
"""

import socket
import ssl
import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings
from django.db import connection

from config.health.checks import Check, State
from config.health.stores import ANSWER_S

ENDS_SOON = timedelta(days=30)
# PostgreSQL speaks TLS after this question, which it answers with one letter.
SSL_REQUEST = struct.pack("!II", 8, 80877103)
POSTGRES_PORT, REDIS_PORT = 5432, 6379


def certificates(now: datetime) -> Iterator[Check]:
    """CAUTION thirty days before the end. Nothing where a connection is not over TLS."""
    asked: dict[str, tuple[str, Callable[[], datetime]]] = {
        "postgres": (connection.settings_dict["OPTIONS"].get("sslrootcert", ""), _of_postgres),
        "redis": (settings.REDIS_CA_FILE, _of_redis),
        "web": (settings.WEB_TLS_CERT_FILE, _of_web),
    }
    for subject, (is_used, end) in asked.items():
        if is_used:
            yield _judged(subject, end, now)


def _judged(subject: str, end: Callable[[], datetime], now: datetime) -> Check:
    try:
        left = end() - now
    except ssl.SSLCertVerificationError as error:
        return Check("certificate", State.BAD, subject, error=type(error).__name__)
    except (OSError, ValueError) as error:  # that it does not answer at all is another probe's to say
        return Check("certificate", State.UNKNOWN, subject, error=type(error).__name__)
    state = State.CAUTION if left < ENDS_SOON else State.WELL
    return Check("certificate", state, subject, number=left.days)


def _of_postgres() -> datetime:
    server = connection.settings_dict
    address = (server["HOST"], int(server["PORT"] or POSTGRES_PORT))
    return _shown(address, server["OPTIONS"]["sslrootcert"], SSL_REQUEST)


def _of_redis() -> datetime:
    parts = urlsplit(settings.CELERY_BROKER_URL)
    return _shown((parts.hostname or "", parts.port or REDIS_PORT), settings.REDIS_CA_FILE)


def _shown(address: tuple[str, int], ca_file: str, question: bytes = b"") -> datetime:
    """The end of the certificate this server shows; raises OSError when it is not to be believed."""
    trust = ssl.create_default_context(cafile=ca_file)
    with socket.create_connection(address, timeout=ANSWER_S) as plain:
        if question:
            plain.sendall(question)
            plain.recv(1)
        with trust.wrap_socket(plain, server_hostname=address[0]) as sealed:
            shown = sealed.getpeercert() or {}
            return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)


def _of_web() -> datetime:
    file = Path(settings.WEB_TLS_CERT_FILE).read_bytes()
    return x509.load_pem_x509_certificate(file).not_valid_after_utc
