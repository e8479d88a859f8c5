"""From frozen content to a page: in one language, with the pictures the content names by digest."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.templatetags.words import say
from guidelines.mdt.record import NOT_RECORDED, PARTS, RecordItem, RecordPart
from imaging.models import KeyImage
from mdt.minutes.codes import data_address, qr_data
from mdt.minutes.glyphs import printable
from mdt.minutes.seal import Content, grouped
from mdt.models import Meeting, Minutes

# Blocks of the summary that are a list of facts; the others have a section of their own.
FACTS = (RecordPart.PATIENT, RecordPart.BONE, RecordPart.STATE, RecordPart.DRUG)
APART = frozenset({RecordItem.IMAGING})


def case_html(minutes: Minutes, language: str) -> str:
    """The page of one case."""
    return _html([minutes], language, None)


def meeting_html(meeting: Meeting, sealed: Sequence[Minutes], seal: str, language: str) -> str:
    """The page of a whole meeting: its cases, one after the other, behind a list of them."""
    cover = {"meeting": meeting, "seal": grouped(seal), "sealed_at": sealed[0].content["sealed_at"]}
    return _html(sealed, language, cover | {"about": sealed[0].content["meeting"]})


def _html(sealed: Sequence[Minutes], language: str, cover: Mapping[str, Any] | None) -> str:
    """Rendered without a request: no user, no address and no clock of the moment can come into it."""
    sheets = [sheet_of(minutes, language, on_paper=True) for minutes in sealed]
    pictures = pictures_of([minutes.content for minutes in sealed])
    for sheet in sheets:
        sheet["images"] = [
            image | {"picture": pictures.get(image["sha256"], "")} for image in sheet["content"]["images"]
        ]
    context: dict[str, Any] = {"sheets": sheets, "cover": cover, "language": language}
    with override(language):
        context["missing"] = say(NOT_RECORDED)
        return render_to_string("mdt/minutes/pdf.html", context)


def sheet_of(minutes: Minutes, language: str, *, on_paper: bool = False) -> dict[str, Any]:
    """What one case's part of a page needs: the words of one language out of the frozen content.

    On paper a character without a glyph is written as its code.
    """
    content = spoken(minutes.content, language, printable if on_paper else str)
    address = reverse("minutes:live", args=[minutes.id])
    return {
        "content": content,
        "facts": facts_of(content),
        "pairs": pairs_of(facts_of(content)),
        "line": {line["item"]: line for line in content["lines"]},
        "seal": grouped(minutes.sha256),
        "number": minutes.number,
        "version": minutes.version,
        "qr": qr_data(f"{settings.BASE_URL}{address}"),
    }


def page_of(minutes: Minutes, language: str) -> dict[str, Any]:
    """The same for the browser, which fetches the pictures itself."""
    sheet = sheet_of(minutes, language)
    whole = pictures_of([minutes.content])
    images = [
        image
        | {"picture": reverse("imaging:key_image", args=[image["id"]]) if image["sha256"] in whole else ""}
        for image in sheet["content"]["images"]
    ]
    return sheet | {"images": images, "missing": say(NOT_RECORDED)}


def facts_of(content: Content) -> list[dict[str, Any]]:
    """The lines that are plain facts, in printing order."""
    items = {item.value for part in FACTS for item in PARTS[part] if item not in APART}
    return [line for line in content["lines"] if line["item"] in items]


def pairs_of(facts: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """The facts in two columns, read down the left one first."""
    half = (len(facts) + 1) // 2
    return list(zip_longest(facts[:half], facts[half:]))


def spoken(value: Any, language: str, write: Callable[[str], str] = str) -> Any:
    """The same content with every pair of words replaced by those of one language, each text written out."""
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            return write(value["en" if language.startswith("en") else "zh"])
        return {name: spoken(part, language, write) for name, part in value.items()}
    if isinstance(value, list):
        return [spoken(part, language, write) for part in value]
    return write(value) if isinstance(value, str) else value


def pictures_of(contents: Sequence[Content]) -> dict[str, str]:
    """The key images by digest as `data:` addresses; one whose pixels are not those sealed is left out."""
    named = {image["id"] for content in contents for image in content["images"]}
    found = {}
    for row in KeyImage.objects.filter(pk__in=named).only("jpeg"):
        jpeg = bytes(row.jpeg)
        found[hashlib.sha256(jpeg).hexdigest()] = data_address("image/jpeg", jpeg)
    return found
