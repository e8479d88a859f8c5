"""Every word the pages and the errors say has its Chinese."""

import ast
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils.translation import gettext, override
from pghistory.models import Event
from pytest_django import Settings

from config.management.commands import catalogs
from tests.setup.checkout import ROOT


def check() -> str:
    told = StringIO()
    try:
        call_command("catalogs", "check", stdout=told)
    except CommandError as error:
        told.write(str(error))
    return told.getvalue()


def test_every_word_of_every_room_has_a_translation() -> None:
    assert check() == ""


def test_a_word_without_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogs, "_translated", lambda: catalogs._used([]) - {("", "Overdue")})

    assert "Overdue" in check().splitlines()


def test_a_word_has_one_translation_whichever_room_says_it() -> None:
    said: dict[tuple[str, str], dict[str, str]] = {}
    for path in catalogs._catalogs():
        for word, text in catalogs.said_in(path):
            said.setdefault(word, {})[path.parts[-4]] = text
    torn = {word: rooms for word, rooms in said.items() if len(set(rooms.values())) > 1}
    assert torn == {}, "give one of them a context, or all the same word"


def test_every_table_has_a_name_people_can_read() -> None:
    rooms = {path.parts[-4] for path in catalogs._catalogs()}
    tables = [model for model in apps.get_models() if model._meta.app_label in rooms]
    with override("zh-hans"):
        unread = [
            model._meta.label
            for model in tables
            if not issubclass(model, Event)
            for name in (model._meta.verbose_name, model._meta.verbose_name_plural)
            if str(name).isascii()
        ]

    assert unread == [], "merging, evidence, clashes and the administration say these names"


def test_who_comes_too_late_is_told_so_in_the_readers_language() -> None:
    rooms = (ROOT / path.parts[-4] for path in catalogs._catalogs())
    sources = [path for room in rooms for path in room.rglob("*.py")]
    bare = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sources
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Conflict"
        if not call.args or isinstance(call.args[0], ast.Constant)
    ]

    assert bare == []


def test_whoever_compiles_the_words_can_say_them_at_once(tmp_path: Path, settings: Settings) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    catalog = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text('msgid "Marrow"\nmsgstr "骨髓"\n', encoding="utf-8")
    with override("zh-hans"):
        assert gettext("Marrow") == "Marrow"

    call_command("catalogs", "compile")

    with override("zh-hans"):
        assert gettext("Marrow") == "骨髓"
