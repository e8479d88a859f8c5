"""Is the trail what was sealed? Names every batch and entry that is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from accounts.models import TrailBatch
from accounts.trail.canonical import canonical, digest, split
from accounts.trail.cutting import YOUNGEST, last_cut
from accounts.trail.heads import Head, heads_on_file
from accounts.trail.sealing import BEFORE_THE_FIRST, seal_of
from accounts.trail.signing import is_signed

# An entry older than the seal before its own was held back by a transaction: for so long, and no longer.
LONGEST_TRANSACTION = timedelta(days=1)
# And none is later than its own seal, but for what the clocks of one installation may differ.
CLOCKS_APART = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where; None: no batch or no single entry."""

    what: str
    batch: int | None = None
    entry: int | None = None

    def __str__(self) -> str:
        where = [f"batch {self.batch}" if self.batch else "", f"entry {self.entry}" if self.entry else ""]
        return f"{', '.join(filter(None, where)) or 'trail'}: {self.what}"


def faults() -> Iterator[Fault]:
    """Everything that is not as it was sealed; nothing when the trail is whole."""
    yield from _in_the_chain()
    yield from _outside_the_batches()
    yield from _beside_the_heads()


def _in_the_chain() -> Iterator[Fault]:
    cut = last_cut()
    before: TrailBatch | None = None
    for batch in TrailBatch.objects.iterator(chunk_size=50):
        is_cut = cut is not None and batch.number <= cut.batch
        yield from _in_the_link(before, batch)
        yield from _in_the_entries(before, batch, may_be_gone=is_cut)
        if cut and is_cut and batch.sealed_at > cut.at - YOUNGEST:
            yield Fault("was cut before it was old enough", batch.number)
        before = batch


def _in_the_link(before: TrailBatch | None, batch: TrailBatch) -> Iterator[Fault]:
    expected = before.number + 1 if before else 1
    if batch.number != expected:
        yield Fault(f"follows batch {expected - 1}: batches between them are gone", batch.number)
    elif bytes(batch.previous) != (bytes(before.seal) if before else BEFORE_THE_FIRST):
        yield Fault("does not continue the batch before it", batch.number)
    if bytes(batch.seal) != seal_of(batch):
        yield Fault("was changed after it was sealed", batch.number)
    elif not is_signed(bytes(batch.seal), bytes(batch.signature)):
        yield Fault("is not signed by this installation", batch.number)


def _in_the_entries(before: TrailBatch | None, batch: TrailBatch, *, may_be_gone: bool) -> Iterator[Fault]:
    """What is still there is as it was sealed, whatever a cut says."""
    found = canonical(batch.entry_ids)
    earliest = (before.sealed_at - LONGEST_TRANSACTION).timestamp() if before else 0
    latest = (batch.sealed_at + CLOCKS_APART).timestamp()
    for entry_id, sealed in zip(batch.entry_ids, split(bytes(batch.digests)), strict=False):
        entry = found.get(entry_id)
        if entry is None:
            if not may_be_gone:
                yield Fault("was removed", batch.number, entry_id)
        elif digest(entry.text) != sealed:
            yield Fault("was changed", batch.number, entry_id)
        elif entry.at < earliest:
            yield Fault("bears a time long before it was written", batch.number, entry_id)
        elif entry.at > latest:
            yield Fault("bears a time after it was sealed", batch.number, entry_id)


OUTSIDE = """
    WITH sealed AS (SELECT unnest(entry_ids) AS id FROM accounts_trailbatch)
    SELECT id FROM accounts_readrecord entry
    WHERE NOT EXISTS (SELECT FROM sealed WHERE sealed.id = entry.id)
      AND NOT EXISTS (SELECT FROM accounts_trailunsealed WHERE entry_id = entry.id)
    ORDER BY id
"""
GONE = """
    SELECT entry_id FROM accounts_trailunsealed
    WHERE NOT EXISTS (SELECT FROM accounts_readrecord entry WHERE entry.id = entry_id) ORDER BY entry_id
"""


def _outside_the_batches() -> Iterator[Fault]:
    for entry_id in _ids(OUTSIDE):
        yield Fault("was inserted: no batch holds it and it does not wait for one", entry=entry_id)
    for entry_id in _ids(GONE):
        yield Fault("was removed before it was sealed", entry=entry_id)


def _ids(sql: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def _beside_the_heads() -> Iterator[Fault]:
    try:
        heads = list(heads_on_file())
    except ValueError as error:
        yield Fault(str(error))
        return
    known = {batch.number: Head.of(batch) for batch in TrailBatch.objects.iterator()} if heads else {}
    for head in heads:
        if not head.is_ours:
            yield Fault("its head on file is not signed by this installation", head.batch)
        elif head.batch not in known:
            yield Fault("stands on file and is gone from the database: the tail was cut", head.batch)
        elif known[head.batch].seal != head.seal:
            yield Fault("is another one than the head on file", head.batch)
