"""A person chosen by typing the name: the browser proposes, what was typed is looked up again."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User

LONGEST = 200


class StaffField(forms.CharField):
    """A name with what the person does, as `people` are proposed; the cleaned value is the person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, max_length=LONGEST, **kwargs)
        self.people: list[User] = []

    @property
    def proposed(self) -> list[str]:
        """What the browser proposes while somebody types, each once."""
        return [label for label, _person in _labelled(self.people)]

    def clean(self, value: Any) -> Any:
        """The one person of this label, of this user name, or of this name when only one has it."""
        typed = str(super().clean(value)).strip()
        for matching in (_by_label, _by_username, _by_name):
            found = matching(self.people, typed)
            if len(found) == 1:
                return found[0]
        if found:
            raise ValidationError(_("Several people have this name: choose one of those proposed."))
        raise ValidationError(
            _("Nobody of this name works here or in a hospital with an open referral to this board.")
        )


def _by_label(people: Iterable[User], typed: str) -> list[User]:
    return [person for label, person in _labelled(people) if label == typed]


def _by_username(people: Iterable[User], typed: str) -> list[User]:
    return [person for person in people if person.username == typed]


def _by_name(people: Iterable[User], typed: str) -> list[User]:
    return [person for person in people if person.name == typed]


def _labelled(people: Iterable[User]) -> Iterator[tuple[str, User]]:
    """`林若溪 · 放疗科 · 省肿瘤医院`; two who share it are told apart by their user names."""
    said = [(_label(person), person) for person in people]
    shared = Counter(label for label, _person in said)
    for label, person in said:
        yield (f"{label} · {person.username}" if shared[label] > 1 else label), person


def _label(person: User) -> str:
    does = person.get_discipline_display() or person.get_role_display()
    place = person.hospital.short_name if person.hospital else ""
    return " · ".join(str(part) for part in (person.name, does, place) if part)
