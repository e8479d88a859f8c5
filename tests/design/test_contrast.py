"""Colours are measured from the style sheet itself, against the numbers of WCAG 2.2 AA."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.BASE_DIR) / "static/css/parts/tokens.css").read_text("utf-8")
TONES = ("red", "amber", "blue", "green", "violet", "grey")
GROUNDS = ("bg", "surface", "sunken")
TEXT, SHAPE = 4.5, 3.0


def palette(theme: str) -> dict[str, str]:
    """The colour tokens of one theme; dark keeps what it does not say anew."""
    light, dark = re.findall(r"\[data-theme=\"(?:light|dark)\"\] \{(.*?)\n\}", TOKENS, re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark)) if theme == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


themes = pytest.mark.parametrize("theme", ["light", "dark"])


@themes
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3", "primary", *TONES])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(theme: str, ink: str, ground: str) -> None:
    colours = palette(theme)
    assert contrast(colours[ink], colours[ground]) >= TEXT


@themes
@pytest.mark.parametrize("tone", TONES)
def test_a_badge_word_can_be_read_on_its_tint(theme: str, tone: str) -> None:
    colours = palette(theme)
    assert contrast(colours[tone], colours[f"{tone}-tint"]) >= TEXT


@themes
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("on-primary", "primary"),
        ("on-primary", "primary-hover"),
        ("on-stop", "stop"),
        ("on-black", "black"),
        ("ink", "primary-tint"),
        ("ink2", "primary-tint"),
        ("ink3", "primary-tint"),
        ("ink", "red-tint"),
        ("ink", "amber-tint"),
    ],
)
def test_text_on_a_filled_ground_can_be_read(theme: str, ink: str, ground: str) -> None:
    colours = palette(theme)
    assert contrast(colours[ink], colours[ground]) >= TEXT


@themes
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_border_of_a_control_can_be_seen(theme: str, ground: str) -> None:
    colours = palette(theme)
    assert contrast(colours["control"], colours[ground]) >= SHAPE


def test_one_of_the_two_focus_rings_stands_out_on_any_ground() -> None:
    rings = [palette("light")[name] for name in ("focus", "focus-inner")]
    grounds = [palette(theme)[name] for theme in ("light", "dark") for name in GROUNDS]
    assert all(max(contrast(ring, ground) for ring in rings) >= SHAPE for ground in grounds)
    assert contrast(*rings) >= SHAPE


def test_the_measured_numbers_of_the_design_hold() -> None:
    light = palette("light")
    assert round(contrast(light["ink"], light["surface"]), 1) == 16.5
    assert round(contrast(light["ink3"], light["primary-tint"]), 1) == 4.7
    assert round(contrast(light["red"], light["red-tint"]), 1) == 5.7
