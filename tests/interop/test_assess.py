"""`manage.py assess` and `POST /api/v1/assess/`: the answer, the exit codes, and that nothing stays."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import Hospital, User
from interop.models import ImportedCase
from patients.models import Patient
from tests.cast import Cast
from tests.interop.conftest import CASES, small

DAYS = ("--index-date", "2026-01-05", "--on", "2026-06-04")
KEYS = {"case", "on", "findings", "doses", "slots", "data_flags", "pathway_state", "next_change_on"}


def told(*args: str) -> str:
    out = StringIO()
    call_command("assess", *args, stdout=out)
    return out.getvalue()


def file_of(folder: Path, content: Any) -> str:
    path = folder / "cases.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


@pytest.mark.django_db
def test_every_published_case_gets_an_answer_and_nothing_stays() -> None:
    answer = json.loads(told(str(CASES), *DAYS))
    assert answer["errors"] == []
    assert [case["case"] for case in answer["cases"]] == [f"C{number:02}" for number in range(1, 16)]
    assert all(set(case) == KEYS for case in answer["cases"])
    assert (Patient.objects.count(), ImportedCase.objects.count()) == (0, 0)
    assert (Hospital.objects.count(), User.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_first_case_on_the_day_of_the_contract() -> None:
    answer = json.loads(told(str(CASES), "--case", "C01", *DAYS))
    case = answer["cases"][0]
    start = next(found for found in case["findings"] if found["code"] == "BMA_START")
    assert (start["since"], start["age_days"], start["subject"]) == ("2026-01-05", 150, "patient")
    assert "BMA-01" in start["rules"]
    assert {"check": "DQ-01", "field": "mirels[0].score"} in [
        {key: flag[key] for key in ("check", "field")} for flag in case["data_flags"]
    ]


@pytest.mark.django_db
def test_the_calendar_of_denosumab(tmp_path: Path) -> None:
    therapy = {"agent": "地舒单抗", "start_offset_days": 0, "events": [{"offset_days": 0, "dose_mg": 120}]}
    path = file_of(tmp_path, small(bone_therapy=[therapy]))
    on = ("--index-date", "2026-01-05", "--on", "2026-01-05")
    doses = json.loads(told(path, *on))["cases"][0]["doses"]
    assert [dose["due_on"] for dose in doses[:6]] == [
        "2026-01-05",
        "2026-02-02",
        "2026-03-02",
        "2026-03-30",
        "2026-04-27",
        "2026-05-25",
    ]
    assert [dose["reminder_on"] for dose in doses[1:3]] == ["2026-01-30", "2026-02-27"]


@pytest.mark.django_db
def test_one_bad_case_does_not_stop_the_others(tmp_path: Path) -> None:
    path = file_of(tmp_path, [{"id": "BAD"}, small()])
    answer = json.loads(told(path, *DAYS))
    assert [case["case"] for case in answer["cases"]] == ["X01"]
    assert [(error["case"], error["field"]) for error in answer["errors"]] == [("BAD", "sex")]


@pytest.mark.django_db
def test_a_second_course_is_an_error_with_its_rule_and_a_flag(tmp_path: Path) -> None:
    first, second = ({"agent": agent, "start_offset_days": 0} for agent in ("denosumab", "唑来膦酸"))
    answer = json.loads(told(file_of(tmp_path, small(bone_therapy=[first, second])), *DAYS))
    assert [(error["field"], error["rule"]) for error in answer["errors"]] == [("bone_therapy[1]", "BMA-09")]
    assert "BMA-09" in [flag["check"] for flag in answer["cases"][0]["data_flags"]]


@pytest.mark.django_db
def test_a_table_for_people() -> None:
    lines = told(str(CASES), "--case", "C01", "--format", "table", *DAYS).splitlines()
    assert lines[0].startswith("C01  2026-06-04")
    assert any("BMA_START" in line for line in lines)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "more", "word"),
    [
        ("{", DAYS, "no JSON"),
        ("3", DAYS, "list of cases"),
        ([{"id": "BAD"}], DAYS, "BAD sex"),
        ([], ("--case", "C99", *DAYS), "C99"),
        ([small()], ("--index-date", "5.1.2026", "--on", "2026-06-04"), "--index-date"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_2(
    tmp_path: Path, content: Any, more: tuple[str, ...], word: str
) -> None:
    with pytest.raises(CommandError) as error:
        told(file_of(tmp_path, content), *more)
    assert error.value.returncode == 2
    assert word in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.django_db
def test_a_missing_file_is_named() -> None:
    with pytest.raises(CommandError, match=r"nowhere\.json") as error:
        told("nowhere.json", *DAYS)
    assert error.value.returncode == 2


def test_the_address_gives_the_same_answer_and_stores_nothing(people: Cast, cases: dict[str, Any]) -> None:
    browser = Client()
    browser.force_login(people.auditor_tang)
    before = Patient.objects.count()
    body = {"cases": [cases["C09"]], "index_date": "2026-01-05", "on": "2026-06-04"}
    answer = browser.post("/api/v1/assess/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 200
    assert answer.json() == json.loads(told(str(CASES), "--case", "C09", *DAYS))
    assert Patient.objects.count() == before


@pytest.mark.parametrize(
    "body", [{}, {"cases": 3}, {"cases": [], "index_date": "x", "on": "2026-01-01"}], ids=str
)
def test_a_body_nobody_can_read_is_400(people: Cast, body: Any) -> None:
    browser = Client()
    browser.force_login(people.nurse_li)
    answer = browser.post("/api/v1/assess/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 400
