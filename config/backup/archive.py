"""What is inside a backup: the dump in blocks, the attached files, and at the end what was counted."""

import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from config.backup.database import dumped, frozen, loading, row_counts
from config.backup.sealing import Opener, Sealer, Unreadable

DUMP, FILES, MANIFEST = "database", "attachments", "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a restore must find again. `made_at` in ISO 8601."""

    made_at: str
    rows: dict[str, int]
    files: int


def archive_write(file: BinaryIO, *, key: bytes, attachments: Path | None, now: datetime) -> Manifest:
    """Write one sealed archive. Files come after the dump: whatever a row names was there before it."""
    with Sealer(file, key) as sealer, _tar(sealer) as tar:
        with frozen() as snapshot:
            rows = row_counts()
            for number, block in enumerate(dumped(snapshot)):
                _add(tar, f"{DUMP}/{number:08}", block)
        files = sum(1 for _file in _attached(tar, attachments))
        manifest = Manifest(now.isoformat(), rows, files)
        _add(tar, MANIFEST, json.dumps(asdict(manifest)).encode())
    return manifest


def archive_read(file: BinaryIO, *, key: bytes, database: str, attachments: Path | None) -> Manifest:
    """Restore into an empty database and a folder; raises Unreadable or ToolFailed when it is not whole."""
    with tarfile.open(fileobj=cast(IO[bytes], Opener(file, key)), mode="r|") as tar:
        manifest, files = None, 0
        with loading(database) as pipe:
            for member in tar:
                content = cast(IO[bytes], tar.extractfile(member)).read()
                place = PurePosixPath(member.name)
                if place.parts[0] == DUMP:
                    pipe.write(content)
                elif place.parts[0] == FILES:
                    files += _put_back(attachments, place.name, content)
                else:
                    manifest = Manifest(**json.loads(content))
    if manifest is None or manifest.files != files:
        raise Unreadable("The backup is not complete.")
    return manifest


def _tar(sealer: Sealer) -> tarfile.TarFile:
    return tarfile.open(fileobj=cast(IO[bytes], sealer), mode="w|")


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def _attached(tar: tarfile.TarFile, folder: Path | None) -> Iterator[Path]:
    """The files put in; they all lie in one folder, each named by its row."""
    for path in sorted(folder.iterdir()) if folder and folder.is_dir() else ():
        if path.is_file():
            _add(tar, f"{FILES}/{path.name}", path.read_bytes())
            yield path


def _put_back(folder: Path | None, name: str, content: bytes) -> int:
    """Written unless the very same file is there; raises Unreadable rather than replace another one."""
    if folder is None:
        raise Unreadable("The backup holds attached files: set ATTACHMENT_DIR or --attachments.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        path.write_bytes(content)
        path.chmod(0o600)
    elif path.read_bytes() != content:
        raise Unreadable(f"{path} is there already and is another file.")
    return 1
