"""The order of the tests names files: each of them is there."""

import pytest

from tests.setup.checkout import ROOT
from tests.turns import LONGEST


@pytest.mark.parametrize("file", LONGEST)
def test_what_begins_first_is_there(file: str) -> None:
    assert (ROOT / file).is_file()
