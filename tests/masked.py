"""Numbers of a patient that nobody reads whole without asking for them."""

import re

from accounts.crypto import blind_index
from patients.enums import ContactKind
from patients.models import Contact, Patient

ID_NUMBER = "110105196702141248"
PHONE = "13957123468"
EMAIL = "guilan.zhang@mail.invalid"
# One shows a number; the other is opened to dial one. Both write that they did (REVEAL, CALL).
REVEALED = {"patients:reveal", "worklist:call"}
BETWEEN = re.compile(r"[\s\-]")


def planted(row: Patient) -> Patient:
    """The patient with an identity card number, a phone number and an address."""
    Patient.objects.filter(pk=row.pk).update(national_id=ID_NUMBER, national_id_index=blind_index(ID_NUMBER))
    Contact.objects.create(
        patient=row, kind=ContactKind.SELF, phone=PHONE, phone_index=blind_index(PHONE), email=EMAIL
    )
    row.refresh_from_db()
    return row


def whole_numbers(text: str) -> list[str]:
    """Those that stand whole in the text, however they are spaced."""
    tight = BETWEEN.sub("", text)
    return [number for number in (ID_NUMBER, PHONE, EMAIL) if number in tight]
