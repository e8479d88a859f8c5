"""Identifiers at rest: AES-256-GCM with rotatable keys, and a keyed hash that finds an exact value."""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = "a1"  # names the algorithm inside the stored value, so that another one can follow


class Undecryptable(Exception):
    """The value was written with a key that is not in FIELD_KEYS any more, or it was changed."""


def encrypt(plain: str) -> str:
    """The text as `a1:<base64 of nonce + ciphertext>` under the newest key; an empty text stays empty."""
    if not plain:
        return ""
    nonce = os.urandom(12)
    sealed = AESGCM(_keys()[0]).encrypt(nonce, plain.encode(), None)
    return f"{VERSION}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str) -> str:
    """The text behind a stored value; raises Undecryptable when no key fits. Empty stays empty."""
    if not stored:
        return ""
    raw = base64.b64decode(stored.removeprefix(f"{VERSION}:"))
    for key in _keys():
        try:
            return AESGCM(key).decrypt(raw[:12], raw[12:], None).decode()
        except InvalidTag:
            continue
    raise Undecryptable


def is_newest(stored: str) -> bool:
    """True when the value is sealed under the newest key; an empty one always is."""
    if not stored:
        return True
    raw = base64.b64decode(stored.removeprefix(f"{VERSION}:"))
    try:
        AESGCM(_keys()[0]).decrypt(raw[:12], raw[12:], None)
    except InvalidTag:
        return False
    return True


def blind_index(plain: str) -> str:
    """A keyed hash of the normalised text, for exact search and uniqueness; empty for empty."""
    normal = "".join(plain.split()).upper()
    if not normal:
        return ""
    return hmac.new(settings.INDEX_KEY.encode(), normal.encode(), hashlib.sha256).hexdigest()


def _keys() -> list[bytes]:
    return [base64.b64decode(key) for key in settings.FIELD_KEYS]
