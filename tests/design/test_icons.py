"""The sprite holds exactly the icons of the list, drawn with the colour of the text."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from design.icons import ICONS, UnknownIcon, icon
from design.words import BADGES, CHECKS

SPRITE = (Path(settings.BASE_DIR) / "static/icons/sprite.svg").read_text("utf-8")


def test_the_sprite_holds_the_list_and_nothing_else() -> None:
    assert re.findall(r'<symbol id="([^"]+)"', SPRITE) == list(ICONS)


def test_every_badge_and_check_has_its_icon_in_the_sprite() -> None:
    assert {state.icon for state in [*BADGES.values(), *CHECKS.values()]} <= set(ICONS)


def test_the_sprite_has_neither_script_nor_style() -> None:
    assert not re.search(r"<script|<style|style=|on\w+=|href=", SPRITE)


def test_an_icon_beside_a_word_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in icon("bell")


def test_an_icon_that_stands_alone_has_a_name() -> None:
    assert 'role="img" aria-label="提醒"' in icon("bell", 18, "提醒")


def test_an_icon_that_is_not_in_the_sprite_is_refused() -> None:
    with pytest.raises(UnknownIcon):
        icon("no-such-icon")
