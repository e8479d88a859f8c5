"""Where in the skeleton a place is, read from words: whatever is typed, in no time."""

from time import monotonic

import pytest

from patients.record.sites import site_of


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("腰1，2椎", ("L1", "L2")),
        ("胸3椎体", ("T3",)),
        ("腰4", ("L4",)),
        ("腰4米", ()),
    ],
)
def test_chinese_words_name_levels_before_a_vertebra_or_at_the_end(
    words: str, levels: tuple[str, ...]
) -> None:
    site = site_of(words)
    assert site is not None
    assert set(site.levels) == set(levels)


def test_a_row_of_digits_after_the_name_of_a_part_is_read_at_once() -> None:
    started = monotonic()
    site_of("腰" + "1" * 190 + "。")
    assert monotonic() - started < 5
