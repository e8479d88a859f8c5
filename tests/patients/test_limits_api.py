"""Limits over HTTP: every version, and what is in force on a day."""

from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from guidelines.reading.limit_values import LIMIT_KEYS
from tests.cast import TODAY, Cast
from tests.patients.versions import approved, draft

pytestmark = pytest.mark.usefixtures("noon")
VERSIONS, IN_FORCE = "/api/v1/limits/", "/api/v1/limits/in-force/"


def asked(user: User, address: str, **query: Any) -> Any:
    client = APIClient()
    client.force_authenticate(user)
    return client.get(address, query)


def limit(told: Any, key: str) -> Any:
    return next(one for one in told["limits"] if one["key"] == key)


def test_without_a_version_the_defaults_are_told(people: Cast) -> None:
    told = asked(people.nurse_li, IN_FORCE).json()
    assert (told["on"], told["version"], told["effective_from"]) == ("2025-03-01", None, None)
    assert len(told["limits"]) == len(LIMIT_KEYS)
    assert limit(told, "LAB_VALID_DAYS") == {
        "key": "LAB_VALID_DAYS",
        "name": {"zh": "检验有效期", "en": "Laboratory result valid for"},
        "unit": {"zh": "天", "en": "days"},
        "value": 14,
        "default": 14,
        "source": "P",
    }
    assert limit(told, "POSTOP_CT_MONTHS")["value"] is None
    assert limit(told, "CTX_WATCH_DAYS")["value"] == [60, 90, 120, 180, 365]
    assert limit(told, "CALCIUM_LOW")["value"] == "2.11"


def test_the_day_decides(people: Cast) -> None:
    approved(people, 7)
    before = asked(people.nurse_li, IN_FORCE, on=str(TODAY - timedelta(days=1))).json()
    now = asked(people.nurse_li, IN_FORCE, on=str(TODAY)).json()
    assert [limit(told, "LAB_VALID_DAYS")["value"] for told in (before, now)] == [14, 7]
    assert (before["version"], now["version"]) == (None, 1)


@pytest.mark.parametrize(
    "query", [{"on": "2025-02-30"}, {"on": "0001-01-01"}, {"on": "x"}, {"when": "2025-03-01"}]
)
def test_a_day_that_is_none_is_refused(people: Cast, query: dict[str, str]) -> None:
    assert asked(people.nurse_li, IN_FORCE, **query).status_code == 400


def test_the_versions_of_the_own_hospital_are_told_with_their_state(people: Cast) -> None:
    approved(people, 7)
    draft(people, 21)
    told = asked(people.panel_member_lin, VERSIONS).json()["results"]
    facts = [(row["version"], row["state"], row["approved_by"]) for row in told]
    assert facts == [(2, "DRAFT", None), (1, "IN_FORCE", "王磊")]
    assert told[1]["values"]["lab_valid_days"] == 7
    assert asked(people.nurse_zhou, VERSIONS).json()["results"] == []
