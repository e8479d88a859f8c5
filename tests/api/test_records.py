"""Every kind of row over HTTP: listed, added once, corrected with the old row kept, voided with a reason."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from patients.api.records import Facts
from patients.models import Patient
from tests.api.kinds import EVERY_KIND, body_of
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("noon")
KINDS = [pytest.param(facts, id=facts.slug) for facts in EVERY_KIND]


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def below(facts: Facts, patient: Patient, rest: str = "") -> str:
    return f"/api/v1/patients/{patient.id}/{facts.plural}/{rest}"


@pytest.mark.parametrize("facts", KINDS)
def test_a_fact_is_added_once_corrected_and_voided(facts: Facts, people: Cast, zhang: Patient) -> None:
    doctor = signed_in(people.doctor_wang)
    address, body = below(facts, zhang), body_of(facts)
    added = [doctor.post(address, body, format="json") for _again in range(2)]
    assert [answer.status_code for answer in added] == [201, 201]
    assert added[0].json()["id"] == added[1].json()["id"]
    old = added[0].json()["id"]

    wrong = doctor.post(f"{address}{old}/correct/", body, format="json")
    assert (wrong.status_code, wrong.json()["errors"][0]["attr"]) == (400, "reason")
    new = doctor.post(f"{address}{old}/correct/", body | {"reason": "录入错误"}, format="json").json()
    assert new["corrects"] == old
    again = doctor.post(f"{address}{old}/void/", {"reason": "再次"}, format="json")
    assert again.status_code == 409
    gone = doctor.post(f"{address}{new['id']}/void/", {"reason": "重复"}, format="json").json()
    assert gone["void_reason"] == "重复"
    assert rows(doctor, address) == rows(doctor, address, voided="true") == 2
    assert rows(doctor, address, voided="false") == 0
    assert rows(doctor, address, day_from="2025-03-02") == 0
    assert rows(doctor, address, day_from="2025-03-01", day_to="2025-03-01") == 2


def rows(client: APIClient, address: str, **asked: str) -> int:
    return int(client.get(address, asked).json()["count"])


@pytest.mark.parametrize("facts", KINDS)
def test_a_row_of_somebody_else_is_not_there(facts: Facts, people: Cast, zhang: Patient) -> None:
    row = signed_in(people.doctor_wang).post(below(facts, zhang), body_of(facts), format="json").json()
    outsider = signed_in(people.doctor_wu)
    for rest in ("", f"{row['id']}/correct/", f"{row['id']}/void/"):
        assert outsider.post(below(facts, zhang, rest), {"reason": "x"}, format="json").status_code == 404


def test_the_total_of_a_score_is_computed(people: Cast, zhang: Patient) -> None:
    items = {
        "site": "PERITROCHANTERIC",
        "pain": "FUNCTIONAL",
        "lesion_type": "OSTEOLYTIC",
        "size": "OVER_TWO_THIRDS",
    }
    body = {"scale": "MIRELS", "site": "右股骨转子", "scored_on": "2025-03-01", "items": items}
    address, doctor = f"/api/v1/patients/{zhang.id}/risk-scores/", signed_in(people.doctor_wang)
    assert doctor.post(address, body, format="json").json()["computed_total"] == 12
    del items["size"]
    assert doctor.post(address, body, format="json").json()["computed_total"] is None


def test_only_an_oncologist_chooses_the_follow_up(people: Cast, zhang: Patient) -> None:
    address, body = f"/api/v1/patients/{zhang.id}/follow-up/", {"category": "POST_OP"}
    assert signed_in(people.nurse_li).put(address, body, format="json").status_code == 403
    doctor = signed_in(people.doctor_wang)
    assert doctor.put(address, body, format="json").json() == {"category": "POST_OP", "recurred_on": None}
    assert doctor.put(address, {"category": None}, format="json").json()["category"] == ""


CALCULATIONS: list[tuple[str, dict[str, Any], str, str | None, str | None]] = [
    ("creatinine-clearance", {"age_years": 60, "weight_kg": "60.0", "creatinine_umol_l": "88.4", "sex": "M"},
     "STD-01", "66.6", None),
    ("creatinine-clearance", {"age_years": 60, "weight_kg": None}, "STD-01", None, None),
    ("corrected-calcium", {"calcium_mmol_l": "2.10", "albumin_g_l": "30"}, "STD-02", "2.30", None),
    ("corrected-calcium", {"calcium_mmol_l": "2.10"}, "STD-02", None, None),
    ("mirels", {"site": "UPPER_LIMB", "pain": "MILD", "lesion_type": "MIXED", "size": "UNDER_THIRD"},
     "STD-03", "5", "LOW"),
    ("mirels", {"pain": "FUNCTIONAL"}, "STD-03", None, "UNKNOWN"),
    ("sins", {"location": "RIGID", "pain": "NONE"}, "STD-04", None, "UNKNOWN"),
    ("nrs", {"nrs": 7}, "STD-05", "7", "SEVERE"),
    ("nrs", {"nrs": None}, "STD-05", None, None),
    ("ecog", {"ecog": 2}, "STD-06", "2", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "rule", "value", "band"), CALCULATIONS)
def test_a_calculation_names_its_rule_and_what_is_missing(
    name: str, body: dict[str, Any], rule: str, value: str | None, band: str | None, people: Cast
) -> None:
    answer = signed_in(people.panel_member_lin).post(f"/api/v1/calculations/{name}/", body, format="json")
    told = answer.json()
    assert (told["rule_id"], told["band"], bool(told["missing"])) == (rule, band, value is None)
    assert (told["value"] and f"{float(told['value']):g}") == (value and f"{float(value):g}")
    assert all(told["inputs"][item] == given for item, given in body.items() if not isinstance(given, str))


@pytest.mark.parametrize(
    ("name", "body"), [("nrs", {"nrs": 11}), ("ecog", {"ecog": -1}), ("mirels", {"site": "X"})]
)
def test_what_is_off_the_scale_is_refused(name: str, body: dict[str, Any], people: Cast) -> None:
    answer = signed_in(people.nurse_li).post(f"/api/v1/calculations/{name}/", body, format="json")
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, next(iter(body)))
