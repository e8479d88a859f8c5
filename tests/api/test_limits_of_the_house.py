"""A hospital that has changed a limit gets one answer from page, address, import and assessment."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS
from interop.cases.parse import Parsed
from interop.cases.person import WhoSpec
from interop.cases.write import case_write
from patients.api.kinds import TREATMENT
from patients.enums import Sex
from patients.models import Patient, Treatment
from patients.services.limits import limits_draft
from patients.services.recording import record_findings
from tests.api.kinds import body_of, spec_of
from tests.cast import TODAY, Cast, lab
from tests.patients.versions import approve, spec
from worklist.selectors.findings import assessment_of

pytestmark = pytest.mark.usefixtures("noon")
NSAID: dict[str, Any] = {"kind": "ANALGESIC", "drugs": ["布洛芬"], "started_on": str(TODAY)}
TYPED = NSAID | {"drugs": "布洛芬", "state": "GIVEN"}


@pytest.fixture
def kidney(people: Cast, zhang: Patient) -> Patient:
    """A clearance of 50 mL/min: impaired by the catalogue's limit of 60 (SAF-06)."""
    lab(zhang, people.nurse_li, "crcl", "50", "mL/min", "80", "120", TODAY)
    return zhang


def set_to(people: Cast, below: int) -> None:
    """Hospital East warns of such a drug below another clearance."""
    safety = replace(DEFAULT_HOSPITAL_LIMITS.safety, nsaid_renal_below=Decimal(below))
    limits = replace(DEFAULT_HOSPITAL_LIMITS, safety=safety)
    row = limits_draft(by=people.admin_gao, hospital=people.east, spec=spec(limits), today=TODAY)
    approve(people, row)


def by_service(people: Cast, row: Patient) -> set[str]:
    order = spec_of(TREATMENT, body_of(TREATMENT, **NSAID))
    found = record_findings(kind=TREATMENT.kind, by=people.doctor_wang, patient=row, today=TODAY, spec=order)
    return {finding.rule_id for finding in found}


def by_page(people: Cast, row: Patient) -> set[str]:
    browser = Client()
    browser.force_login(people.doctor_wang)
    answer = browser.post(reverse("patients:treatment_add", args=[row.id]), TYPED)
    return set() if answer.status_code == 302 else {one.rule_id for one in answer.context["form"].findings}


def by_address(people: Cast, row: Patient) -> set[str]:
    client = APIClient()
    client.force_authenticate(people.doctor_wang)
    url = f"/api/v1/patients/{row.id}/{TREATMENT.plural}/"
    answer: Any = client.post(url, body_of(TREATMENT, **NSAID), format="json").json()
    return {one["code"] for one in answer.get("errors", answer.get("flags"))}


def by_import(people: Cast, row: Patient) -> set[str]:
    order = spec_of(TREATMENT, body_of(TREATMENT, **NSAID))
    parsed = Parsed("T01", WhoSpec(Sex(row.sex), row.birth_date), (("place", order),), ())
    found = case_write(
        by=people.doctor_wang, patient=row, parsed=parsed, document={}, index_on=TODAY, on=TODAY
    )
    return {flag.rule_id for flag in found.flags}


def by_assessment(people: Cast, row: Patient) -> set[str]:
    Treatment.objects.create(
        patient=row,
        kind="ANALGESIC",
        state="GIVEN",
        drugs=["布洛芬"],
        started_on=TODAY,
        recorded_by=people.doctor_wang,
    )
    return {rule for one in assessment_of(row, TODAY).findings for rule in one.rules} & {"SAF-06"}


@pytest.mark.parametrize("ask", [by_service, by_page, by_address, by_import, by_assessment])
@pytest.mark.parametrize(("below", "said"), [(60, {"SAF-06"}), (45, set())])
def test_every_door_judges_by_the_limits_of_the_hospital(
    ask: Any, below: int, said: set[str], people: Cast, kidney: Patient
) -> None:
    if below != DEFAULT_HOSPITAL_LIMITS.safety.nsaid_renal_below:
        set_to(people, below)

    assert ask(people, kidney) == said
