"""Passwords checked by the hospital's directory: Debian's slapd."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.directory import ldap
from accounts.directory.ldap import DirectoryDown, password_is_right
from accounts.models import User
from accounts.services import password_forget
from tests.accounts.directory.slapd import PASSWORD as DIRECTORY_PASSWORD
from tests.accounts.directory.slapd import Directory
from tests.cast import PASSWORD, Cast

LOGIN, TOKEN = "/accounts/login/", "/api/v1/token/"
WRONG = "用户名或密码不正确"


def sign_in(browser: Client, username: str = "li", password: str = DIRECTORY_PASSWORD) -> Any:
    return browser.post(LOGIN, {"username": username, "password": password})


@pytest.mark.parametrize("way", ["start_tls", "tls"])
def test_the_directorys_password_opens_the_account(
    browser: Client, li_of_directory: User, directory: Directory, settings: Settings, way: str
) -> None:
    settings.LDAP_URL = getattr(directory, way)

    assert sign_in(browser).headers["Location"] == "/"
    assert browser.session["_auth_user_id"] == str(li_of_directory.pk)


def test_whoever_is_not_let_in_reads_the_same(
    browser: Client, li_of_directory: User, directory: Directory, people: Cast
) -> None:
    password_forget(user=people.nurse_sun)
    User.objects.filter(pk=people.nurse_sun.pk).update(is_active=False)
    right = DIRECTORY_PASSWORD
    tries = [("li", "wrong"), ("stranger", right), ("sun", right), ("nobody", "wrong")]
    pages = [sign_in(browser, *given) for given in tries]

    assert {page.status_code for page in pages} == {200}
    assert len({str(page.context["form"].errors) for page in pages}) == 1
    assert WRONG in pages[0].content.decode()


def test_a_name_that_two_entries_have_is_nobodys(directory: Directory) -> None:
    assert not password_is_right("twin", DIRECTORY_PASSWORD)


@pytest.mark.parametrize("name", ["*", "l*", "li)(uid=*", "li\\", "li\x00", "(", "李敏", "x" * 3000])
def test_a_name_is_never_a_pattern(directory: Directory, name: str) -> None:
    assert not password_is_right(name, DIRECTORY_PASSWORD)


@pytest.mark.parametrize("password", ["", "\x00", "the directory's own 2026\x00"])
def test_an_empty_password_is_not_taken_for_nobody_in_particular(directory: Directory, password: str) -> None:
    assert not password_is_right("li", password)


def test_an_account_with_a_password_of_its_own_is_not_the_directorys(
    browser: Client, li: User, directory: Directory
) -> None:
    assert WRONG in sign_in(browser).content.decode()
    assert sign_in(browser, password=PASSWORD).status_code == 302


class TestDown:
    """Nobody listens there, or somebody who is not the hospital's directory."""

    @pytest.fixture(params=["closed", "another authority", "another host", "our account is refused"])
    def down(self, request: pytest.FixtureRequest, directory: Directory, settings: Settings) -> str:
        settings.LDAP_TIMEOUT = 2
        if request.param == "closed":
            settings.LDAP_URL = "ldap://127.0.0.1:1"
        elif request.param == "another authority":
            settings.LDAP_CA_FILE = ""
        elif request.param == "another host":
            settings.LDAP_URL = f"ldaps://127.0.0.2:{directory.tls_port}"
        else:
            settings.LDAP_BIND_PASSWORD = "changed"
        return str(request.param)

    def test_the_page_says_so_whoever_asks_and_local_people_get_in(
        self, browser: Client, li: User, people: Cast, down: str
    ) -> None:
        password_forget(user=people.nurse_sun)
        pages = [sign_in(browser, name, "wrong") for name in ("sun", "li", "nobody")]

        assert len({str(page.context["form"].errors) for page in pages}) == 1
        assert "医院目录服务没有应答" in pages[0].content.decode()
        assert sign_in(browser, password=PASSWORD).status_code == 302

    def test_a_machine_is_told_that_it_may_ask_again_later(
        self, browser: Client, li_of_directory: User, down: str
    ) -> None:
        facts = {"username": "li", "password": DIRECTORY_PASSWORD}

        assert browser.post(TOKEN, facts, content_type="application/json").status_code == 503

    def test_guessing_is_counted_all_the_same(self, browser: Client, li: User, down: str) -> None:
        answers = [sign_in(browser, password="wrong").status_code for _ in range(6)]

        assert answers[-1] == 429

    def test_the_password_stays_in_the_house(self, down: str) -> None:
        with pytest.raises(DirectoryDown):
            password_is_right("li", DIRECTORY_PASSWORD)


def test_known_and_unknown_names_cost_the_directory_the_same_steps(
    browser: Client, li_of_directory: User, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def counted(name: str) -> None:
        whole = getattr(ldap, name)

        def step(*given: str) -> Any:
            steps.append(name)
            return whole(*given)

        monkeypatch.setattr(ldap, name, step)

    counted("_found")
    counted("_bind")
    for name in ("li", "nobody", "sun", "stranger"):
        sign_in(browser, name, "wrong")

    assert steps == ["_found", "_bind"] * 4
