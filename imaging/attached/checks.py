"""What a file is, told by its content. A name or a declared type proves nothing."""

import io
import re
import zlib
from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile

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
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# Here too a letter may be written as its number; `_plain` would spoil what is packed behind the name.
OBJECTS = b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in b"ObjStm")
PACKED = re.compile(rb"/" + OBJECTS + rb"\b.{0,400}?stream\r?\n", re.DOTALL)
MOST_PACKED, MOST_UNPACKED = 4 * 1024 * 1024, 32 * 1024 * 1024
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
    if any(ACTIVE.search(_plain(part)) for part in (content, *_packed(content))):
        raise ValidationError(
            _("This PDF holds a script or another file. Please print it again as a plain PDF.")
        )


def _plain(content: bytes) -> bytes:
    """Names as they are read: `/Java#53cript` is a script too."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def _packed(content: bytes) -> Iterator[bytes]:
    """The objects that lie packed inside; raises ValidationError for more than a report ever holds."""
    left = MOST_UNPACKED
    for found in PACKED.finditer(content):
        try:
            part = zlib.decompressobj().decompress(content[found.end() : found.end() + MOST_PACKED], left)
        except zlib.error:
            continue  # packed otherwise: readers that open it at all run nothing from there
        left -= len(part)
        if left <= 0:
            raise ValidationError(
                _("This PDF unpacks to far too much. Please print it again as a plain PDF.")
            )
        yield part


def _picture(content: bytes, kind: AttachmentType) -> None:
    """Its size is read from the header, before anything is unpacked: a bomb is small until then."""
    # WeasyPrint makes the whole process take half a picture for a picture.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
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
