"""Form fields: readable by screen readers, typed text kept, numbers safe from the mouse wheel."""

from decimal import Decimal

import pytest
from django.template import engines
from django.utils.translation import override

from design.fields import choices_of, control, kind_of, problems_of
from design.samples import TODAY, SampleForm


@pytest.fixture
def form() -> SampleForm:
    return SampleForm(initial={"dose_mg": Decimal(120), "expiry": TODAY, "site": "lb"})


@pytest.fixture
def junk() -> SampleForm:
    return SampleForm({"dose_mg": "一百二", "expiry": "2028-13-45", "batch": "<b>"})


def test_a_number_is_typed_as_text_with_the_decimal_keyboard(form: SampleForm) -> None:
    drawn = control(form["dose_mg"])
    assert 'type="text"' in drawn
    assert 'inputmode="decimal"' in drawn


def test_a_date_uses_the_picker_and_the_order_it_wants(form: SampleForm) -> None:
    with override("zh-hans"):
        drawn = control(form["expiry"])
    assert 'type="date"' in drawn
    assert 'value="2026-11-20"' in drawn


def test_a_date_that_cannot_be_read_stays_as_it_was_typed(junk: SampleForm) -> None:
    drawn = control(junk["expiry"])
    assert 'type="text"' in drawn
    assert 'value="2028-13-45"' in drawn


def test_a_number_that_cannot_be_read_stays_as_it_was_typed(junk: SampleForm) -> None:
    assert 'value="一百二"' in control(junk["dose_mg"])


def test_a_wrong_field_points_to_its_hint_and_its_error(junk: SampleForm) -> None:
    junk.data = {**junk.data, "batch": ""}
    drawn = control(junk["batch"])
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_batch_hint id_batch_error"' in drawn


def test_the_summary_lists_every_problem_with_a_place_to_jump(junk: SampleForm) -> None:
    assert [problem.href for problem in problems_of(junk)] == [
        "#id_expiry",
        "#id_dose_mg",
        "#id_site",
        "#id_reason",
        "#id_identity",
    ]


def test_choices_know_what_is_chosen_and_carry_their_note(form: SampleForm) -> None:
    choices = choices_of(form["site"], {"ra": "上次"})
    assert [choice.value for choice in choices if choice.checked] == ["lb"]
    assert [choice.note for choice in choices if choice.note] == ["上次"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("batch", "text"),
        ("expiry", "date"),
        ("site", "choices"),
        ("reason", "select"),
        ("identity", "tick"),
    ],
)
def test_each_field_is_drawn_by_its_kind(form: SampleForm, name: str, kind: str) -> None:
    assert kind_of(form[name]) == kind


def test_a_field_that_may_stay_empty_says_so(form: SampleForm) -> None:
    page = engines["django"].from_string('{% include "components/field_hint.html" %}')
    with override("zh-hans"):
        assert "可不填" in page.render({"field": form["note"]})
        assert "可不填" not in page.render({"field": form["batch"]})
