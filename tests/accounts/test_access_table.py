"""The table of roles and permissions: what the documentation says is what the code does."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.enums import Role
from accounts.management.commands.access_table import table
from accounts.models import User
from accounts.permissions import ALLOWED, Permission, can
from tests.setup.checkout import ROOT


def test_the_documentation_holds_todays_table() -> None:
    text = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")

    assert table() in text


def test_every_role_is_in_the_table() -> None:
    assert set(ALLOWED) == set(Role)


@pytest.mark.parametrize("permission", [Permission.STOP_OVERRIDE, Permission.COURSE_PRESCRIBE])
def test_only_an_oncologist_prescribes_or_overrides(permission: Permission) -> None:
    """Clinical-spec 0.6."""
    assert {role for role, granted in ALLOWED.items() if permission in granted} == {Role.ONCOLOGIST}


def test_nobody_without_an_active_account_may_do_anything() -> None:
    gone = User(role=Role.ONCOLOGIST, is_active=False)
    odd = User(role="JANITOR")

    assert not any(
        can(user, permission) for user in (gone, odd, AnonymousUser()) for permission in Permission
    )
