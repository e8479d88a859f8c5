"""The fifteen published cases, brought in and read again."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.interop.conftest import brought_in, record

NAMES = [f"C{number:02}" for number in range(1, 16)]


@pytest.mark.parametrize("name", NAMES)
def test_a_published_case_is_read_without_complaint(people: Cast, cases: dict[str, Any], name: str) -> None:
    found = brought_in(people, cases[name], day=1000)
    assert [complaint.plain() for complaint in found.complaints] == []
    case = cases[name]
    told = record(found, 1000)
    assert len(told.lesions) == len(case["lesions"])
    assert len(told.pain) == len(case["pain"])
    assert len(told.labs) == len(case["labs"]) + len(case["tumour_markers"])
    assert len(told.courses) == len(case["bone_therapy"])
    assert len(told.events) == len(case["sre_events"])
    assert [study.ref for study in told.studies] == [f"imaging[{n}]" for n in range(len(case["imaging"]))]
