"""What could not be imported, in both languages, with the place in the document and the rule that says so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import override

from accounts.errors import Refusal
from guidelines.findings import Finding, Severity
from guidelines.terms import Text
from interop.cases.reading import BadValue

T = TypeVar("T")
CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that was not taken over; `rule_id` empty: no rule, the value itself."""

    field: str
    message: Text
    rule_id: str = ""

    def plain(self) -> dict[str, str]:
        """The complaint as JSON holds it."""
        return {
            "field": self.field,
            "message_zh": self.message.zh,
            "message_en": self.message.en,
            "rule": self.rule_id,
        }

    def kept(self, *, taken_over: bool) -> dict[str, object]:
        """The same for whoever looks through an import: a flag is about a fact that is in the record."""
        return {**self.plain(), "taken_over": taken_over}


SPOKEN = (Severity.HARD, Severity.STOP, Severity.WARN, Severity.FLAG)


def flags(path: str, findings: Iterable[Finding]) -> list[Complaint]:
    """What the rules say to a fact that is taken over as it was told: no rule stops an import."""
    said = (one for one in findings if one.severity in SPOKEN)
    return [Complaint(path, one.message, one.rule_id) for one in said]


def unread(error: BadValue) -> Complaint:
    """The complaint about a value that could not be read."""
    return Complaint(error.path, error.message)


class Refused(Exception):
    """A service said no; in both languages, because a sentence is spoken when it is made."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__(", ".join(complaint.field for complaint in complaints))
        self.complaints = complaints


def attempt(path: str, act: Callable[[], T]) -> T:
    """What `act` returns; it runs in a savepoint, a second time in English when it refuses.

    Raises Refused with what it said about the part at `path`.
    """
    with override(CHINESE):
        try:
            with transaction.atomic():
                return act()
        except Refusal as refusal:
            raise Refused(
                [Complaint(path, one.message, one.rule_id) for one in refusal.findings]
            ) from refusal
        except ValidationError as error:
            raise Refused(_both(path, _spoken(error), _english(act))) from error


def _english(act: Callable[[], object]) -> dict[str, str]:
    with override("en"):
        try:
            with transaction.atomic():
                act()
        except ValidationError as error:
            return _spoken(error)
    raise RuntimeError("A service refused in one language only.")


def _both(path: str, chinese: Mapping[str, str], english: Mapping[str, str]) -> list[Complaint]:
    return [Complaint(_place(path, name), Text(zh, english[name])) for name, zh in chinese.items()]


def _place(path: str, name: str) -> str:
    """The field of the part; a part that is one value is its own field."""
    return path if name in {NON_FIELD_ERRORS, path} else f"{path}.{name}"


def _spoken(error: ValidationError) -> dict[str, str]:
    found = getattr(error, "error_dict", {NON_FIELD_ERRORS: [error]})
    return {
        name: " ".join(str(message) for part in parts for message in part.messages)
        for name, parts in found.items()
    }
