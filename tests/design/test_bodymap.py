"""The skeleton and its callouts: laws of the layout, and every bone where it belongs."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from design.bodymap.callouts import Callout, Frame, callouts
from design.bodymap.drawing import FRAME, LABEL_WIDTH, MIDDLE_X, body_map, shortened, spot
from design.bodymap.marks import DISC, HALF, OPEN, RING, Mark, Sayings
from design.bodymap.shapes import FAR, NEAR, Part, Point
from design.bodymap.skeleton import BACK, FIGURES, FRONT, PARTS, view_of
from design.chart import paint

HEIGHT = FRAME.bottom - FRAME.top
PLACES = st.builds(Point, st.integers(130, 350), st.integers(40, 660))
MARKS = st.lists(PLACES, max_size=16)
CROWDS = st.lists(PLACES, min_size=40, max_size=60)
SIMPLE = Frame(left=0, right=100, middle=50, top=0, bottom=100, step=10)
FEMUR = Part("FEMUR", "", "left")


def sayings(*, may_add: bool = True) -> Sayings:
    return Sayings(
        left="左",
        right="右",
        views={"front": "前面", "back": "后面"},
        part=lambda part: part.id,
        url=(lambda part: f"/new/?bone={part.id}") if may_add else None,
    )


def mark(number: int, *parts: Part, look: str = RING, **more: object) -> Mark:
    facts: dict[str, object] = {"tone": "red", "label": "T8", "said": f"{number} T8"}
    return Mark(number=number, parts=parts, look=look, **facts | more)  # type: ignore[arg-type]  # a test's shorthand


def touch(one: Callout, two: Callout) -> bool:
    """Whether the two lines meet between their ends, told by their equation, not by the code under test."""
    (x1, y1), (x2, y2) = (one.mark.x, one.mark.y), (one.number.x, one.number.y)
    (x3, y3), (x4, y4) = (two.mark.x, two.mark.y), (two.number.x, two.number.y)
    slope = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    if not slope:
        return False
    first = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / slope
    second = ((x3 - x1) * (y2 - y1) - (y3 - y1) * (x2 - x1)) / slope
    return 1e-6 < first < 1 - 1e-6 and 1e-6 < second < 1 - 1e-6


@given(marks=MARKS)
def test_no_callout_stands_on_another(marks: list[Point]) -> None:
    for one, two in combinations(callouts(marks, FRAME), 2):
        assert one.number.x != two.number.x or abs(one.number.y - two.number.y) >= FRAME.step


@given(marks=st.one_of(MARKS, CROWDS))
def test_no_leader_line_crosses_another(marks: list[Point]) -> None:
    for one, two in combinations(callouts(marks, FRAME), 2):
        assert not touch(one, two)


@given(marks=MARKS)
def test_each_mark_has_one_callout_on_its_own_side_of_the_figure(marks: list[Point]) -> None:
    found = callouts(marks, FRAME)
    assert [(one.index, one.mark) for one in found] == list(enumerate(marks))
    assert all(one.is_left == (one.mark.x < FRAME.middle) for one in found)


@given(marks=MARKS)
def test_callouts_stay_in_the_frame(marks: list[Point]) -> None:
    assert all(FRAME.top <= one.number.y <= FRAME.bottom for one in callouts(marks, FRAME))


@given(marks=CROWDS)
def test_too_many_run_on_below_the_frame_and_still_keep_apart(marks: list[Point]) -> None:
    found = callouts(marks, FRAME)
    for column in (FRAME.left, FRAME.right):
        heights = sorted(one.number.y for one in found if one.number.x == column)
        assert all(two - one >= FRAME.step for one, two in pairwise(heights))
        assert not heights or heights[0] >= FRAME.top


def test_a_lonely_callout_stands_at_the_height_of_its_mark() -> None:
    assert callouts([Point(60, 42)], SIMPLE)[0].number == Point(100, 42)


def test_crossing_lines_change_their_places() -> None:
    near, far = callouts([Point(95, 50), Point(50, 51)], SIMPLE)
    assert not touch(near, far)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.id)
def test_every_part_is_shown_where_its_mark_stands(part: Part) -> None:
    figure = view_of(part)
    point = spot(figure, part, "")
    assert figure.shape(part) is not None
    assert 20 < point.y < 680
    assert part.side or point.x == MIDDLE_X


def test_the_sides_lie_as_one_looks_at_the_patient() -> None:
    assert spot(FRONT, FEMUR, "").x > MIDDLE_X
    assert spot(BACK, FEMUR, "").x < MIDDLE_X
    heads = [re.findall(r'text-anchor="middle">([左右])<', str(one.body)) for one in body_map([], sayings())]
    assert heads == [["右", "左"], ["左", "右"]]


def test_a_mark_near_an_end_stands_there() -> None:
    near, middle, far = (spot(FRONT, FEMUR, at).y for at in (NEAR, "", FAR))
    assert near < middle < far


def test_a_part_another_view_shows_has_no_place_here() -> None:
    with pytest.raises(ValueError, match="scapula"):
        spot(FRONT, Part("SCAPULA", "", "left"), "")


def body(*marks: Mark, may_add: bool = True) -> str:
    return "".join(str(one.body) for one in body_map(marks, sayings(may_add=may_add)))


def test_every_part_leads_to_a_new_lesion_and_is_met_once_by_the_keyboard() -> None:
    links = re.findall(r'<a class="bone" href="/new/\?bone=([a-z0-9-]+)"[^>]*?( tabindex="-1")?>', body())
    met = [name for name, skipped in links if not skipped]
    assert sorted(met) == sorted(part.id for part in PARTS)
    assert {name for name, _skipped in links} == set(met)


def test_who_may_not_add_sees_bones_and_no_links() -> None:
    page = body(may_add=False)
    assert ("<a " in page, page.count("<title>spine-t8</title>")) == (False, len(FIGURES))


@pytest.mark.parametrize(
    ("look", "sign"), [(RING, 'fill="#FFFFFF" stroke="#B3261E"'), (DISC, 'fill="#B3261E" stroke="#B3261E"'),
                       (HALF, "a8 8 0 0 1 0 16Z"), (OPEN, ">?<")]
)  # fmt: skip
def test_the_shape_says_the_type(look: str, sign: str) -> None:
    assert sign in body(mark(1, FEMUR, look=look))


def test_a_lesion_on_both_sides_has_two_marks_and_one_number() -> None:
    page = body(mark(7, FEMUR, Part("FEMUR", "", "right")))
    assert (page.count('r="8"'), page.count(">7<")) == (2, 1)


def test_a_place_that_is_not_exact_is_dashed() -> None:
    assert body(mark(1, FEMUR, is_exact=False)).count("stroke-dasharray") == 1
    assert body(mark(1, FEMUR)).count("stroke-dasharray") == 0


def test_long_words_end_in_a_mark_of_omission() -> None:
    assert shortened("T8") == "T8"
    cut = shortened("左侧股骨近端及转子下病灶")
    assert (cut[-1], len(cut) * 16 <= LABEL_WIDTH + 16) == ("…", True)


def test_the_figures_are_well_formed_and_carry_no_style() -> None:
    page = body(mark(1, FEMUR, label="<script>"), mark(2, Part("RIB", "8", "right"), look=HALF))
    ElementTree.fromstring(f"<svg>{page}</svg>")  # noqa: S314 - our own picture
    assert "style=" not in page


def test_every_colour_of_the_figures_has_a_class_for_the_theme(settings: object) -> None:
    sheet = (settings.BASE_DIR / "static/css/parts/record.css").read_text("utf-8")  # type: ignore[attr-defined]
    tones = ("red", "primary", "ink2", "ink3")
    page = body(*(mark(n, FEMUR, look=DISC, tone=tone) for n, tone in enumerate(tones)))
    for names in re.findall(r'class="([fs]-[a-z0-9-]+(?: [fs]-[a-z0-9-]+)*)"', page):
        for name in names.split():
            assert f".{name}" in sheet, name
            assert name[2:] in paint.COLOURS
