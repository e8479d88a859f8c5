"""Every call of the API that acts, repeated under its key: nothing is written and the answer is the same."""

import pytest

from patients.models import Patient
from tests.access import Stage
from tests.cast import Cast
from tests.twice.bodies import UNREACHED, Description
from tests.twice.calls import called_twice, calls

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.slow
def test_a_call_repeated_is_done_once(people: Cast, zhang: Patient) -> None:
    stage, description = Stage(people, zhang), Description()
    acted, unreached, faults = 0, set(), {}
    for call in calls():
        found, what = called_twice(call, stage, description), f"{call[1]} {call[0]}"
        if found is None:
            unreached.add(what)
            continue
        acted += 1
        if found.faults:
            faults[what] = found.faults

    assert faults == {}
    assert unreached == UNREACHED.keys()
    assert acted > 140
