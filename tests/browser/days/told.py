"""What a day showed and wrote, held against the trail when it is over (S2)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from pghistory.models import Event

from accounts.audit import ONE_READING
from accounts.models import OpenSession, ReadRecord, TrailEntry
from tests.mentioned import mentioned

App = Callable[..., Iterable[bytes]]
SHOWN = ("text/html", "application/json", "text/csv")
EVENTS: list[Any] = [model for model in apps.get_models() if issubclass(model, Event) and model is not Event]


@dataclass(slots=True)
class Shown:
    """One answer: in which session, when, and its text as far as it was sent."""

    session: str
    at: datetime
    kind: str = ""
    parts: list[bytes] = field(default_factory=list)


class Recorder:
    """A WSGI application that keeps what it answers."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.shown: list[Shown] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        session = cookies.get(settings.SESSION_COOKIE_NAME)
        one = Shown(session.value if session else "", timezone.now())

        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            one.kind = dict(headers).get("Content-Type", "")
            return start_response(status, headers, *more)

        answer = self.app(environ, begin)
        self.shown.append(one)
        return Kept(answer, one.parts) if one.kind.startswith(SHOWN) else answer


class Kept:
    """The bytes of an answer, kept while they pass."""

    def __init__(self, answer: Any, parts: list[bytes]) -> None:
        self._answer, self._parts = answer, parts

    def __iter__(self) -> Iterator[bytes]:
        for part in self._answer:
            self._parts.append(part)
            yield part

    def close(self) -> None:
        """Close the answer itself."""
        getattr(self._answer, "close", lambda: None)()


def looks_untold(shown: list[Shown]) -> list[str]:
    """Whom somebody saw without a line of the trail in the hour before it."""
    people = {row.pk: row.get_decoded().get("_auth_user_id") for row in OpenSession.objects.all()}
    wrong = []
    for one in shown:
        text = b"".join(one.parts).decode(errors="ignore")
        for patient in mentioned(text):
            lines = ReadRecord.objects.filter(
                user_id=people[one.session],
                patient_id=patient.pk,
                at__gte=one.at - timedelta(seconds=ONE_READING + 60),
                at__lte=one.at + timedelta(minutes=1),
            )
            if not lines.exists():
                wrong.append(f"{patient.hospital_number} {one.at:%H:%M:%S} {text[:80]!r}")
    return wrong


def writes_untold() -> tuple[int, list[str]]:
    """How many rows people wrote as the history has it, and those of them the trail does not have."""
    wrong, written = [], 0
    for model in EVENTS:
        table = model.pgh_tracked_model._meta.db_table if model.pgh_tracked_model else ""
        for event in model.objects.filter(pgh_context__metadata__has_key="request_id"):
            written += 1
            told = TrailEntry.objects.filter(
                request_id=event.pgh_context.metadata["request_id"],
                user_id=event.pgh_context.metadata.get("user"),
                subject=table,
                row_id=str(event.pgh_obj_id),
                action=event.pgh_label.upper(),
            )
            if not told.exists():
                wrong.append(f"{event.pgh_label} {table} {event.pgh_obj_id}")
    return written, wrong
