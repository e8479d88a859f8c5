"""A new key for the secrets of phones, inside a column of JSON. Of printed codes nothing is sealed."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.crypto import Undecryptable, decrypt, encrypt, is_newest
from accounts.resealing import Resealed

PHONE, SECRET = Authenticator.Type.TOTP, "secret"


@transaction.atomic
def reseal_factors() -> Resealed:
    """Every secret under the newest key, at once: a phone is one row a person."""
    rows = list(Authenticator.objects.select_for_update().filter(type=PHONE).order_by("pk"))
    changed, lost = 0, []
    for row in rows:
        try:
            new = _new_values(row.data)
        except Undecryptable:
            lost.append(str(row.pk))
            continue
        if new:
            changed += Authenticator.objects.filter(pk=row.pk).update(data=row.data | new)
    return Resealed(Authenticator._meta.db_table, len(rows), changed, tuple(lost))


def _new_values(data: dict[str, Any]) -> dict[str, str]:
    """What has to be written; nothing when it is right already. Raises Undecryptable."""
    return {} if is_newest(data[SECRET]) else {SECRET: encrypt(decrypt(data[SECRET]))}
