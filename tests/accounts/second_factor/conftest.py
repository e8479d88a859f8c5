"""Nurse Li with a phone, at noon."""

from dataclasses import dataclass

import pytest
from time_machine import Traveller

from accounts.models import User
from accounts.second_factor.codes import new_secret
from accounts.second_factor.factors import factor_activate
from tests.accounts.second_factor.phone import shown


@dataclass(frozen=True, slots=True)
class Factor:
    """What somebody holds in the hand: the phone's secret and the printed codes."""

    secret: str
    printed: list[str]


def give_factor(user: User) -> Factor:
    """A factor, whose code of this half minute is used up by setting it up."""
    secret = new_secret()
    printed = factor_activate(by=user, secret=secret, code=shown(secret))
    assert printed
    return Factor(secret, printed)


@pytest.fixture
def factor(li: User, noon: Traveller) -> Factor:
    """Nurse Li set a factor up half a minute ago."""
    given = give_factor(li)
    noon.shift(30)
    return given
