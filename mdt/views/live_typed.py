"""What the page shows of the texts of a case: the form, filled with what is stored."""

from typing import Any

from accounts.vocabulary import say
from guidelines.record.board import BoneDrugStatement
from mdt.forms.decisions import TextsForm
from mdt.services.texts import LONGEST
from mdt.views.live_door import Spot


def texts_form(spot: Spot, data: Any = None) -> TextsForm:
    """The form of the texts as they are stored, or as they were sent."""
    stored = {name: getattr(spot.case, name) for name in LONGEST}
    return TextsForm(data, initial=stored, auto_id="text_%s")


def texts_context(spot: Spot) -> dict[str, Any]:
    """The form and the version it was drawn from."""
    code = spot.case.drug_statement
    return {
        "texts_form": texts_form(spot),
        "texts_version": spot.case.version,
        "statement_word": say(BoneDrugStatement(code).label) if code in set(BoneDrugStatement) else "",
        "guest_url": spot.url("guest"),
        "attendance_url": spot.url("attendance"),
    }
