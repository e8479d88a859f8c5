"""SVG elements as escaped HTML, coloured by name: hex for print and PDF, a class for the theme."""

from html import escape
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

# The light theme of static/css/parts/tokens.css.
COLOURS = {
    "ink": "#14202B",
    "ink2": "#46525F",
    "ink3": "#5F6B78",
    "control": "#7A8794",
    "line": "#DDE3E9",
    "line-strong": "#C3CCD6",
    "surface": "#FFFFFF",
    "primary": "#14539A",
    "primary-tint": "#E7F0FA",
    "red": "#B3261E",
    "amber": "#854D00",
    "green": "#17663A",
    "green-tint": "#E6F4EB",
    "violet": "#6A3BA1",
    "violet-tint": "#F2ECFA",
    "grey": "#46525F",
    "grey-tint": "#EDF1F4",
    "grey-line": "#C3CCD6",
}
NOTHING = SafeString("")


def element(tag: str, **attributes: Any) -> SafeString:
    """An element without content; attributes with `_` for `-`, numbers to a tenth of a pixel.

    `fill` and `stroke` are names of COLOURS; without them there is no filling and no line.
    """
    fill, stroke = attributes.pop("fill", "none"), attributes.pop("stroke", "")
    return SafeString(f"<{tag}{_attributes(fill, stroke, attributes)}/>")


def words(
    x: float,
    y: float,
    text: str,
    *,
    fill: str = "ink",
    size: int = 12,
    bold: bool = False,
    anchor: str = "start",
    on_mark: bool = False,
) -> SafeString:
    """A line of text; `anchor` is start, middle or end. `on_mark`: it stands on a mark and needs no halo."""
    attributes: dict[str, object] = {"x": x, "y": y, "font_size": size}
    attributes |= {"data_on": ""} if on_mark else {}
    attributes |= {"font_weight": 700} if bold else {}
    attributes |= {"text_anchor": anchor} if anchor != "start" else {}
    return format_html("<text{}>{}</text>", _attributes(fill, "", attributes), text)


def mark(url: str, said: str, *parts: SafeString) -> SafeString:
    """The parts of one record: a link to its page with its words, or a picture when it has none."""
    inner = format_html("<title>{}</title>{}", said, group(*parts))
    if url:
        return format_html('<a class="chart-mark" href="{}" aria-label="{}">{}</a>', url, said, inner)
    return format_html('<g class="chart-mark" role="img" aria-label="{}">{}</g>', said, inner)


def lane(name: str, content: SafeString, y: float) -> SafeString:
    """The marks of a lane, moved down to their place, under the name of the lane."""
    return format_html(
        '<g role="group" aria-label="{}" transform="translate(0 {})">{}</g>', name, _plain(y), content
    )


def group(*parts: SafeString) -> SafeString:
    """The parts one after the other."""
    return SafeString("".join(parts))


def _attributes(fill: str, stroke: str, attributes: dict[str, object]) -> SafeString:
    """Escaped here and not by `format_html`: a page draws thousands, and that asks each again what it is."""
    painted = {name: colour for name, colour in (("fill", fill), ("stroke", stroke)) if colour}
    classes = " ".join(f"{name[0]}-{colour}" for name, colour in painted.items() if colour in COLOURS)
    pairs = [("class", classes)] if classes else []
    pairs += [(name, COLOURS.get(colour, colour)) for name, colour in painted.items()]
    pairs += [(name.replace("_", "-"), _plain(value)) for name, value in attributes.items()]
    return SafeString("".join(f' {name}="{escape(value)}"' for name, value in pairs))


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)
