"""The words in which each room says who may open its addresses: see tests/test_access_walk.py."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from accounts.permissions import Permission
from patients.models import Patient
from tests.cast import Cast


@dataclass(frozen=True, slots=True)
class Stage:
    """What the addresses are about: the cast, and 张桂兰 of Oncology I in Hospital East."""

    people: Cast
    zhang: Patient


Kwargs = Callable[[Stage], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """One address: the permission it asks for, its methods, and how its parts are filled.

    `permission` None: every signed-in user. `is_public`: nobody needs to sign in. `is_absent`: for developers
    only, so a hospital's staff find nothing there. `kwargs` writes the rows
    the address is about; such an address belongs to the patient of the stage unless `is_bound` is False, or
    to those for whom `reaches` is true: everybody else finds nothing there.
    Forms are posted empty: the right answer is then a page with errors.
    """

    permission: Permission | None = None
    methods: tuple[str, ...] = ("GET",)
    kwargs: Kwargs | None = None
    is_bound: bool = True
    reaches: Callable[[Stage, User], bool] | None = None
    is_public: bool = False
    is_absent: bool = False


# One address may ask for different permissions by method: then its entry is several rows.
Table = dict[str, Row | tuple[Row, ...]]


def of_zhang(stage: Stage) -> dict[str, Any]:
    """The address holds the patient's id only."""
    return {"patient_id": stage.zhang.id}
