"""What could not be imported, in both languages, with the place in the document and the rule that says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import override

from accounts.errors import Refusal
from guidelines.terms import Text
from interop.cases.reading import BadValue


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


def unread(error: BadValue) -> Complaint:
    """The complaint about a value that could not be read."""
    return Complaint(error.path, error.message)


def complaints_of(path: str, error: ValidationError | Refusal) -> list[Complaint]:
    """The complaints of a service about the part at `path`."""
    if isinstance(error, Refusal):
        return [Complaint(path, finding.message, finding.rule_id) for finding in error.findings]
    return list(_fields(path, error))


def _fields(path: str, error: ValidationError) -> Iterator[Complaint]:
    chinese, english = _spoken(error, "zh-hans"), _spoken(error, "en")
    for name, zh in chinese.items():
        place = ".".join(part for part in (path, name) if part and part != "__all__")
        yield Complaint(place, Text(zh, english[name]))


def _spoken(error: ValidationError, language: str) -> dict[str, str]:
    with override(language):
        found = getattr(error, "error_dict", {"__all__": [error]})
        return {
            name: " ".join(str(message) for part in parts for message in part.messages)
            for name, parts in found.items()
        }
