"""The small parts of a row as ready HTML: badge, check, grade, button, key hint.

They are plain functions, not templates, because a list of fifty rows draws four hundred of them.
Every text passes through `format_html`, so user text is always escaped.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from design.icons import icon
from design.words import BADGES, CHECKS, word

EMPTY = SafeString("")
KINDS = ("primary", "secondary", "danger", "quiet")


def badge(state: str, days: int | None = None, text: str = "", value: str = "") -> SafeString:
    """A state as icon + word + colour; `text` replaces the word, `value` follows it (98 %).

    Raises KeyError for a state that is not in `design.words.BADGES`.
    """
    kind = BADGES[state]
    words = f"{text or word(state, days)} {value}".strip()
    return format_html(
        '<span class="badge badge--{}">{}<span>{}</span></span>', kind.tone, icon(kind.icon, 15), words
    )


def check(state: str, label: str, value: str = "", note: str = "", glyph: str = "") -> SafeString:
    """One pre-dose check in a line: icon, what was checked, last value, note (低于 2.11).

    The state is also read out as a word; `glyph` replaces the icon (a tooth for a dental check).
    """
    kind = CHECKS[state]
    return format_html(
        '<span class="check check--{}">{}<span class="visually-hidden">{} </span>'
        '<span class="check-label">{}</span>{}{}</span>',
        kind.tone,
        icon(glyph or kind.icon, 15),
        kind.word,
        label,
        format_html(' <span class="check-value">{}</span>', value) if value else EMPTY,
        format_html(' <span class="check-note">{}</span>', note) if note else EMPTY,
    )


def grade(text: str) -> SafeString:
    """The bordered chip of an evidence grade: 1A, 1B, 2A, 2B, 专家意见; nothing for an empty grade."""
    return format_html('<span class="grade">{}</span>', text) if text else EMPTY


def button(
    label: str,
    url: str = "",
    *,
    kind: str = "secondary",
    glyph: str = "",
    size: str = "",
    row_action: bool = False,
    name: str = "",
    value: str = "",
    hint: str = "",
) -> SafeString:
    """A link that looks like a button, or without `url` a submit button.

    `row_action` marks the one next action of a row: the Enter key follows it. `hint` names the row for
    screen readers (注射 张桂兰), so that fifty equal buttons can be told apart.
    """
    if kind not in KINDS:
        raise ValueError(f"no such kind of button: {kind}")
    classes = f"button button--{kind}" + (f" button--{size}" if size else "")
    attributes = [("class", classes)]
    attributes += [("data-row-action", "")] if row_action else []
    attributes += [("href", url)] if url else [("type", "submit")]
    attributes += [(key, text) for key, text in (("name", name), ("value", value)) if text]
    return format_html(
        "<{0}{1}>{2}<span>{3}</span>{4}</{0}>",
        "a" if url else "button",
        format_html_join("", ' {}="{}"', attributes),
        icon(glyph) if glyph else EMPTY,
        label,
        format_html('<span class="visually-hidden"> {}</span>', hint) if hint else EMPTY,
    )


def keys(*names: str) -> SafeString:
    """Key caps for a hint: `J` `K`; the Enter key is named in the active language."""
    words = {"Enter": pgettext("key", "Enter")}
    return format_html_join(" ", "<kbd>{}</kbd>", ((words.get(name, name),) for name in names))


def more(content: str, label: str) -> SafeString:
    """The three dots at the end of a row; `content` is the menu, already HTML."""
    return format_html(
        '<details class="menu menu--end" data-menu><summary class="button button--quiet button--icon"'
        ' aria-label="{}" title="{}">{}</summary><div class="menu-list">{}</div></details>',
        label,
        label,
        icon("dots-vertical", 20),
        content,
    )
