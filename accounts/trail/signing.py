"""Ed25519 over the seal of a batch. The first key of TRAIL_KEYS signs, every one of them is believed."""

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


def sign(seal: bytes) -> bytes:
    """The signature, 64 bytes."""
    return _private_keys()[0].sign(seal)


def is_signed(seal: bytes, signature: bytes) -> bool:
    """True when one of the installation's keys made the signature."""
    return any(_fits(key, seal, signature) for key in public_keys())


def public_keys() -> list[Ed25519PublicKey]:
    """With these anybody can check a head, and nobody can make one."""
    return [key.public_key() for key in _private_keys()]


def _fits(key: Ed25519PublicKey, seal: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, seal)
    except InvalidSignature:
        return False
    return True


def _private_keys() -> list[Ed25519PrivateKey]:
    return [Ed25519PrivateKey.from_private_bytes(base64.b64decode(key)) for key in settings.TRAIL_KEYS]
