"""The rules that hold up a write: the same finding from the service, over HTTP and in an import."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.errors import Refusal
from bonetherapy.api.not_started import REASONS
from guidelines.findings import Severity
from imaging.api.kinds import LESIONS, STUDIES
from interop.cases.parse import Parsed
from interop.cases.person import WhoSpec
from interop.cases.write import case_write
from interop.models import ImportedCase
from mdt.api.kinds import CONFERENCES
from patients.api.kinds import ECOG, RISK_SCORE, SKELETAL_EVENT, TREATMENT
from patients.api.records import Facts
from patients.enums import Sex
from patients.models import Patient
from patients.services.overrides import ASKING
from patients.services.recording import record_add, record_findings
from tests.api.kinds import body_of, spec_of
from tests.cast import TODAY, Cast

pytestmark = pytest.mark.usefixtures("noon")
Body = dict[str, Any]
Before = tuple[tuple[Facts, Body], ...]
PLANNED: Body = {"state": "PLANNED", "drugs": [], "site": "左股骨"}
READ = {"reviewed": True, "on": "2025-03-01", "width": 2500, "level": 750}
NSAID: Body = {"kind": "ANALGESIC", "drugs": ["布洛芬"]}
CT: tuple[Facts, Body] = (
    STUDIES,
    {"modality": "CT", "done_on": "2025-01-10", "bone_window": READ | {"on": "2025-01-10"}},
)
RULES: list[tuple[str, Facts, Body, Before, set[str]]] = [
    (
        "paracetamol",
        TREATMENT,
        {"kind": "ANALGESIC", "drugs": ["对乙酰氨基酚"], "daily_mg": "4500"},
        (),
        {"PAIN-05 STOP"},
    ),
    (
        "paracetamol at the limit",
        TREATMENT,
        {"kind": "ANALGESIC", "drugs": ["paracetamol"], "daily_mg": "4000"},
        (),
        set(),
    ),
    ("beside cisplatin", TREATMENT, NSAID, ((TREATMENT, {"drugs": ["顺铂"]}),), {"SAF-06 WARN"}),
    ("cisplatin beside it", TREATMENT, {"drugs": ["cisplatin"]}, ((TREATMENT, NSAID),), {"SAF-06 WARN"}),
    (
        "opioid",
        TREATMENT,
        {"kind": "ANALGESIC", "drugs": ["吗啡"]},
        ((TREATMENT, {"kind": "OTHER_DRUG", "drugs": ["地西泮"]}),),
        {"SAF-06 WARN"},
    ),
    (
        "a drug that is over",
        TREATMENT,
        NSAID | {"started_on": "2025-01-01", "stopped_on": "2025-02-01"},
        ((TREATMENT, {"drugs": ["顺铂"]}),),
        set(),
    ),
    (
        "radiotherapy",
        TREATMENT,
        PLANNED | {"kind": "RADIOTHERAPY", "procedure": "外照射"},
        (),
        {"RT-03 WARN"},
    ),
    (
        "radiotherapy, all known",
        TREATMENT,
        PLANNED | {"kind": "RADIOTHERAPY", "procedure": "外照射"},
        ((ECOG, {}),),
        set(),
    ),
    (
        "stereotactic",
        TREATMENT,
        PLANNED | {"kind": "RADIOTHERAPY", "procedure": "SBRT"},
        ((ECOG, {}),),
        {"RT-05 WARN"},
    ),
    (
        "radium",
        TREATMENT,
        PLANNED | {"kind": "RADIONUCLIDE", "procedure": "镭-223"},
        (),
        {"RNT-02 WARN", "RNT-04 WARN"},
    ),
    (
        "an operation",
        TREATMENT,
        PLANNED | {"kind": "SURGERY", "procedure": "椎板切除减压"},
        ((ECOG, {"score": 4}),),
        {"SUR-04 WARN", "SUR-08 WARN"},
    ),
    (
        "an operation with fixation",
        TREATMENT,
        PLANNED | {"kind": "SURGERY", "procedure": "椎板切除减压、内固定"},
        (),
        set(),
    ),
    (
        "ablation",
        TREATMENT,
        PLANNED | {"kind": "INTERVENTION", "procedure": "射频消融"},
        ((SKELETAL_EVENT, {"site": "左股骨"}),),
        {"INT-04 WARN"},
    ),
    (
        "ablation, no emergency",
        TREATMENT,
        PLANNED | {"kind": "INTERVENTION", "procedure": "射频消融"},
        (
            (
                LESIONS,
                {"site": "左股骨", "bone": "FEMUR", "pathologic_fracture": False, "cord_compression": False},
            ),
        ),
        set(),
    ),
    (
        "what was done",
        TREATMENT,
        PLANNED | {"kind": "SURGERY", "procedure": "椎板切除减压", "state": "GIVEN"},
        (),
        set(),
    ),
    (
        "a response without standard",
        STUDIES,
        {"modality": "CT", "response": "SD", "bone_window": READ},
        (CT,),
        {"IMG-49 HARD"},
    ),
    (
        "a response",
        STUDIES,
        {"modality": "CT", "response": "SD", "bone_window": READ, "response_standard": "MDA"},
        (CT,),
        {"IMG-49 INFO"},
    ),
    (
        "another modality",
        STUDIES,
        {"modality": "MRI", "response": "SD", "response_standard": "MDA"},
        (CT,),
        {"IMG-48 WARN", "IMG-49 INFO"},
    ),
    (
        "progression by bone scan",
        STUDIES,
        {"modality": "BS", "response": "PD", "response_standard": "MDA"},
        ((STUDIES, {"modality": "BS", "done_on": "2025-01-10"}),),
        {"IMG-47 STOP", "IMG-49 INFO", "IMG-50 INFO"},
    ),
    (
        "a bone window nobody dated",
        STUDIES,
        {"modality": "CT", "bone_window": {"reviewed": True}},
        (),
        {"IMG-24 HARD"},
    ),
    (
        "another window",
        STUDIES,
        {"modality": "CT", "bone_window": READ | {"width": 1500, "level": -600}},
        (),
        {"IMG-23 WARN"},
    ),
    ("a window that was not read", STUDIES, {"modality": "CT"}, (), {"IMG-21 FLAG"}),
    ("a conclusion of nobody", CONFERENCES, {"disciplines": []}, (), {"MDT-05 STOP", "SAF-05 FLAG"}),
    ("nothing about the drug", CONFERENCES, {}, (), {"SAF-05 FLAG"}),
    ("no symptoms", REASONS, {"why": "无骨症状，病灶少"}, (), {"BMA-02 WARN"}),
    ("a Mirels of three", RISK_SCORE, {"scale": "MIRELS", "site": "左股骨", "total": 3}, (), {"DQ-01 FLAG"}),
    (
        "after the fracture",
        RISK_SCORE,
        {"scale": "MIRELS", "site": "左股骨", "total": 9},
        ((SKELETAL_EVENT, {"site": "左股骨"}),),
        {"DQ-04 FLAG"},
    ),
]
CASES = [pytest.param(*row[1:], id=row[0]) for row in RULES]


@pytest.fixture
def doctor(people: Cast, zhang: Patient) -> APIClient:
    client = APIClient()
    client.force_authenticate(people.doctor_wang)
    return client


def stood(people: Cast, patient: Patient, before: Before) -> None:
    for facts, more in before:
        spec = spec_of(facts, body_of(facts, **more))
        record_add(
            kind=facts.kind, by=people.doctor_wang, patient=patient, spec=spec, today=TODAY, imported=True
        )


def said(findings: Any) -> set[str]:
    return {f"{finding.rule_id} {finding.severity}" for finding in findings}


def asking(rules: set[str]) -> set[str]:
    return {rule for rule in rules if Severity(rule.split()[1]) in ASKING}


@pytest.mark.parametrize(("facts", "more", "before", "rules"), CASES)
def test_the_service_waits_for_an_answer(
    facts: Facts, more: Body, before: Before, rules: set[str], people: Cast, zhang: Patient, doctor: APIClient
) -> None:
    stood(people, zhang, before)
    call: dict[str, Any] = {"kind": facts.kind, "by": people.doctor_wang, "patient": zhang, "today": TODAY}
    spec = spec_of(facts, body_of(facts, **more))
    assert said(record_findings(**call, spec=spec)) == rules
    if not asking(rules):
        assert record_add(**call, spec=spec).pk
        return
    with pytest.raises(Refusal) as refused:
        record_add(**call, spec=spec)
    assert said(refused.value.findings) == asking(rules)


@pytest.mark.parametrize(("facts", "more", "before", "rules"), CASES)
def test_the_address_says_the_same(
    facts: Facts, more: Body, before: Before, rules: set[str], people: Cast, zhang: Patient, doctor: APIClient
) -> None:
    stood(people, zhang, before)
    address, body = f"/api/v1/patients/{zhang.id}/{facts.plural}/", body_of(facts, **more)
    answer = doctor.post(address, body, format="json")
    if not asking(rules):
        assert {f"{one['code']} {one['severity']}" for one in answer.json()["flags"]} == rules
        return
    told = answer.json()["errors"]
    assert (answer.status_code, {f"{one['code']} {one['severity']}" for one in told}) == (422, asking(rules))
    answers = [
        {"rule_id": one["code"], "key": one["attr"] or "", "reason_code": "OTHER", "reason_text": "已核对"}
        for one in told
    ]
    passes = not any(rule.endswith("HARD") for rule in rules)
    again = doctor.post(address, body | {"answers": answers}, format="json")
    assert again.status_code == (201 if passes else 422)
    assert zhang.overrides.count() == (len(told) if passes else 0)


@pytest.mark.parametrize(("facts", "more", "before", "rules"), CASES)
def test_an_import_keeps_the_fact_and_the_flag(
    facts: Facts, more: Body, before: Before, rules: set[str], people: Cast, zhang: Patient, doctor: APIClient
) -> None:
    stood(people, zhang, before)
    spec = spec_of(facts, body_of(facts, **more))
    parsed = Parsed("T01", WhoSpec(Sex(zhang.sex), zhang.birth_date), (("place", spec),), ())
    found = case_write(
        by=people.doctor_wang, patient=zhang, parsed=parsed, document={}, index_on=TODAY, on=TODAY
    )
    assert facts.kind.model.objects.filter(pk=found.rows["place"]).exists()
    assert {flag.rule_id for flag in found.flags} == {rule.split()[0] for rule in rules if "INFO" not in rule}
    kept = ImportedCase.objects.get().problems
    assert [one["taken_over"] for one in kept] == [True] * len(found.flags)
