"""Codes as people type them, and the half minute a phone's code belongs to (RFC 6238)."""

import hmac
import unicodedata

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

__all__ = ["as_typed", "matching_step", "new_secret"]


def as_typed(text: str) -> str:
    """Digits without blanks and dashes; a Chinese input method may have made them wide."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if not letter.isspace() and letter != "-")


def new_secret() -> str:
    """A fresh secret of 160 bits, in base32 as phones take it."""
    return str(generate_totp_secret())


def matching_step(secret: str, code: str, *, after: int) -> int | None:
    """The half minute whose code this is, now or one away, later than `after`; None for any other code."""
    for step in yield_hotp_counters_from_time():
        expected = format_hotp_value(hotp_value(secret, step))
        if step > after and hmac.compare_digest(expected.encode(), code.encode()):
            return int(step)
    return None
