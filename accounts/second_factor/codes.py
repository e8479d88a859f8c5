"""Codes as people type them, and the half minute a phone's code belongs to (RFC 6238)."""

import hmac
import unicodedata

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from accounts import clock
from accounts.policy import policy

__all__ = ["as_typed", "in_fours", "matching_step", "new_secret"]

STEP = 30  # seconds


def as_typed(text: str) -> str:
    """Digits without blanks and dashes; a Chinese input method may have made them wide."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in plain if not letter.isspace() and letter != "-")


def in_fours(text: str) -> str:
    """As it is read aloud and typed: four signs, a blank, four signs."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def new_secret() -> str:
    """A fresh secret of 160 bits, in base32 as phones take it."""
    return str(generate_totp_secret())


def matching_step(secret: str, code: str, *, after: int) -> int | None:
    """The half minute whose code this is, later than `after`; None for any other code.

    It is the one of this moment, or as many away as the profile forgives (ASVS 6.5.5).
    """
    for step in _steps():
        expected = format_hotp_value(hotp_value(secret, step))
        if step > after and hmac.compare_digest(expected.encode(), code.encode()):
            return step
    return None


def _steps() -> range:
    this, away = int(clock.now().timestamp()) // STEP, policy().code_steps_away
    return range(this - away, this + away + 1)
