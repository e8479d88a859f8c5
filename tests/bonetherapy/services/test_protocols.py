"""Versions of a hospital's drug protocols."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.errors import Conflict
from bonetherapy.models import DrugProtocol
from bonetherapy.services.protocols import protocol_approve, protocol_new_version
from tests.cast import TODAY, Cast


@pytest.fixture
def draft(people: Cast) -> DrugProtocol:
    return DrugProtocol.objects.create(
        hospital=people.east,
        agent="DENOSUMAB",
        version=1,
        dose_mg=Decimal(120),
        route="SC",
        interval_days=28,
        effective_from=TODAY,
    )


def approve(people: Cast, row: DrugProtocol, name: str = "王磊") -> DrugProtocol:
    return protocol_approve(by=people.admin_gao, protocol=row, approved_by_name=name, today=TODAY)


def test_an_approved_version_is_never_changed_also_not_by_the_database(
    people: Cast, draft: DrugProtocol
) -> None:
    row = approve(people, draft)
    row.interval_days = 42

    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_a_change_is_a_new_version(people: Cast, draft: DrugProtocol) -> None:
    approve(people, draft)

    new = protocol_new_version(by=people.admin_gao, protocol=draft, today=TODAY)

    assert (new.version, new.dose_mg, new.approved_on) == (2, Decimal(120), None)


def test_an_approval_has_a_name(people: Cast, draft: DrugProtocol) -> None:
    with pytest.raises(ValidationError) as refused:
        approve(people, draft, " ")

    assert list(refused.value.message_dict) == ["approved_by_name"]


def test_approving_twice_is_a_conflict(people: Cast, draft: DrugProtocol) -> None:
    approve(people, draft)

    with pytest.raises(Conflict):
        approve(people, draft)


def test_only_an_administrator_approves(people: Cast, draft: DrugProtocol) -> None:
    with pytest.raises(PermissionDenied):
        protocol_approve(by=people.doctor_wang, protocol=draft, approved_by_name="王磊", today=TODAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"dose_mg": Decimal(60)}, "dose_mg"),
        ({"route": "IV"}, "route"),
        ({"interval_days": 3}, "interval_days"),
        ({"reminder_lead_days": 1}, "reminder_lead_days"),
        ({"lab_valid_days": 0}, "lab_valid_days"),
    ],
)
def test_values_no_rule_can_work_with_are_refused(
    people: Cast, draft: DrugProtocol, change: dict[str, Any], field: str
) -> None:
    DrugProtocol.objects.filter(pk=draft.pk).update(**change)

    with pytest.raises(ValidationError) as refused:
        approve(people, draft)

    assert list(refused.value.message_dict) == [field]


def test_the_administrator_sees_the_own_hospitals_protocols(
    client: Client, people: Cast, draft: DrugProtocol
) -> None:
    client.force_login(people.admin_gao)

    page = client.get("/admin/bonetherapy/drugprotocol/")

    assert page.status_code == 200
    assert "地舒单抗" in page.content.decode()


def test_an_approved_protocol_is_read_only_in_the_administration(
    client: Client, people: Cast, draft: DrugProtocol
) -> None:
    approve(people, draft)
    client.force_login(people.admin_gao)

    page = client.get(f"/admin/bonetherapy/drugprotocol/{draft.pk}/change/")

    assert page.status_code == 200
    assert 'name="interval_days"' not in page.content.decode()


def test_a_draft_with_a_wrong_dose_names_the_field(client: Client, people: Cast) -> None:
    client.force_login(people.admin_gao)
    facts = {
        "hospital": people.east.pk,
        "agent": "DENOSUMAB",
        "dose_mg": "60",
        "route": "SC",
        "interval_days": "28",
        "reminder_lead_days": "3",
        "lab_valid_days": "14",
        "dental_valid_days": "90",
        "dental_recall_months": "6",
        "effective_from": "2025-03-01",
    }

    page = client.post("/admin/bonetherapy/drugprotocol/add/", facts)

    assert list(page.context["adminform"].form.errors) == ["dose_mg"]
    client.post("/admin/bonetherapy/drugprotocol/add/", facts | {"dose_mg": "120"})
    assert DrugProtocol.objects.get().version == 1
