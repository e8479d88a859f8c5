"""The ten printed codes of a person. What is kept of each is its Argon2id hash (ASVS 6.5.2, docs/adr/0037).

A code's first digit stands beside its hash, so that a typed code costs one hash and not ten. The fifteen
behind it are random: 49 bits, also for somebody who has the rows and every key.
"""

import secrets

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password

from accounts.models import User

PRINTED = Authenticator.Type.RECOVERY_CODES
COUNT = 10  # one for each first digit
RANDOM_DIGITS = 15


def codes_issue(*, user: User) -> list[str]:
    """Ten new codes, to be shown now and never again; the old ones open nothing any more."""
    codes = [f"{first}{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}}" for first in range(COUNT)]
    Authenticator.objects.filter(user=user, type=PRINTED).delete()
    kept = [[code[0], make_password(code)] for code in codes]
    Authenticator.objects.create(user=user, type=PRINTED, data={"codes": kept})
    return codes


def codes_left(row: Authenticator) -> int:
    """How many are not used up."""
    return len(_kept(row))


def code_strike(row: Authenticator, code: str) -> bool:
    """Strike a code out; False when it is none of the row's. The caller holds the row's lock."""
    for first, digest in _kept(row):
        if code.startswith(first) and check_password(code, digest):
            row.data["codes"].remove([first, digest])
            row.save(update_fields=["data"])
            return True
    return False


def _kept(row: Authenticator) -> list[list[str]]:
    """First digit and hash of each. None in a row the version before wrote while this one was starting."""
    kept: list[list[str]] = row.data.get("codes", [])
    return kept
