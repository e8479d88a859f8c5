"""What the top bar offers to whom, and where those without patients begin."""

import pytest
from django.test import Client

from accounts.models import User
from config.context import PLACES
from patients.models import Patient
from tests.cast import Cast
from tests.worklist.planned import reminder
from worklist.enums import Audience


def test_who_opens_hospitals_begins_in_the_administration(client: Client, people: Cast) -> None:
    User.objects.filter(pk=people.admin_gao.pk).update(hospital=None, department=None)
    client.force_login(people.admin_gao)

    assert client.get("/").headers["Location"] == "/admin/"


def places(client: Client, user: User, page: str) -> list[str]:
    client.force_login(user)
    return [place["url"] for place in client.get(page).context["navigation"]]


@pytest.mark.parametrize(
    ("name", "thumb"),
    [
        ("nurse_li", ["/day/", "/patients/", "/calls/"]),
        ("doctor_wang", ["/day/", "/patients/", "/calls/"]),
        ("radiologist_he", ["/patients/", "/mdt/pre-reads/", "/imaging/board/"]),
        ("panel_member_lin", ["/patients/", "/mdt/pre-reads/", "/mdt/meetings/"]),
    ],
)
def test_a_phone_shows_what_its_user_needs_most_and_the_rest_on_the_account(
    client: Client, people: Cast, name: str, thumb: list[str]
) -> None:
    client.force_login(getattr(people, name))
    answer = client.get("/accounts/profile/")
    assert [place["url"] for place in answer.context["thumb_places"]] == thumb
    everywhere = answer.content.decode().split('<nav class="cluster phone-only"')[1].split("</nav>")[0]
    for place in answer.context["navigation"]:
        assert f'href="{place["url"]}"' in everywhere


def test_an_administrator_finds_the_outbox_and_the_administration(client: Client, people: Cast) -> None:
    assert places(client, people.admin_gao, "/outbox/") == [
        "/imports/", "/outbox/", "/health/", "/admin/"
    ]  # fmt: skip


def test_the_administration_leads_back_to_the_outbox(client: Client, people: Cast) -> None:
    client.force_login(people.admin_gao)

    assert '<a href="/outbox/">' in client.get("/admin/").content.decode()


def test_a_nurse_is_offered_neither(client: Client, people: Cast) -> None:
    assert not {"/outbox/", "/admin/"} & set(places(client, people.nurse_li, "/accounts/profile/"))


def offered(client: Client, user: User) -> str:
    client.force_login(user)
    return client.get("/accounts/profile/").content.decode()


@pytest.mark.parametrize("name", ["admin_gao", "auditor_tang"])
def test_who_sees_no_patient_is_offered_no_bell_and_no_search(
    client: Client, people: Cast, name: str
) -> None:
    page = offered(client, getattr(people, name))
    assert "/inbox/" not in page
    assert "data-search" not in page
    assert "/patients/search/" not in page


@pytest.mark.parametrize("name", ["nurse_li", "doctor_wang", "radiologist_he", "panel_member_lin"])
def test_whoever_has_a_bell_may_open_what_is_behind_it(client: Client, people: Cast, name: str) -> None:
    assert 'href="/inbox/"' in offered(client, getattr(people, name))
    assert client.get("/inbox/").status_code == 200


def test_a_chair_without_a_day_list_reads_the_notice(client: Client, people: Cast, zhang: Patient) -> None:
    reminder(zhang, audience=Audience.CHAIR, user=people.radiologist_he)
    assert "1 条未读" in offered(client, people.radiologist_he)
    assert "张桂兰" in client.get("/inbox/").content.decode()


def test_no_two_places_share_a_key() -> None:
    keys = [place.key for place in PLACES]
    assert len(keys) == len(set(keys))
