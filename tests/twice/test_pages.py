"""Every page that acts, its form sent twice: then nothing more is written and the answer is the same."""

import pytest

from patients.models import Patient
from tests.access import Stage
from tests.cast import Cast
from tests.twice.law import walked
from tests.twice.pages import pages, sent_twice
from tests.twice.typed import UNREACHED

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.slow
def test_a_form_sent_twice_is_done_once(people: Cast, zhang: Patient) -> None:
    stage = Stage(people, zhang)
    walk = walked((name, sent_twice(name, row, stage)) for name, row in pages())

    assert walk.faults == {}
    assert walk.unreached == UNREACHED.keys()
    assert walk.acted > 160
