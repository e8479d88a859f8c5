"""Words beside marks give way in the right order: dates, then notes, and no mark ever."""

from design.chart.labels import DATE, NAME, NOTE, Box, Label, Wish, placed, shortened, width_of

EDGE = Box(0, 0, 400, 60)


def wish(of: int, rank: int, x: float, text: str) -> Wish:
    return Wish(of, rank, (Label(x, 20, text),))


def words(*wishes: Wish, marks: tuple[Box, ...] = ()) -> dict[int, str]:
    """What stands beside each mark."""
    return {of: "".join(parts) for of, parts in placed(wishes, marks, EDGE).items()}


def test_a_chinese_letter_is_as_wide_as_it_is_high_and_a_latin_one_is_not() -> None:
    assert width_of("骨窗") == 24
    assert width_of("CT") < 16


def test_a_date_gives_way_to_a_note() -> None:
    assert words(wish(0, DATE, 100, "10-23"), wish(1, NOTE, 110, "迟 7 天")).keys() == {1}


def test_a_note_gives_way_to_a_name() -> None:
    assert words(wish(0, NAME, 100, "2.24"), wish(1, NOTE, 110, "骨窗未阅")).keys() == {0}


def test_of_two_dates_the_later_one_stays() -> None:
    assert words(wish(0, DATE, 100, "10-23"), wish(1, DATE, 110, "10-24")).keys() == {1}


def test_words_beside_each_other_all_stay() -> None:
    assert words(wish(0, DATE, 100, "10-23"), wish(1, DATE, 150, "11-20")).keys() == {0, 1}


def test_words_never_cover_a_mark() -> None:
    assert words(wish(0, NAME, 100, "7"), marks=(Box(90, 5, 110, 30),)) == {}


def test_words_look_for_another_place_before_they_go() -> None:
    places = (Label(100, 20, "T8 骨折", "start"), Label(80, 20, "T8 骨折", "end"))
    found = words(Wish(0, NOTE, places), marks=(Box(98, 0, 140, 40),))
    assert 'text-anchor="end"' in found[0]


def test_words_stay_inside_the_picture() -> None:
    assert words(wish(0, NAME, 398, "病理性骨折")) == {}


def test_a_long_text_is_cut_where_the_room_ends() -> None:
    assert shortened("继续，6 月复查骨扫描", 60) == "继续，6…"
    assert shortened("继续", 60) == "继续"
    assert shortened("继续", 10) == ""
