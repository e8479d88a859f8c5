"""What the top bar offers to whom, and where those without patients begin."""

from django.test import Client

from accounts.models import User
from config.context import PLACES
from tests.cast import Cast


def test_who_opens_hospitals_begins_in_the_administration(client: Client, people: Cast) -> None:
    User.objects.filter(pk=people.admin_gao.pk).update(hospital=None, department=None)
    client.force_login(people.admin_gao)

    assert client.get("/").headers["Location"] == "/admin/"


def places(client: Client, user: User, page: str) -> list[str]:
    client.force_login(user)
    return [place["url"] for place in client.get(page).context["navigation"]]


def test_an_administrator_finds_the_outbox_and_the_administration(client: Client, people: Cast) -> None:
    assert places(client, people.admin_gao, "/outbox/") == ["/outbox/", "/health/", "/admin/"]


def test_the_administration_leads_back_to_the_outbox(client: Client, people: Cast) -> None:
    client.force_login(people.admin_gao)

    assert '<a href="/outbox/">' in client.get("/admin/").content.decode()


def test_a_nurse_is_offered_neither(client: Client, people: Cast) -> None:
    assert not {"/outbox/", "/admin/"} & set(places(client, people.nurse_li, "/accounts/profile/"))


def test_no_two_places_share_a_key() -> None:
    keys = [place.key for place in PLACES]
    assert len(keys) == len(set(keys))
