"""Seal what was committed since the last time: outside every request, so that no writer waits for another.

An entry is queued by the database in the transaction that wrote it. A transaction that began before a seal
and commits after it therefore shows its entries to the next seal, whatever their ids and times are; none is
left out and no sealed batch grows.
"""

import hashlib
import json
from datetime import datetime

from django.db import connection, transaction

from accounts.models import TrailBatch, TrailUnsealed
from accounts.trail.canonical import canonical, digest
from accounts.trail.signing import sign

MOST_ENTRIES = 20_000
BEFORE_THE_FIRST = bytes(32)
LOCK = 724_018  # one sealer at a time


def seal(now: datetime) -> int:
    """Seal everything that waits; how many entries that was."""
    sealed = 0
    while batch := _seal_one(now):
        sealed += len(batch.entry_ids)
    return sealed


def seal_of(batch: TrailBatch) -> bytes:
    """What binds the batch, its entries and, through `previous`, all batches before it."""
    about = [batch.number, batch.sealed_at.timestamp(), batch.entry_ids]
    parts = (bytes(batch.previous), json.dumps(about).encode(), bytes(batch.digests))
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()


@transaction.atomic
def _seal_one(now: datetime) -> TrailBatch | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    queued = TrailUnsealed.objects.order_by("entry_id").values_list("entry_id", flat=True)[:MOST_ENTRIES]
    # One that waits and is gone stays in the queue: that is how verifying knows it was there.
    texts = {entry_id: entry.text for entry_id, entry in sorted(canonical(queued).items())}
    if not texts:
        return None
    TrailUnsealed.objects.filter(entry_id__in=texts).delete()
    return _next(list(texts), b"".join(map(digest, texts.values())), now)


def _next(entry_ids: list[int], digests: bytes, now: datetime) -> TrailBatch:
    last = TrailBatch.objects.last()
    batch = TrailBatch(
        number=last.number + 1 if last else 1,
        sealed_at=now,
        entry_ids=entry_ids,
        digests=digests,
        previous=bytes(last.seal) if last else BEFORE_THE_FIRST,
    )
    batch.seal = seal_of(batch)
    batch.signature = sign(batch.seal)
    batch.save(force_insert=True)
    return batch
