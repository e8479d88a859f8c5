"""Printed codes that were sealed as one seed are kept as hashes (docs/adr/0037). What is on paper stays good."""

import hmac
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import migrations, transaction

from accounts.crypto import Undecryptable, decrypt

COUNT, DIGITS = 10, 8  # of the codes before


def hash_codes(apps: Any, schema_editor: Any) -> None:
    """One person a transaction: ten slow hashes take about two seconds, and people sign in meanwhile."""
    rows = apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes")
    for pk in list(rows.filter(data__has_key="seed").values_list("pk", flat=True)):
        with transaction.atomic():
            _hash_one(rows.select_for_update().filter(pk=pk, data__has_key="seed"))


def forget_codes(apps: Any, schema_editor: Any) -> None:
    """The way back: no seed comes out of a hash. The page then asks for new codes."""
    apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes").delete()


def codes_of(seed: str) -> Iterator[str]:
    """The codes django-allauth 65 makes of a seed, in its order."""
    mac = hmac.new(seed.encode(), digestmod="sha1")
    for number in range(COUNT):
        mac.update(f"{number:3},".encode())
        yield f"{int.from_bytes(mac.digest()[: DIGITS // 2]) % 10**DIGITS:0{DIGITS}}"


def _hash_one(row: Any) -> None:
    data = row.values_list("data", flat=True).first()
    if data is None:  # used up or made anew a moment ago
        return
    try:
        codes = list(codes_of(decrypt(data["seed"])))
    except Undecryptable:
        row.delete()
        return
    unused = [code for number, code in enumerate(codes) if not data["used_mask"] >> number & 1]
    kept = [[code[0], make_password(code)] for code in unused]
    # The version before, while it still serves, takes the empty list for "none left" and does not fall over.
    row.update(data={"codes": kept, "migrated_codes": []})


class Migration(migrations.Migration):

    atomic = False
    dependencies = [
        ("accounts", "0006_names"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [migrations.RunPython(hash_codes, forget_codes)]
