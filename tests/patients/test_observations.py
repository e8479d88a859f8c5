"""Laboratory results, tumour, contacts, access: what is written and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.errors import Conflict, Refusal
from guidelines.labs import Analyte
from guidelines.lesions import Extent
from patients import services, wording
from patients.enums import (
    AccessReason,
    ContactKind,
    DriverStatus,
    Histology,
    MetastasisBasis,
    MetastasisStatus,
)
from patients.models import Contact, LabResult, Patient
from patients.selectors import visible_to
from patients.specs.contacts import ContactSpec, GrantSpec
from patients.specs.facts import DiagnosisSpec, DriverSpec, MetastasisSpec
from tests.cast import TODAY, Cast
from tests.patients.spoken import NOW, calcium_spec

TOMORROW = TODAY + timedelta(days=1)
BEFORE_BIRTH = date(1967, 2, 13)


def fields(problems: Any) -> list[str]:
    return list(problems.value.error_dict)


def lab(people: Cast, patient: Patient, **more: Any) -> LabResult:
    return services.lab_add(by=people.nurse_li, patient=patient, spec=calcium_spec(**more), today=TODAY)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": Decimal(0)}, "value"),
        ({"value": Decimal("2.3001")}, "value"),
        ({"unit": "furlong"}, "unit"),
        ({"sampled_on": TOMORROW}, "sampled_on"),
        ({"sampled_on": date(1960, 1, 1)}, "sampled_on"),
        ({"ref_low": Decimal("2.6")}, "ref_high"),
    ],
)
def test_an_impossible_result_is_refused(
    people: Cast, zhang: Patient, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as problems:
        lab(people, zhang, **wrong)
    assert fields(problems) == [field]
    assert not LabResult.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"ref_low": None}, {"analyte": Analyte.ALP, "unit": "U/L", "ref_low": None, "ref_high": None}],
)
def test_a_result_nobody_can_judge_waits_for_an_oncologist(
    people: Cast, zhang: Patient, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Refusal) as refused:
        lab(people, zhang, **wrong)
    assert [finding.rule_id for finding in refused.value.findings] == ["LAB-12"]
    assert not LabResult.objects.exists()


def test_an_upper_limit_is_enough_where_only_a_rise_matters(people: Cast, zhang: Patient) -> None:
    row = lab(people, zhang, analyte=Analyte.ALP, unit="iu / l", ref_low=None, ref_high=Decimal(125))
    assert row.unit == "U/L"


def test_the_same_result_sent_twice_is_one_row(people: Cast, zhang: Patient) -> None:
    assert lab(people, zhang) == lab(people, zhang)


def test_a_correction_keeps_the_wrong_row_and_says_why(people: Cast, zhang: Patient) -> None:
    old = lab(people, zhang)
    spec = calcium_spec(value=Decimal("2.03"))
    new = services.lab_correct(
        by=people.nurse_li, lab=old, spec=spec, reason="抄写错误", today=TODAY, now=NOW
    )
    old.refresh_from_db()
    assert (old.void_reason, old.voided_by, new.corrects) == ("抄写错误", people.nurse_li, old)
    with pytest.raises(Conflict):
        services.lab_void(by=people.nurse_li, lab=old, reason="又一次", now=NOW)


def test_a_coordinator_records_no_results(people: Cast, zhang: Patient) -> None:
    with pytest.raises(PermissionDenied):
        services.lab_add(by=people.coordinator_qian, patient=zhang, spec=calcium_spec(), today=TODAY)


def test_only_an_oncologist_confirms_bone_metastasis(people: Cast, zhang: Patient) -> None:
    spec = MetastasisSpec(status=MetastasisStatus.EXCLUDED)
    with pytest.raises(PermissionDenied):
        services.bone_metastasis_save(by=people.nurse_li, patient=zhang, spec=spec, today=TODAY)
    saved = services.bone_metastasis_save(by=people.doctor_wang, patient=zhang, spec=spec, today=TODAY)
    assert (saved.status, saved.confirmed_on, saved.basis) == ("EXCLUDED", None, "")


@pytest.mark.parametrize(
    ("day", "basis", "wrong"),
    [
        (None, None, ["confirmed_on", "basis"]),
        (TOMORROW, MetastasisBasis.BIOPSY, ["confirmed_on"]),
        (TODAY, None, ["basis"]),
    ],
)
def test_a_confirmation_says_when_and_how(
    people: Cast, zhang: Patient, day: date | None, basis: MetastasisBasis | None, wrong: list[str]
) -> None:
    spec = MetastasisSpec(status=MetastasisStatus.CONFIRMED, confirmed_on=day, basis=basis)
    with pytest.raises(ValidationError) as problems:
        services.bone_metastasis_save(by=people.doctor_wang, patient=zhang, spec=spec, today=TODAY)
    assert fields(problems) == wrong


@pytest.mark.parametrize(
    ("extent", "on"),
    [(Extent.OLIGO, None), (None, TODAY), (Extent.OLIGO, TOMORROW), (Extent.OLIGO, BEFORE_BIRTH)],
)
def test_an_extent_has_the_day_on_which_somebody_judged_it(
    people: Cast, zhang: Patient, extent: Extent | None, on: date | None
) -> None:
    spec = MetastasisSpec(status=MetastasisStatus.SUSPECTED, extent=extent, extent_on=on)
    with pytest.raises(ValidationError) as problems:
        services.bone_metastasis_save(by=people.doctor_wang, patient=zhang, spec=spec, today=TODAY)
    assert fields(problems) == ["extent_on"]


def test_a_judged_extent_is_kept_said_and_taken_back(people: Cast, zhang: Patient) -> None:
    spec = MetastasisSpec(status=MetastasisStatus.SUSPECTED, extent=Extent.OLIGO, extent_on=TODAY, sites="L4")
    saved = services.bone_metastasis_save(by=people.doctor_wang, patient=zhang, spec=spec, today=TODAY)
    assert (saved.extent, saved.extent_on) == ("OLIGO", TODAY)
    assert wording.metastasis(saved) == "骨转移：可疑，寡转移：L4"
    spec = replace(spec, extent=None, extent_on=None)
    saved = services.bone_metastasis_save(by=people.doctor_wang, patient=zhang, spec=spec, today=TODAY)
    assert (saved.extent, saved.extent_on) == ("", None)


def test_a_diagnosis_keeps_exactly_the_genes_of_the_form(people: Cast, zhang: Patient) -> None:
    egfr = DriverSpec(gene="EGFR", status=DriverStatus.POSITIVE, variant="19del")
    kept = services.diagnosis_save(
        by=people.nurse_li, patient=zhang, spec=DiagnosisSpec(drivers=(egfr,)), today=TODAY
    )
    first = kept.drivers.get()
    spec = DiagnosisSpec(
        histology=Histology.ADENOCARCINOMA,
        pdl1_tps_percent=Decimal(10),
        drivers=(egfr, DriverSpec(gene="ALK", status=DriverStatus.NEGATIVE)),
    )
    services.diagnosis_save(by=people.nurse_li, patient=zhang, spec=spec, today=TODAY)
    assert [row.gene for row in kept.drivers.all()] == ["ALK", "EGFR"]
    assert kept.drivers.get(gene="EGFR") == first


@pytest.mark.parametrize(
    "wrong",
    [{"pdl1_tps_percent": Decimal("100.1")}, {"diagnosed_on": TOMORROW}, {"tnm_edition": 3}],
)
def test_an_impossible_diagnosis_is_refused(people: Cast, zhang: Patient, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as problems:
        services.diagnosis_save(by=people.nurse_li, patient=zhang, spec=DiagnosisSpec(**wrong), today=TODAY)
    assert fields(problems) == list(wrong)


def test_an_empty_phone_of_a_stored_contact_stays_and_the_opt_out_holds(people: Cast, zhang: Patient) -> None:
    spec = ContactSpec(kind=ContactKind.SPOUSE, phone="13800138000", email="a@b.cn", wants_messages=True)
    row = services.contact_save(by=people.nurse_li, patient=zhang, spec=spec)
    quiet = ContactSpec(kind=ContactKind.SPOUSE, name="周强", wants_messages=False)
    services.contact_save(by=people.nurse_li, patient=zhang, spec=quiet, contact=row)
    kept = Contact.objects.get()
    assert (kept.phone, kept.email, kept.wants_messages) == ("13800138000", "a@b.cn", False)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"phone": "12345"}, "phone"),
        ({}, "phone"),
        ({"email": "nobody"}, "email"),
        ({"phone": "13800138000", "wants_messages": True}, "wants_messages"),
        ({"phone": "13800138000", "rank": 0}, "rank"),
    ],
)
def test_a_contact_nobody_can_reach_is_refused(
    people: Cast, zhang: Patient, wrong: dict[str, Any], field: str
) -> None:
    spec = ContactSpec(kind=ContactKind.SELF, **wrong)
    with pytest.raises(ValidationError) as problems:
        services.contact_save(by=people.nurse_li, patient=zhang, spec=spec)
    assert fields(problems) == [field]


def test_a_referral_opens_the_record_until_its_last_day(people: Cast, zhang: Patient, noon: Any) -> None:
    spec = GrantSpec(user=people.panel_member_lin, reason=AccessReason.REFERRAL, until=TODAY)
    services.care_team_grant(by=people.doctor_wang, patient=zhang, spec=spec, today=TODAY)
    assert visible_to(people.panel_member_lin).get() == zhang
    noon.shift(timedelta(days=1))
    assert not visible_to(people.panel_member_lin).exists()


@pytest.mark.parametrize("until", [None, TODAY - timedelta(days=1)])
def test_a_referral_needs_an_end_to_come(people: Cast, zhang: Patient, until: date | None) -> None:
    spec = GrantSpec(user=people.panel_member_lin, reason=AccessReason.REFERRAL, until=until)
    with pytest.raises(ValidationError) as problems:
        services.care_team_grant(by=people.doctor_wang, patient=zhang, spec=spec, today=TODAY)
    assert fields(problems) == ["until"]


def test_access_is_given_to_clinical_roles_only_and_taken_back(people: Cast, zhang: Patient) -> None:
    spec = GrantSpec(user=people.admin_gao, reason=AccessReason.CARE_TEAM)
    with pytest.raises(ValidationError):
        services.care_team_grant(by=people.doctor_wang, patient=zhang, spec=spec, today=TODAY)
    spec = GrantSpec(user=people.doctor_wu, reason=AccessReason.CARE_TEAM)
    services.care_team_grant(by=people.doctor_wang, patient=zhang, spec=spec, today=TODAY)
    assert services.care_team_revoke(by=people.doctor_wang, patient=zhang, user_id=people.doctor_wu.pk)
    assert not visible_to(people.doctor_wu).exists()
