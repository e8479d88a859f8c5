"""A phone with an app for codes: RFC 6238 written once more, from the standard library alone."""

import base64
import hmac
import struct
import time


def shown(secret: str, *, at: float | None = None) -> str:
    """The six digits the phone shows now, or at a moment."""
    step = int(time.time() if at is None else at) // 30
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
