"""What can be wrong with a name, a number or a date of birth, field by field."""

import unicodedata
from datetime import date

from django.utils.translation import gettext_lazy as _

from patients import identifiers, names
from patients.models import Patient
from patients.services.writing import OLDEST_YEARS, not_in_future
from patients.specs.people import PatientSpec

WRONG_NATIONAL_ID = {
    "shape": _("An identity card number has 18 digits (the last may be X), an old one 15 digits."),
    "date": _("The digits for the date of birth are not a date. Please compare with the card."),
    "check": _("The last digit does not fit the others. Please compare with the card."),
}


def tidy_number(text: str) -> str:
    """A hospital number without blanks, in capitals: ZY 0284 6173 and zy02846173 are one number."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign.isprintable() and not sign.isspace()).upper()


def identity_problems(spec: PatientSpec, today: date) -> dict[str, object]:
    """Problems by field; None where there is none."""
    return {
        "name": _name_problem(spec.name),
        "hospital_number": _number_problem(spec.hospital_number),
        "birth_date": _birth_problem(spec.birth_date, today),
        "national_id": _national_id_problem(spec.national_id),
    }


def _name_problem(name: str) -> object:
    tidy = names.tidy(name)
    if not any(sign.isalpha() for sign in tidy):
        return _("Please enter the name in letters or characters.")
    longest = Patient.name.field.max_length or 0
    return _("At most %(n)s characters.") % {"n": longest} if len(tidy) > longest else None


def _number_problem(number: str) -> object:
    tidy = tidy_number(number)
    if not any(sign.isalnum() for sign in tidy):
        return _("Please enter the hospital number in letters and digits.")
    longest = Patient.hospital_number.field.max_length or 0
    return _("At most %(n)s characters.") % {"n": longest} if len(tidy) > longest else None


def _birth_problem(born: date, today: date) -> object:
    if today.year - born.year > OLDEST_YEARS:
        return _("More than %(n)s years ago. Please check the year.") % {"n": OLDEST_YEARS}
    return not_in_future(born, today)


def _national_id_problem(number: str | None) -> object:
    tidy = identifiers.tidy_national_id(number or "")
    if not tidy:
        return None
    try:
        identifiers.read_national_id(tidy)
    except identifiers.BadNationalId as wrong:
        return WRONG_NATIONAL_ID[wrong.what]
    return None
