"""The small time line: every dose has its mark, words give way before marks do."""

from datetime import date

import pytest
from django.template import engines
from django.utils.translation import override

from design.samples import SampleDose, course, long_course

SOURCE = engines["django"].from_string("{% dose_timeline items %}")


def drawn(items: list[SampleDose]) -> str:
    """The picture in Chinese."""
    with override("zh-hans"):
        return str(SOURCE.render({"items": items}))


def test_every_dose_has_a_mark_and_a_spoken_name() -> None:
    page = drawn(long_course())
    assert page.count('class="dt dt--') == len(long_course())
    assert page.count('role="listitem"') == len(long_course())


def test_a_late_dose_says_by_how_many_days() -> None:
    assert "迟 7 天" in drawn(course())


def test_the_dose_in_question_has_its_date_even_beside_a_late_one() -> None:
    page = drawn(course())
    assert "本次 11-20" in page
    assert "10-23" in page


def test_a_long_course_goes_on_in_a_second_line() -> None:
    assert 'height="172"' in drawn(long_course())


def test_a_course_without_doses_draws_an_empty_line() -> None:
    assert 'class="dt ' not in drawn([])


def test_the_picture_has_no_style_attributes() -> None:
    assert "style=" not in drawn(long_course())


@pytest.mark.parametrize(
    "state", ["given", "late", "held", "planned", "due", "overdue", "missed", "not_given"]
)
def test_a_mark_tells_its_state_in_words(state: str) -> None:
    page = drawn([SampleDose(state, "3", date(2026, 11, 20), 7)])
    assert "第 3 次，2026-11-20，" in page
    assert "，</title>" not in page


def test_the_number_of_a_dose_is_escaped() -> None:
    assert "<img" not in drawn([SampleDose("given", "<img src=x>", date(2026, 11, 20))])
