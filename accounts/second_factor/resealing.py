"""A new key for the secrets of second factors, which django-allauth keeps inside a column of JSON."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.crypto import Undecryptable, decrypt, encrypt, is_newest
from accounts.resealing import Resealed

SEALED = ("secret", "seed")  # of a phone, of the printed codes


@transaction.atomic
def reseal_factors() -> Resealed:
    """Every secret under the newest key, at once: a factor is one row a person or two."""
    rows = list(Authenticator.objects.select_for_update().order_by("pk"))
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
    old = [name for name in SEALED if name in data and not is_newest(data[name])]
    return {name: encrypt(decrypt(data[name])) for name in old}
