"""Where attached files lie: one folder outside everything that is served, each file named by its row's id."""

import hashlib
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def place_of(attachment_id: UUID) -> Path:
    """The file of a row; raises ValidationError where this installation has no folder for them."""
    if not settings.ATTACHMENT_DIR:
        raise ValidationError(
            _("This installation has no place for attachments. Please tell the administrator.")
        )
    return Path(settings.ATTACHMENT_DIR) / attachment_id.hex


def keep(attachment_id: UUID, content: bytes) -> Path:
    """The file, written whole; raises FileExistsError rather than replace one.

    Raises ValidationError when the disk takes no more or is not writable; no part of the file stays then.
    """
    place = place_of(attachment_id)
    try:
        place.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        _write(place, content)
    except FileExistsError:
        raise
    except OSError as error:
        place.unlink(missing_ok=True)
        full = _("The place for attachments is full or cannot be written. Please tell the administrator.")
        raise ValidationError(full) from error
    return place


def _write(place: Path, content: bytes) -> None:
    with place.open("xb") as file:
        place.chmod(PRIVATE_FILE)
        file.write(content)


def kept(attachment_id: UUID, sha256: str) -> bytes:
    """The file as it came in; raises OSError when it is gone or is not what came in."""
    content = place_of(attachment_id).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise OSError("the file is not the one that was attached")
    return content
