"""Every call of the API that acts, repeated under its key: nothing is written and the answer is the same."""

import pytest

from patients.models import Patient
from tests.access import Stage
from tests.cast import Cast
from tests.twice.bodies import UNREACHED, Description
from tests.twice.calls import called_twice, calls
from tests.twice.law import walked

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.slow
def test_a_call_repeated_is_done_once(people: Cast, zhang: Patient) -> None:
    stage, description = Stage(people, zhang), Description()
    walk = walked((f"{call[1]} {call[0]}", called_twice(call, stage, description)) for call in calls())

    assert walk.faults == {}
    assert walk.unreached == UNREACHED.keys()
    assert walk.acted > 140
