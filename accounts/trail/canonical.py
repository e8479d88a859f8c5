"""What of an entry is sealed: all its columns as one text, the same on every server, in every time zone."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

DIGEST_BYTES = 32
# Moments as exact seconds of the epoch; JSON as the database stores it: 0.10 and 0.1 stay two things.
TEXT = """
    jsonb_build_array(
      id, extract(epoch FROM at), user_id, user_name, role, patient_id, action, subject, row_id,
      host(address), request_id, reason, before, after
    )::text
"""


class Canonical(NamedTuple):
    """An entry as it is sealed; `at` in seconds of the epoch."""

    text: str
    at: float


def canonical(entry_ids: Iterable[int]) -> dict[int, Canonical]:
    """The entries by id; one that is gone is not in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {TEXT}, extract(epoch FROM at) FROM accounts_readrecord WHERE id = ANY(%s)",  # noqa: S608 - constants
            [list(entry_ids)],
        )
        return {row_id: Canonical(text, float(at)) for row_id, text, at in cursor.fetchall()}


def digest(text: str) -> bytes:
    """SHA-256 of the text."""
    return hashlib.sha256(text.encode()).digest()


def split(digests: bytes) -> list[bytes]:
    """The digests of a batch, one an entry."""
    return [digests[start : start + DIGEST_BYTES] for start in range(0, len(digests), DIGEST_BYTES)]
