"""What is typed about a case while several people type: nobody's words are ever written over unseen."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from guidelines.record.board import BoneDrugStatement
from mdt.models import Case
from mdt.services.live import case_lock
from patients.services.writing import must, refuse

LONGEST: Mapping[str, int] = {
    "conclusion": 4000, "patient_wish": 2000, "drug_statement": 16, "drug_text": 300,
}  # fmt: skip


class TextsClash(Conflict):
    """Somebody else wrote the same field since: `case` is as it stands, `fields` are those in question."""

    def __init__(self, case: Case, fields: tuple[str, ...]) -> None:
        self.case, self.fields = case, fields
        super().__init__(_("Somebody else wrote here meanwhile. Both texts are kept: put them together."))


@transaction.atomic
def case_texts_save(*, by: User, case: Case, changes: Mapping[str, str], version: int) -> Case:
    """The case with these fields changed, and its version. `version` is the one the writer last saw.

    Another field may have changed since: that is no clash. Raises TextsClash when one of these did, and
    ValidationError for what cannot be stored. What was stored once stays in the history.
    """
    must(by, Permission.DECISION_RECORD)
    held = case_lock(case.pk)
    typed = {name: text.replace("\r\n", "\n") for name, text in changes.items() if name in LONGEST}
    refuse({name: _problem(name, text) for name, text in typed.items()})
    changed = {name: text for name, text in typed.items() if getattr(held, name) != text}
    if not changed:
        return held
    clashes = tuple(name for name in changed if _since(held, name, version))
    if clashes:
        raise TextsClash(held, clashes)
    for name, text in changed.items():
        setattr(held, name, text)
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    return held


def _problem(name: str, text: str) -> object:
    if len(text) > LONGEST[name]:
        return _("At most %(n)s characters.") % {"n": LONGEST[name]}
    if name == "drug_statement" and text and text not in set(BoneDrugStatement):
        return _("There is no such answer.")
    return None


def _since(held: Case, name: str, version: int) -> bool:
    """Whether the field is another one than at that version, which the history remembers."""
    if held.version == version:
        return False
    events: Any = held.events  # type: ignore[attr-defined]  # the reverse name that pghistory gives
    seen = events.filter(version=version).order_by("pgh_id").last()
    return seen is None or getattr(seen, name) != getattr(held, name)
