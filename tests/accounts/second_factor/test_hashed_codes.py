"""The migration from sealed seeds to hashes: nobody's paper becomes worthless, and nothing sealed is left."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from pytest_django.fixtures import Settings

from accounts.crypto import encrypt
from accounts.models import User
from accounts.second_factor.factors import code_use, recovery_codes_left
from tests.accounts.second_factor.conftest import Factor

migration = import_module("accounts.migrations.0007_hashed_codes")
USED = (0, 3, 9)


@pytest.fixture
def paper(li: User, factor: Factor) -> list[str]:
    """Ten codes of the version before, made by its library; three are used up."""
    seed = RecoveryCodes.generate_seed()
    codes = RecoveryCodes(Authenticator(data={"seed": seed})).generate_codes()
    before = {"seed": encrypt(seed), "used_mask": sum(1 << number for number in USED)}
    Authenticator.objects.filter(user=li, type="recovery_codes").update(data=before)
    return list(codes)


def migrate() -> None:
    migration.hash_codes(apps, None)


def row() -> Authenticator:
    return Authenticator.objects.get(type="recovery_codes")


def test_what_was_unused_on_paper_opens_once_more_and_what_was_used_does_not(
    li: User, paper: list[str]
) -> None:
    migrate()

    assert recovery_codes_left(li) == 7
    for number, code in enumerate(paper):
        assert code_use(user=li, code=code) is (number not in USED), number
    assert recovery_codes_left(li) == 0


def test_nothing_sealed_is_left_and_twice_is_once(li: User, paper: list[str]) -> None:
    migrate()
    first = row().data
    migrate()

    assert row().data == first
    assert "a1:" not in str(first)
    assert not any(code in str(first) for code in paper)


def test_the_version_before_says_none_left_while_it_still_serves(paper: list[str]) -> None:
    migrate()

    assert RecoveryCodes(row()).get_unused_codes() == []
    assert not RecoveryCodes(row()).validate_code(paper[1])


def test_codes_no_key_opens_are_dropped_so_that_the_page_asks_for_new_ones(
    li: User, paper: list[str], settings: Settings
) -> None:
    settings.FIELD_KEYS = ["MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="]
    migrate()

    assert recovery_codes_left(li) == 0


def test_codes_of_this_version_are_left_alone(li: User, factor: Factor) -> None:
    migrate()

    assert code_use(user=li, code=factor.printed[5])


def test_the_way_back_leaves_no_row_the_version_before_cannot_read(li: User, paper: list[str]) -> None:
    migrate()
    migration.forget_codes(apps, None)

    assert recovery_codes_left(li) == 0
