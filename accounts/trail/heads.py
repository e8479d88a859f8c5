"""The heads of the chain outside the database: one file a day, one signed line a batch.

Whoever cuts the end of the trail and of the chain together leaves a database that agrees with itself; only
these files, in a place the database's owner cannot write, tell that there was more.
"""

import base64
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Self

from django.conf import settings
from django.utils import timezone

from accounts.models import TrailBatch
from accounts.trail.signing import is_signed

PREFIX = "trail-heads-"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain at one moment; bytes as base64."""

    batch: int
    sealed_at: str
    entries: int
    seal: str
    signature: str

    @classmethod
    def of(cls, batch: TrailBatch) -> Self:
        """The head the chain had when this batch was the last."""
        return cls(
            batch=batch.number,
            sealed_at=timezone.localtime(batch.sealed_at).isoformat(),
            entries=len(batch.entry_ids),
            seal=base64.b64encode(bytes(batch.seal)).decode(),
            signature=base64.b64encode(bytes(batch.signature)).decode(),
        )

    @property
    def line(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))

    @property
    def is_ours(self) -> bool:
        """True when the installation's key signed it."""
        return is_signed(base64.b64decode(self.seal), base64.b64decode(self.signature))


def write_heads() -> int:
    """Append what the files do not hold yet; how many lines. None without a folder (TRAIL_HEADS_DIR)."""
    if not settings.TRAIL_HEADS_DIR:
        return 0
    newest = max((head.batch for head in _in_file(_files()[-1:])), default=0)
    written = 0
    for batch in TrailBatch.objects.filter(number__gt=newest).iterator():
        _append(batch)
        written += 1
    return written


def heads_on_file() -> Iterator[Head]:
    """Every head ever written, the oldest first; ValueError with the file's name for a line that is none."""
    return _in_file(_files())


def daily_heads(since: date | None = None) -> list[Head]:
    """The last head of each day in the hospital, from the database."""
    last: dict[date, TrailBatch] = {}
    for batch in TrailBatch.objects.iterator():
        day = timezone.localdate(batch.sealed_at)
        if since is None or day >= since:
            last[day] = batch
    return [Head.of(batch) for batch in last.values()]


def _append(batch: TrailBatch) -> None:
    name = f"{PREFIX}{timezone.localdate(batch.sealed_at)}.jsonl"
    with (Path(settings.TRAIL_HEADS_DIR) / name).open("a", encoding="utf-8") as file:
        file.write(Head.of(batch).line + "\n")
        file.flush()
        os.fsync(file.fileno())


def _files() -> list[Path]:
    folder = settings.TRAIL_HEADS_DIR
    return sorted(Path(folder).glob(f"{PREFIX}*.jsonl")) if folder else []


def _in_file(files: Iterable[Path]) -> Iterator[Head]:
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            try:
                yield Head(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise ValueError(f"{file.name}: {line[:60]!r} is no head") from error
