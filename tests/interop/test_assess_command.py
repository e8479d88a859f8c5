"""`manage.py assess`: what it prints, how it ends, and that nothing stays."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Hospital, User
from interop.models import ImportedCase
from patients.models import Patient
from tests.interop.answers import wrong_with
from tests.interop.conftest import CASES, INDEX, small

pytestmark = pytest.mark.django_db
DAY_29 = (INDEX + timedelta(days=29)).isoformat()

# What the file holds, and the words of the one line that says why nothing came of it.
UNREADABLE: list[tuple[bytes, str]] = [
    (b"", "no JSON"),
    (b"{", "no JSON"),
    (b"\xff\xfe\x00", "no JSON"),
    (b"[" * 100_000, "no JSON"),
    (b"1" * 10_000, "no JSON"),
    (b'"C01"', "one case or a list of cases"),
    (b"null", "one case or a list of cases"),
    (b"NaN", "one case or a list of cases"),
    (b"{}", "case without id sex: is no sex; accepted: F, M"),
    (b"[[]]", "case without id : [] must be an object"),
    (b"[[[[1]]]]", "must be an object"),
    ('{"id": "🦴", "sex": "🦴"}'.encode(), "🦴 sex: 🦴 is no sex"),
    (b'{"id": "C9", "sex": "F", "age": 1e400}', "C9 age"),
    (b'{"id": "C9", "sex": "F", "age": NaN}', "C9 age"),
]


def asked(capsys: pytest.CaptureFixture[str], file: Path, **more: Any) -> str:
    """What the command printed on standard output; nothing may stand anywhere else."""
    call_command("assess", file, **{"index_date": INDEX.isoformat(), "on": DAY_29} | more)
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def refusal(file: Path, **more: Any) -> str:
    """The one line with which the command ends; its exit code is 2."""
    with pytest.raises(CommandError) as ended:
        call_command("assess", file, **{"index_date": INDEX.isoformat(), "on": DAY_29} | more)
    assert ended.value.returncode == 2
    assert "\n" not in str(ended.value)
    return str(ended.value)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A file with a case that cannot be read between two that can; the second has one bad value."""
    file = tmp_path / "cases.json"
    told = [small(), {"id": "X02", "sex": "F"}, small(id="X03", pain=[{"offset_days": 0, "nrs": 11}])]
    file.write_text(json.dumps(told), encoding="utf-8")
    return file


def test_one_bad_case_does_not_stop_the_others(capsys: pytest.CaptureFixture[str], two: Path) -> None:
    answer = json.loads(asked(capsys, two))
    assert wrong_with(answer) == []
    assert [found["case"] for found in answer["cases"]] == ["X01", "X03"]
    assert [(error["case"], error["field"]) for error in answer["errors"]] == [
        ("X02", "age"),
        ("X03", "pain[0].nrs"),
    ]


def test_nothing_stays(capsys: pytest.CaptureFixture[str], two: Path) -> None:
    asked(capsys, two)
    for table in (Patient, Hospital, User, ImportedCase):
        assert not table.objects.exists()


def test_one_case_of_the_published_ones(capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(asked(capsys, CASES, case="C08"))
    assert wrong_with(answer) == []
    assert [found["case"] for found in answer["cases"]] == ["C08"]


def test_a_table_has_a_line_for_every_finding_and_every_error(
    capsys: pytest.CaptureFixture[str], two: Path
) -> None:
    answer = json.loads(asked(capsys, two))
    lines = asked(capsys, two, format="table").splitlines()
    findings = [found for case in answer["cases"] for found in case["findings"]]
    assert len(lines) == len(answer["cases"]) + len(findings) + len(answer["errors"])
    assert [line for line in lines if line.startswith("!")] == [
        "! X02 age: is needed: an age of 0 to 130, or birth_date",
        "! X03 pain[0].nrs: Accepted: 0 to 10.",
    ]


@pytest.mark.parametrize(("told", "words"), UNREADABLE, ids=[repr(told[:20]) for told, _ in UNREADABLE])
def test_a_file_that_cannot_be_read_ends_with_one_line(tmp_path: Path, told: bytes, words: str) -> None:
    file = tmp_path / "cases.json"
    file.write_bytes(told)
    assert words in refusal(file)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": "2024-02-30"}, "--on: '2024-02-30' is no date; accepted: YYYY-MM-DD"),
        ({"index_date": "day 0"}, "--index-date: 'day 0' is no date; accepted: YYYY-MM-DD"),
        ({"case": "C99"}, "--case: no case C99; the file holds X01, X02, X03"),
    ],
)
def test_an_option_that_cannot_be_read_ends_with_one_line(
    two: Path, more: dict[str, str], words: str
) -> None:
    assert refusal(two, **more) == words


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "nothing.json")
    assert "directory" in refusal(tmp_path)


def test_a_list_without_cases_is_answered(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text("[]", encoding="utf-8")
    assert json.loads(asked(capsys, file)) == {"cases": [], "errors": []}
