"""Examples of the contract, and `POST /api/v1/assess/`: the same answer as the command, and nothing stays."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from patients.models import Patient
from tests.cast import Cast
from tests.interop.answers import wrong_with
from tests.interop.conftest import CASES, small

DAYS = ("--index-date", "2026-01-05", "--on", "2026-06-04")


def told(*args: str) -> str:
    out = StringIO()
    call_command("assess", *args, stdout=out)
    return out.getvalue()


def file_of(folder: Path, content: Any) -> str:
    path = folder / "cases.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


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
def test_a_second_course_is_an_error_with_its_rule_and_a_flag(tmp_path: Path) -> None:
    first, second = ({"agent": agent, "start_offset_days": 0} for agent in ("denosumab", "唑来膦酸"))
    answer = json.loads(told(file_of(tmp_path, small(bone_therapy=[first, second])), *DAYS))
    assert [(error["field"], error["rule"]) for error in answer["errors"]] == [("bone_therapy[1]", "BMA-09")]
    assert "BMA-09" in [flag["check"] for flag in answer["cases"][0]["data_flags"]]


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


JUNK: list[Any] = [
    None, 3, "🦴" * 2_500, [], [[]], {}, {"id": "J", "sex": "F", "age": "🦴"}, small(id="J", age=1e308),
    small(id="J", bone_metastasis=[[[]]]), small(id="J" * 10_000, sex=["F"]),
]  # fmt: skip


def test_cases_nobody_can_read_stop_no_other(people: Cast) -> None:
    browser = Client()
    browser.force_login(people.nurse_li)
    body = {"cases": [*JUNK, small()], "index_date": "2026-01-05", "on": "2026-06-04"}
    answer = browser.post("/api/v1/assess/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 200
    assert answer.json()["cases"][-1]["case"] == "X01"
    assert len(answer.json()["errors"]) >= len(JUNK)
    assert wrong_with(answer.json()) == []
