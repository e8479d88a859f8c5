"""What names an act: the one-time key of a form, or the Idempotency-Key of a caller of the API."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.sessions.asking import API

FIELD, HEADER = "form_key", "Idempotency-Key"
UNREAD = {FIELD, "csrfmiddlewaretoken"}
# A form that only asks what would happen, or draws itself anew: no act.
ASKS = ("preview", "retype")
KEY = re.compile(r"[\x21-\x7e]{1,255}")


class BadKey(Exception):
    """The header is empty, longer than 255 characters or not printable ASCII."""


@dataclass(frozen=True, slots=True)
class Act:
    """`key` names it for the user; `digest` is of the address and what was sent. `waits`: the second waits.

    `horizon` is what the page had seen (accounts.meanwhile.horizon); empty for the API, which names versions.
    `told`: row -> number of the change that a page with both versions has shown.
    """

    key: str
    address: str
    digest: str
    waits: bool
    horizon: str = ""
    told: Mapping[str, int] = field(default_factory=dict)


def key_input(request: HttpRequest) -> SafeString:
    """The hidden field of a form: a new key, and how far this page has seen. Signed for this user."""
    seen = [getattr(request, "horizon", ""), getattr(request, "told", {})]
    value = signing.dumps([uuid4().hex, *seen], salt=_salt(request))
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, value)


def act_of(request: HttpRequest) -> Act | None:
    """The act of this request; None when nothing names it. Raises BadKey."""
    where = f"{request.method} {request.path}"[:400]
    if HEADER in request.headers:
        if not KEY.fullmatch(request.headers[HEADER]):
            raise BadKey
        return Act(request.headers[HEADER], where, digest_of(request), waits=False)
    if request.method != "POST" or request.path.startswith(API) or any(n in request.POST for n in ASKS):
        return None
    try:
        key, horizon, told = signing.loads(request.POST.get(FIELD, ""), salt=_salt(request))
    except (signing.BadSignature, ValueError):
        return None
    digest = digest_of(request)
    # What was typed belongs to the name: who goes back and types something else means something else.
    return Act(f"form:{key}:{digest}", where, digest, waits=True, horizon=horizon, told=told)


def _salt(request: HttpRequest) -> str:
    return f"form of {request.user.pk}"


def digest_of(request: HttpRequest) -> str:
    """What was sent, and where. Keyed: it is stored, and may be of a password."""
    said = salted_hmac(__name__, f"{request.method} {request.get_full_path()} ", algorithm="sha256")
    for part in _sent(request):
        said.update(f"{len(part)}:".encode() + part)
    return said.hexdigest()


def _sent(request: HttpRequest) -> Iterator[bytes]:
    if not (request.content_type or "").startswith(("multipart/", "application/x-www-form-urlencoded")):
        yield request.body
        return
    for name, values in sorted(request.POST.lists()):
        if name not in UNREAD:
            yield from (part.encode() for part in (name, *map(str, values)))
    for name, files in sorted(request.FILES.lists()):
        yield name.encode()
        yield from map(_file, files)


def _file(sent: Any) -> bytes:
    digest = hashlib.sha256(str(sent.name).encode())
    for chunk in sent.chunks():
        digest.update(chunk)
    sent.seek(0)
    return digest.digest()
