"""Names of attached files, for people only: no path, nothing invisible, the ending that fits the content."""

import unicodedata

from imaging.enums import AttachmentType

LONGEST = 100
ENDINGS = {
    AttachmentType.PDF: (".pdf",),
    AttachmentType.JPEG: (".jpg", ".jpeg"),
    AttachmentType.PNG: (".png",),
}
NAMELESS = "attachment"
FORBIDDEN = '<>:"|?*%'


def name_of(given: str, kind: AttachmentType) -> str:
    """The last part of what was sent, without invisible marks; `a.svg` of a PNG is `a.svg.png`."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(
        letter
        for letter in last
        if not unicodedata.category(letter).startswith("C") and letter not in FORBIDDEN
    )
    plain = seen.strip(" .") or NAMELESS
    usual, *others = ENDINGS[kind]
    if plain.casefold().endswith((usual, *others)):
        stem, dot, ending = plain.rpartition(".")
        return stem[: LONGEST - len(ending) - 1] + dot + ending
    return plain[: LONGEST - len(usual)] + usual
