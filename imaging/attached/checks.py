"""What a file is, told by its content. A name or a declared type proves nothing."""

import io
import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from imaging.enums import AttachmentType

MOST_PIXELS = 40_000_000
TOO_MANY = _("This picture has too many pixels. Please save it smaller.")
STARTS = (
    (b"%PDF-", AttachmentType.PDF),
    (b"\xff\xd8\xff", AttachmentType.JPEG),
    (b"\x89PNG\r\n\x1a\n", AttachmentType.PNG),
)
PDF_END, TAIL = b"%%EOF", 2048
# What a report on paper never needs. Long words: short ones turn up in compressed streams by chance.
ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm)\b")


def type_of(content: bytes) -> AttachmentType:
    """PDF, JPEG or PNG that is whole and harmless; raises ValidationError that says what is wrong."""
    for start, kind in STARTS:
        if content.startswith(start):
            CHECKS[kind](content, kind)
            return kind
    raise ValidationError(
        _("Accepted: PDF, JPEG or PNG. This file is something else, whatever its name says.")
    )


def _pdf(content: bytes, _kind: AttachmentType) -> None:
    if PDF_END not in content[-TAIL:]:
        raise ValidationError(_("This PDF is incomplete. Please save it again."))
    if ACTIVE.search(content):
        raise ValidationError(
            _("This PDF holds a script or another file. Please print it again as a plain PDF.")
        )


def _picture(content: bytes, kind: AttachmentType) -> None:
    """Its size is read from the header, before anything is unpacked: a bomb is small until then."""
    try:
        with Image.open(io.BytesIO(content), formats=[kind.value]) as image:
            pixels = image.width * image.height
            if pixels <= MOST_PIXELS:
                image.load()
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY) from error
    # Pillow raises whatever a broken or hostile file happens to break.
    except Exception as error:
        raise ValidationError(_("This picture is damaged. Please save it again.")) from error
    if pixels > MOST_PIXELS:
        raise ValidationError(TOO_MANY)


CHECKS: dict[AttachmentType, Callable[[bytes, AttachmentType], None]] = {
    AttachmentType.PDF: _pdf,
    AttachmentType.JPEG: _picture,
    AttachmentType.PNG: _picture,
}
