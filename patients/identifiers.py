"""Identity card and phone numbers: one spelling, what is wrong with one, how an address looks when masked."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from patients.enums import Sex

# GB 11643-1999: weights of the first 17 digits and the check sign for each remainder of 11.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"

NATIONAL_ID = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}")
LONG = 18
MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"0[0-9]{9,11}(-[0-9]{1,6})?")
ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")


@dataclass(frozen=True, slots=True)
class NationalId:
    """What an identity card number says about its holder."""

    birth_date: date
    sex: Sex


class BadNationalId(ValueError):
    """Not a number any identity card can have. `what`: `shape`, `date` or `check` (the last sign)."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


def tidy_national_id(text: str) -> str:
    """Digits and a capital X, as it is stored and hashed."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("-", "").upper()


def read_national_id(number: str) -> NationalId:
    """What the tidy number says; raises BadNationalId. 15 digits: cards before 1999, born in the 1900s."""
    if not NATIONAL_ID.fullmatch(number):
        raise BadNationalId("shape")
    is_long = len(number) == LONG
    if is_long and number[-1] != check_sign(number):
        raise BadNationalId("check")
    digits = number[6:14] if is_long else f"19{number[6:12]}"
    order = number[16] if is_long else number[14]
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise BadNationalId("date") from error
    return NationalId(born, Sex.MALE if int(order) % 2 else Sex.FEMALE)


def check_sign(number: str) -> str:
    """The last sign that belongs to the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return CHECK_SIGNS[total % 11]


def tidy_phone(text: str) -> str:
    """Digits as they are dialled inside China; +86 and separators go, a number abroad keeps its +."""
    plain = re.sub(r"[\s().\u2010-\u2015]", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"^(\+|00)86-?", "", plain)
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    return _without_separators(plain)


def _without_separators(plain: str) -> str:
    area = re.fullmatch(r"(0[0-9]{2,3})-([0-9]{7,8})(-[0-9]{1,6})?", plain)
    if area:
        return "".join(part or "" for part in area.groups())
    return plain if LANDLINE.fullmatch(plain) else plain.replace("-", "")


def is_phone(number: str) -> bool:
    """True for a tidy mobile, land-line or foreign number."""
    return any(shape.fullmatch(number) for shape in (MOBILE, LANDLINE, ABROAD))


def masked_name(name: str) -> str:
    """A name of which the first sign is left, to compare with the person: 张**."""
    return f"{name[:1]}{'*' * len(name[1:])}"


def masked_number(number: str) -> str:
    """A hospital number of which the last four signs are left; of a short one fewer than half."""
    kept = min(4, (len(number) - 1) // 2)
    return f"****{number[len(number) - kept :]}"


def masked_address(address: str) -> str:
    """An e-mail address with its name hidden: l***@hospital.cn."""
    name, at, place = address.partition("@")
    return f"{name[:1]}***{at}{place}" if address else ""
