"""Badges, checks and buttons: icon, word and colour together, and user text always escaped."""

from collections.abc import Callable

import pytest
from django.template import engines
from django.utils.translation import override

from design.atoms import badge, button, check, grade, keys

HOSTILE = '"><img src=x onerror=alert(1)>'
COTTON = {
    "finding": '<c-finding title="{{ text }}" why="{{ text }}" owner="{{ text }}" grade="{{ text }}" />',
    "source": '<c-finding source="{{ text }}" />',
    "call": '<c-call name="{{ text }}" phone="{{ text }}" line="{{ text }}" />',
    "card": '<c-card title="{{ text }}" hint="{{ text }}">{{ text }}</c-card>',
    "dynamic": '<c-card :title="text" :hint="text"></c-card>',
    "banner": '<c-patient-banner name="{{ text }}" line="{{ text }}" diagnosis="{{ text }}" />',
    "counter": '<c-counter word="{{ text }}" note="{{ text }}" href="{{ text }}" />',
    "check row": '<c-check-row label="{{ text }}" value="{{ text }}" note="{{ text }}" date="{{ text }}" />',
    "stop item": '<c-stop-item text="{{ text }}" />',
    "breadcrumb": '<c-breadcrumb current="{{ text }}"><c-crumb href="{{ text }}">x</c-crumb></c-breadcrumb>',
    "chip select": '<c-chip-select name="a" label="{{ text }}" :options="pairs" selected="{{ text }}" />',
    "toast": "<c-toast>{{ text }}</c-toast>",
    "refused": '<c-button refused="1" reason="{{ text }}">{{ text }}</c-button>',
    "consequence": '<c-consequence title="{{ text }}" date="{{ text }}" note="{{ text }}">x</c-consequence>',
}


def rendered(source: str, **context: object) -> str:
    """A template source as a page would draw it, components compiled."""
    # The compiler of components works on files; this is the same compiler on a string.
    from django_cotton.compiler_regex import CottonCompiler  # noqa: PLC0415

    return engines["django"].from_string(CottonCompiler().process(source)).render(dict(context))


def test_a_badge_is_an_icon_a_word_and_a_colour() -> None:
    with override("zh-hans"):
        drawn = badge("overdue", 31)
    assert "#clock-exclamation" in drawn
    assert "逾期 31 天" in drawn
    assert "badge--red" in drawn


def test_a_check_says_its_state_as_a_word_too() -> None:
    with override("zh-hans"):
        drawn = check("low", "血钙", "2.05", "低于 2.11")
    assert '<span class="visually-hidden">偏低 </span>' in drawn


def test_a_button_names_its_row_for_screen_readers() -> None:
    assert "张桂兰" in button("注射", "/give/", hint="张桂兰", row_action=True)


def test_a_button_without_an_address_submits() -> None:
    assert button("保存").startswith('<button class="button button--secondary" type="submit"')


def test_an_unknown_kind_of_button_is_refused() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        button("保存", kind="shiny")


def test_no_grade_draws_nothing() -> None:
    assert grade("") == ""


ATOMS: dict[str, Callable[[str], str]] = {
    "badge": lambda text: badge("flag", text=text, value=text),
    "check": lambda text: check("ok", text, text, text),
    "button": lambda text: button(text, text, hint=text, name=text, value=text),
    "grade": grade,
    "keys": keys,
}


@pytest.mark.parametrize("name", ATOMS)
def test_an_atom_escapes_what_users_typed(name: str) -> None:
    drawn = ATOMS[name](HOSTILE)
    assert "<img" not in drawn
    assert "&lt;img" in drawn


@pytest.mark.parametrize("name", COTTON)
def test_a_component_escapes_what_users_typed_once(name: str) -> None:
    page = rendered(COTTON[name], text=HOSTILE, pairs=[(HOSTILE, HOSTILE)])
    assert "<img" not in page
    assert "&lt;img" in page
    assert "&amp;lt;" not in page


def test_a_flag_handed_over_as_the_word_false_is_off() -> None:
    page = rendered('<c-chip href="#" current="{{ flag }}">全部</c-chip>', flag=False)
    assert "aria-current" not in page
