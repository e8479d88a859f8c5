"""The hospital's own sign-in over OpenID Connect: a real provider, and answers that are not for us."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from joserfc.jwk import RSAKey
from pytest_django.fixtures import Settings

from accounts import clock
from accounts.directory import oidc as door
from accounts.enums import Role
from accounts.models import User
from tests.accounts.directory.provider import Provider
from tests.cast import Cast

GO, BACK = "/accounts/login/hospital/", "/accounts/login/hospital/back/"


def leave(browser: Client, **asked: str) -> str:
    answer = browser.get(GO, asked)
    assert answer.status_code == 302
    return answer.headers["Location"]


def come_back(browser: Client, address: str) -> Any:
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def through(browser: Client, oidc: Provider, subject: str, **asked: str) -> Any:
    return come_back(browser, oidc.answer(leave(browser, **asked), sub=subject))


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


@pytest.fixture
def li_known(oidc: Provider, li_of_directory: User) -> Provider:
    """The provider knows nurse Li by the name of her account."""
    oidc.knows("4711", preferred_username="li")
    return oidc


def test_the_sign_in_page_offers_it_only_when_there_is_one(
    browser: Client, db: None, settings: Settings
) -> None:
    assert GO not in browser.get("/accounts/login/").content.decode()
    assert browser.get(GO).headers["Location"] == browser.get(BACK).headers["Location"] == "/accounts/login/"
    settings.OIDC_ISSUER = "https://sign-in.hospital.invalid"

    assert GO in browser.get("/accounts/login/").content.decode()


def test_one_comes_back_signed_in_to_the_page_asked_for(
    browser: Client, li_known: Provider, li: User
) -> None:
    answer = through(browser, li_known, "4711", next="/accounts/profile/")

    assert answer.headers["Location"] == "/accounts/profile/"
    assert browser.session["_auth_user_id"] == str(li.pk)


def test_one_never_comes_back_to_another_site(browser: Client, li_known: Provider) -> None:
    assert through(browser, li_known, "4711", next="https://evil.invalid/").headers["Location"] == "/"


def test_the_request_carries_state_nonce_and_challenge(browser: Client, li_known: Provider) -> None:
    first, second = (parse_qs(urlsplit(leave(browser)).query) for _ in range(2))

    assert first["code_challenge_method"] == ["S256"]
    assert first["redirect_uri"] == ["http://127.0.0.1:8000" + BACK]
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


@pytest.mark.parametrize("subject", ["nobody-here", "off", "empty"])
def test_unknown_and_switched_off_read_the_same_and_make_no_account(
    browser: Client, oidc: Provider, people: Cast, subject: str
) -> None:
    User.objects.filter(pk=people.nurse_sun.pk).update(is_active=False)
    oidc.knows("off", preferred_username="sun")
    oidc.knows("empty", preferred_username="")
    before = User.objects.count()
    page = through(browser, oidc, subject)

    assert page.status_code == 403
    assert "医院统一登录认识您，但您在这里没有可用的账户" in page.content.decode()
    assert not is_in(browser)
    assert User.objects.count() == before


def test_an_answer_without_our_question_is_refused(browser: Client, li_known: Provider) -> None:
    address = li_known.answer(leave(Client()), sub="4711")

    assert come_back(browser, address).status_code == 400
    assert not is_in(browser)


def test_an_answer_is_good_once(browser: Client, li_known: Provider) -> None:
    address = li_known.answer(leave(browser), sub="4711")
    come_back(browser, address)
    browser.post("/accounts/logout/")

    assert come_back(browser, address).status_code == 400
    assert not is_in(browser)


def test_saying_no_at_the_provider_is_no_fault(browser: Client, li_known: Provider) -> None:
    page = come_back(browser, li_known.answer(leave(browser), action="deny"))

    assert page.status_code == 400
    assert "再登录一次" in page.content.decode()


@pytest.mark.parametrize("query", ["", "code=x", "state=x", "code=x&state=x", "error=%00<script>"])
def test_junk_is_refused(browser: Client, oidc: Provider, db: None, query: str) -> None:
    page = browser.get(f"{BACK}?{query}")

    assert page.status_code == 400
    assert "<script>" not in page.content.decode()


@pytest.mark.parametrize("claim", ["aud", "iss"])
def test_an_identity_of_another_house_is_refused(
    browser: Client, li_known: Provider, claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = li_known.answer(leave(browser), sub="4711")
    expected = door._claims_options() | {claim: {"essential": True, "value": "another"}}
    monkeypatch.setattr(door, "_claims_options", lambda: expected)

    assert come_back(browser, address).status_code == 400
    assert not is_in(browser)


def test_an_identity_somebody_else_signed_is_refused(
    browser: Client, li_known: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = li_known.answer(leave(browser), sub="4711")
    client = door._client()
    (key,) = client.fetch_jwk_set()["keys"]
    other = RSAKey.generate_key(2048).as_dict(private=False)
    monkeypatch.setitem(client.server_metadata, "jwks", {"keys": [key | other]})

    assert come_back(browser, address).status_code == 400
    assert not is_in(browser)


@pytest.mark.parametrize(("offered", "status"), [(["HS256"], 503), (["HS256", "ES256"], 400)])
def test_a_signature_we_do_not_list_is_refused(
    browser: Client, li_known: Provider, monkeypatch: pytest.MonkeyPatch, offered: list[str], status: int
) -> None:
    address = li_known.answer(leave(browser), sub="4711")
    monkeypatch.setitem(door._client().server_metadata, door.SIGNED_WITH, offered)

    assert come_back(browser, address).status_code == status
    assert not is_in(browser)


def test_a_description_of_another_issuer_is_refused(
    browser: Client, li_known: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = li_known.answer(leave(browser), sub="4711")
    monkeypatch.setitem(door._client().server_metadata, "issuer", "https://another.invalid")

    assert [come_back(browser, address).status_code, browser.get(GO).status_code] == [503, 503]
    assert not is_in(browser)


def test_an_identity_whose_time_is_over_is_refused(browser: Client, li_known: Provider) -> None:
    with time_machine.travel(clock.now() + timedelta(hours=3)):
        assert through(browser, li_known, "4711").status_code == 400

    assert not is_in(browser)


def test_no_token_of_the_provider_stays(browser: Client, li_known: Provider) -> None:
    through(browser, li_known, "4711")
    kept = str(dict(browser.session.items())) + str(browser.cookies)

    assert is_in(browser)
    assert "_token" not in kept
    assert "eyJ" not in kept


def test_an_identity_for_another_question_is_refused(browser: Client, li_known: Provider) -> None:
    address = li_known.answer(leave(browser), sub="4711")
    session = browser.session
    for key in [key for key in dict(session.items()) if key.startswith("_state_")]:
        session[key]["data"]["nonce"] = "another"
    session.save()

    assert come_back(browser, address).status_code == 400
    assert not is_in(browser)


def test_a_provider_that_is_down_says_so(browser: Client, db: None, settings: Settings) -> None:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = "http://127.0.0.1:1", "boneboard"
    pages = [browser.get(GO), browser.get(f"{BACK}?code=x&state=y")]

    assert [page.status_code for page in pages] == [503, 503]
    assert "医院统一登录没有应答" in pages[0].content.decode()


def test_a_role_that_needs_a_factor_sets_one_up_unless_the_provider_asks_for_it(
    browser: Client, li_known: Provider, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = [Role.NURSE]
    through(browser, li_known, "4711")
    assert browser.get("/day/").headers["Location"] == "/accounts/profile/second-factor/"

    settings.OIDC_ASKS_SECOND_FACTOR = True
    elsewhere = Client()
    through(elsewhere, li_known, "4711")
    assert elsewhere.get("/day/").status_code == 200
