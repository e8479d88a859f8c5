"""The style guide draws every component in both languages, for developers only."""

import pytest
from django.test import Client
from pytest_django import Settings

from design.icons import ICONS
from design.words import BADGES, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(settings: Settings, client: Client) -> Client:
    settings.DEBUG = True
    return client


@pytest.mark.parametrize(
    ("code", "lang", "title"), [("zh-hans", "zh-Hans", "设计样张"), ("en", "en", "Style guide")]
)
def test_the_style_guide_speaks_both_languages(guide: Client, code: str, lang: str, title: str) -> None:
    guide.cookies["django_language"] = code
    page = guide.get("/styleguide/").content.decode()
    assert f'<html lang="{lang}"' in page
    assert title in page


def test_the_style_guide_shows_every_icon_and_every_badge(guide: Client) -> None:
    page = guide.get("/styleguide/").content.decode()
    assert all(f"#{name}" in page for name in ICONS)
    assert all(word(state, 7) in page for state in BADGES)


def test_the_style_guide_does_not_exist_for_the_hospital(settings: Settings, client: Client) -> None:
    settings.DEBUG = False
    assert client.get("/styleguide/").status_code == 404


def test_what_a_hostile_name_would_do_stays_text(guide: Client) -> None:
    assert "<img" not in guide.get("/styleguide/").content.decode()


def test_no_page_answers_with_a_style_attribute(guide: Client) -> None:
    assert " style=" not in guide.get("/styleguide/").content.decode()
