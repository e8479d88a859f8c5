"""Every template of every room keeps to the content security policy and uses what is there."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from design.icons import ICONS
from design.words import BADGES, CHECKS

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))
SHEETS = sorted((ROOT / "static/css").rglob("*.css"))

each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))


class Elements(HTMLParser):
    """Start tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(path: Path) -> list[tuple[str, dict[str, str | None]]]:
    """The elements of a template, its tags taken out so that they cannot hide an attribute."""
    parser = Elements()
    parser.feed(re.sub(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", "", path.read_text("utf-8")))
    return parser.found


@each_template
def test_no_template_carries_a_style_or_a_script_of_its_own(path: Path) -> None:
    for tag, attributes in elements(path):
        assert tag != "style"
        assert "style" not in attributes
        assert tag != "script" or "src" in attributes
        assert not [name for name in attributes if name.startswith(("on", "hx-on", "x-on"))]


@each_template
def test_no_template_asks_another_host(path: Path) -> None:
    for tag, attributes in elements(path):
        for name in ("src", "href", "action", "hx-get", "hx-post"):
            value = attributes.get(name) or ""
            assert not re.match(r"(https?:)?//|data:|javascript:", value), (tag, name, value)


@each_template
def test_every_icon_named_in_a_template_is_in_the_sprite(path: Path) -> None:
    text = path.read_text("utf-8")
    named = set(re.findall(r'\{% icon "([^"]+)"', text)) | set(re.findall(r'\bicon="([\w-]+)"', text))
    assert named - {""} <= set(ICONS)


@each_template
def test_every_badge_and_check_named_in_a_template_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    assert set(re.findall(r'\{% badge "(\w+)"', text)) <= set(BADGES)
    assert set(re.findall(r'\{% check "(\w+)"', text)) <= set(CHECKS)


@each_template
def test_user_text_is_never_marked_safe(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text("utf-8"))


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_no_style_sheet_asks_another_host_or_carries_a_picture(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "data:" not in text
    assert not re.search(r"url\([\"']?(https?:)?//", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_builds_code_or_markup_from_text(path: Path) -> None:
    assert not re.search(
        r"\beval\(|new Function|innerHTML|outerHTML|document\.write", path.read_text("utf-8")
    )


def test_our_own_style_stays_small_on_the_wire() -> None:
    alone = {"reboot.css", "viewer.css"}  # borrowed, and read by one page only
    own = b"".join(path.read_bytes() for path in SHEETS if path.name not in alone)
    assert len(gzip.compress(own)) < 23_000
    assert len(gzip.compress((ROOT / "static/css/pages/viewer.css").read_bytes())) < 4_000


@each_template
def test_a_second_line_is_kept_whole_by_its_table_and_nowhere_let_go(path: Path) -> None:
    classes = [(attributes.get("class") or "").split() for _tag, attributes in elements(path)]
    assert not [names for names in classes if {"row-second", "row-wrap"} <= set(names)]


@each_template
def test_a_row_begins_with_its_state_and_not_with_a_bare_picture(path: Path) -> None:
    assert not re.search(r'class="finding"[^>]*>\s*<div>\{% icon', path.read_text("utf-8"))
