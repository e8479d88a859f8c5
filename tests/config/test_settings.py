"""Every setting is documented, and a wrong one says so."""

import re

import pytest

from config import env
from tests.setup.checkout import ROOT

CODE = "".join((ROOT / "config" / name).read_text("utf-8") for name in ("settings.py", "sign_in.py"))
NAMES = re.findall(r"env\.(?:text|flag|number|words)\([\"'](\w+)", CODE)
DOCUMENTED = re.findall(r"^\| (.+?) \|", (ROOT / "docs/settings.md").read_text("utf-8"), re.MULTILINE)


def test_the_settings_in_the_code_are_the_settings_in_the_documentation() -> None:
    documented = {name for cell in DOCUMENTED for name in re.findall(r"`(\w+)`", cell)}

    assert documented == set(NAMES)


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    file = ROOT.joinpath(str(tmp_path), "secret")
    file.write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv("SOME_SECRET_FILE", str(file))

    assert env.text("SOME_SECRET") == "from a file"


@pytest.mark.parametrize(
    ("value", "on"), [("1", True), ("true", True), ("ON", True), ("0", False), ("no", False), ("", False)]
)
def test_a_flag_is_on_for_a_few_words_only(monkeypatch: pytest.MonkeyPatch, value: str, on: bool) -> None:
    monkeypatch.setenv("SOME_FLAG", value)

    assert env.flag("SOME_FLAG") is on


def test_a_number_that_is_none_names_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_NUMBER", "eight")

    with pytest.raises(ValueError, match="SOME_NUMBER"):
        env.number("SOME_NUMBER", 8)


@pytest.mark.parametrize(
    ("password", "address"),
    [("", "redis://redis:6379/1"), ("a/b+c=", "redis://:a%2Fb%2Bc%3D@redis:6379/1")],
)
def test_an_address_takes_a_password_as_it_is(password: str, address: str) -> None:
    assert env.with_password("redis://redis:6379/1", password) == address


@pytest.mark.parametrize(
    ("address", "file", "trusting"),
    [
        ("redis://redis:6379/1", "/ca.pem", "redis://redis:6379/1"),
        ("unix:///run/redis.sock?db=1", "/ca.pem", "unix:///run/redis.sock?db=1"),
        ("rediss://r/1", "", "rediss://r/1?ssl_cert_reqs=required&ssl_check_hostname=true"),
        (
            "rediss://r/1?db=2",
            "/c a.pem",
            "rediss://r/1?db=2&ssl_cert_reqs=required&ssl_check_hostname=true&ssl_ca_certs=%2Fc+a.pem",
        ),
    ],
)
def test_a_redis_over_tls_is_always_checked(address: str, file: str, trusting: str) -> None:
    assert env.with_trust(address, file) == trusting


def test_a_database_is_checked_by_name_once_its_authority_is_named() -> None:
    assert env.database_trust("") == {}
    assert env.database_trust("/ca.pem") == {"sslmode": "verify-full", "sslrootcert": "/ca.pem"}


def test_a_list_is_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_WORDS", " a, b ,,c")

    assert env.words("SOME_WORDS") == ["a", "b", "c"]
