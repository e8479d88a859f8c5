"""Retention: what is older goes into an archive, is checked there, and is then cut off at the end of a batch.

The cut is itself an entry of the trail; the batches stay, so that chain and archive can be verified for ever.
"""

import gzip
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction

from accounts.enums import CUT
from accounts.models import TrailBatch, TrailEntry
from accounts.trail.canonical import canonical, digest, split

YOUNGEST = timedelta(days=180)  # the Cybersecurity Law's six months; migration 0002 refuses the same


class NothingToCut(Exception):
    """No whole batch is older than the retention."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Up to which batch the entries are gone, since when at the latest, and where they went."""

    batch: int
    at: datetime
    archive: str


def last_cut() -> Cut | None:
    """The furthest cut, None when nothing was ever cut."""
    rows = TrailEntry.objects.filter(action=CUT)
    entry = max(rows, key=lambda row: int((row.after or {})["batch"]), default=None)
    return Cut(entry.after["batch"], _told_at(entry), entry.subject) if entry else None


def _told_at(entry: TrailEntry) -> datetime:
    """When the cut was in the trail at the latest: what an entry says of its own time proves nothing."""
    holder = TrailBatch.objects.filter(entry_ids__contains=[entry.pk]).first()
    return min(entry.at, holder.sealed_at) if holder else entry.at


def cut(*, keep: timedelta, folder: Path, by: str, now: datetime) -> Path:
    """Archive and remove the batches sealed before `now - keep`; the archive's path.

    Raises ValueError for a retention below 180 days and NothingToCut when all is younger.
    """
    if keep < YOUNGEST:
        raise ValueError(f"The trail is kept for at least {YOUNGEST.days} days.")
    batches = _due(now - keep)
    archive = folder / f"trail-{batches[0].number}-{batches[-1].number}.jsonl.gz"
    _write(archive, batches)
    if wrong := wrong_in_archive(archive):
        raise ValueError(f"The archive does not hold what was sealed: {wrong[0]}")
    _remove(batches, archive, by)
    return archive


def wrong_in_archive(archive: Path) -> list[str]:
    """What differs between the archive and the sealed batches it names; empty when it is whole."""
    with gzip.open(archive, "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    wrong: list[str] = []
    for line in lines:
        batch = TrailBatch.objects.filter(number=line["batch"]).first()
        sealed = split(bytes(batch.digests)) if batch else []
        if [digest(text) for text in line["entries"]] != sealed:
            wrong.append(f"batch {line['batch']}")
    return wrong


def _due(before: datetime) -> list[TrailBatch]:
    done = last_cut()
    rows = TrailBatch.objects.filter(sealed_at__lt=before, number__gt=done.batch if done else 0)
    if not rows:
        raise NothingToCut
    return list(rows)


def _write(archive: Path, batches: list[TrailBatch]) -> None:
    with gzip.open(archive, "xt", encoding="utf-8") as file:
        for batch in batches:
            found = canonical(batch.entry_ids)
            entries = [found[entry_id].text for entry_id in batch.entry_ids if entry_id in found]
            file.write(json.dumps({"batch": batch.number, "entries": entries}, ensure_ascii=False) + "\n")


@transaction.atomic
def _remove(batches: list[TrailBatch], archive: Path, by: str) -> None:
    """Say it in the trail first: the database lets go only what a cut names."""
    entry_ids = [entry_id for batch in batches for entry_id in batch.entry_ids]
    TrailEntry.objects.create(
        user_name=by,
        action=CUT,
        subject=archive.name,
        after={
            "batch": batches[-1].number,
            "entries": len(entry_ids),
            "through_entry": max(entry_ids),
            "sha256": hashlib.sha256(archive.read_bytes()).hexdigest(),
        },
    )
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_readrecord WHERE id = ANY(%s)", [entry_ids])
