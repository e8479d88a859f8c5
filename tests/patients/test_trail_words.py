"""What was looked at is said in words, whichever room noted it."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from patients.trail_words import page_word, role_word

ROOMS = ("accounts", "patients", "worklist", "bonetherapy", "imaging", "mdt", "interop")
NOTED = re.compile(r'(?:\bsubject=|patient_or_404\([^)]*?, )"([a-z_ -]+)"')
FILES = [path for room in ROOMS for path in Path(room).rglob("*.py") if "migrations" not in path.parts]
SUBJECTS = sorted({code for path in FILES for code in NOTED.findall(path.read_text("utf-8"))})


def test_the_places_where_looks_are_noted_are_found() -> None:
    assert {"patient", "scan board", "api_decision", "dose_give", "conflict"} <= set(SUBJECTS)


@pytest.mark.parametrize("subject", [*SUBJECTS, "patients_labresult", "mirels_correct", "course_switch"])
def test_every_page_that_is_noted_has_its_words(subject: str) -> None:
    with translation.override("zh-hans"):
        assert re.search("[\u4e00-\u9fff]", page_word(subject))
    with translation.override("en"):
        assert page_word(subject) != subject


def test_what_a_program_read_says_so_and_a_strange_code_stands_as_it_is() -> None:
    with translation.override("zh-hans"):
        assert page_word("api_decision") == "MDT 决策（接口）"
        assert page_word("sundial") == "sundial"
        assert role_word("NURSE") == "护士"
