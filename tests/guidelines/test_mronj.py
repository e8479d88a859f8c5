"""STD-07: stages of jaw necrosis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.mronj import JawSigns, MronjStage, meets_definition, mronj_stage

WORDS = {"y": True, "n": False, "?": None}


def signs(code: str) -> JawSigns:
    """Exposed bone, infection, extended, other symptoms as y, n or ?."""
    exposed, infection, extended, other = (WORDS[letter] for letter in code)
    return JawSigns(
        exposed_or_fistula=exposed, infection_or_pain=infection, extended=extended, other_symptoms=other
    )


@pytest.mark.parametrize(
    ("code", "stage"),
    [
        ("nnnn", "AT_RISK"),
        ("nnny", "STAGE_0"),
        ("ynnn", "STAGE_1"),
        ("yynn", "STAGE_2"),
        ("yyyn", "STAGE_3"),
        ("ynyn", "STAGE_3"),
        ("??y?", "STAGE_3"),
        ("y?nn", None),
        ("yy?n", None),
        ("?nnn", None),
        ("nnn?", None),
    ],
)
def test_the_stage_follows_the_worst_sign(code: str, stage: str | None) -> None:
    assert mronj_stage(signs(code)) == stage


@pytest.mark.parametrize(
    ("days", "drug", "irradiated", "expected"),
    [
        (57, True, False, True),
        (56, True, False, False),
        (57, False, False, False),
        (57, True, True, False),
        (None, True, False, None),
        (57, None, False, None),
        (57, True, None, None),
        (None, True, True, False),
    ],
)
def test_the_definition_needs_eight_weeks_the_drug_and_no_radiation(
    days: int | None, drug: bool | None, irradiated: bool | None, expected: bool | None
) -> None:
    assert meets_definition(exposed_days=days, ever_on_drug=drug, jaw_radiotherapy=irradiated) is expected


RISING = list(MronjStage)


@given(st.text("yn?", min_size=4, max_size=4), st.text("yn", min_size=4, max_size=4))
def test_a_known_stage_does_not_hang_on_what_was_left_open(code: str, found: str) -> None:
    stage = mronj_stage(signs(code))
    complete = "".join(new if old == "?" else old for old, new in zip(code, found, strict=True))
    assert stage is None or mronj_stage(signs(complete)) is stage
