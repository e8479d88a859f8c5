"""Printed codes: what is kept of them opens nothing; each opens once, whoever comes at the same moment."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from time_machine import Traveller

from accounts.models import User
from accounts.second_factor import printed
from accounts.second_factor.factors import (
    code_use,
    factor_activate,
    recovery_codes_left,
    recovery_codes_renew,
)
from tests.accounts.second_factor.conftest import Factor, give_factor
from tests.accounts.second_factor.phone import shown
from tests.cast import Cast
from tests.patients.test_races import together


def kept() -> list[list[str]]:
    codes: list[list[str]] = Authenticator.objects.get(type="recovery_codes").data["codes"]
    return codes


def test_what_the_database_keeps_together_with_the_keys_opens_nothing(factor: Factor) -> None:
    """ASVS 6.5.2: nothing is sealed, so no key opens it; each code has a hash with a salt of its own."""
    row = Authenticator.objects.get(type="recovery_codes")
    digests = [digest for _first, digest in kept()]

    assert set(row.data) == {"codes"}
    assert all(digest.startswith("argon2$argon2id$") for digest in digests)
    assert len({digest.split("$")[-2] for digest in digests}) == 10
    assert not any(code[1:] in str(row.data) for code in factor.printed)
    assert not any(code_use(user=row.user, code=digest) for digest in digests)


def test_the_first_digit_is_all_that_is_known_of_a_code(li: User, factor: Factor) -> None:
    other = recovery_codes_renew(by=li)

    assert [first for first, _digest in kept()] == list("0123456789")
    assert {(len(code), code.isdecimal()) for code in (*other, *factor.printed)} == {(16, True)}
    assert len({code[1:] for code in (*other, *factor.printed)}) == 20


def test_a_typed_code_costs_one_hash(li: User, factor: Factor) -> None:
    with patch.object(printed, "check_password", wraps=check_password) as asked:
        assert code_use(user=li, code=factor.printed[7])
        assert not code_use(user=li, code=factor.printed[6][:-1])

    assert asked.call_count == 2


def test_a_row_the_version_before_wrote_has_none_left_and_opens_nothing(li: User, factor: Factor) -> None:
    Authenticator.objects.filter(type="recovery_codes").update(data={"seed": "a1:", "used_mask": 0})

    assert recovery_codes_left(li) == 0
    assert not code_use(user=li, code=factor.printed[0])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "code_of", [lambda given: given.printed[4], lambda given: shown(given.secret)], ids=["printed", "phone"]
)
def test_a_code_used_at_the_same_moment_opens_once(
    crowd: Cast, noon: Traveller, code_of: Callable[[Factor], str]
) -> None:
    given = give_factor(crowd.nurse_li)
    noon.shift(30)
    code = code_of(given)

    assert sorted(together(*[lambda: code_use(user=crowd.nurse_li, code=code)] * 3)) == [False, False, True]


@pytest.mark.django_db(transaction=True)
def test_two_codes_used_at_the_same_moment_are_both_used_up(crowd: Cast, noon: Traveller) -> None:
    first, second, *_others = give_factor(crowd.nurse_li).printed
    acts = [lambda code=code: code_use(user=crowd.nurse_li, code=code) for code in (first, second)]

    assert together(*acts) == [True, True]
    assert recovery_codes_left(crowd.nurse_li) == 8


@pytest.mark.django_db(transaction=True)
def test_setting_up_pressed_twice_leaves_ten_codes_somebody_was_shown(crowd: Cast, noon: Traveller) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    pages = together(*[lambda: factor_activate(by=crowd.nurse_li, secret=secret, code=shown(secret))] * 2)

    assert recovery_codes_left(crowd.nurse_li) == 10
    assert [code_use(user=crowd.nurse_li, code=page[0]) for page in pages].count(True) == 1
