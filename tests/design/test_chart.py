"""The picture of the time line: every dated record is drawn as a link that says what it is."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from design.chart import facts, lanes, paint
from design.chart.picture import NARROW, WIDE, picture
from design.chart.scale import window

TODAY = date(2026, 11, 20)
URL = "/records/1/"


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    with override("zh-hans"):
        yield


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def drawn(*shown: lanes.Lane, months: int | None = 14, layout: Any = WIDE) -> str:
    """The whole SVG."""
    context = {
        "picture": picture(shown, window(TODAY, months, None), layout),
        "label": "时间轴",
        "kind": "wide",
    }
    return render_to_string("components/chart.html", context)


def tag(days: int = 30, **more: Any) -> lanes.Tag:
    known: dict[str, Any] = {"on": ago(days), "said": "CT", "url": URL, "word": "CT"}
    return lanes.Tag(**known | more)


def dose(days: int, state: str, number: str = "3", **more: Any) -> lanes.Dose:
    return lanes.Dose(
        on=ago(days), said=f"第 {number} 次", url=URL, course="a", number=number, state=state, **more
    )


def point(days: int, value: str, **more: Any) -> lanes.Point:
    return lanes.Point(on=ago(days), said=f"血钙 {value}", url=URL, value=Decimal(value), shown=value, **more)


EVERY = (
    lanes.TagLane(title="影像", tags=(tag(), tag(31, look="outline", tone="red", note="骨窗未阅"))),
    lanes.EventLane(
        title="骨事件", events=(lanes.Event(on=ago(9), said="骨折", url=URL, word="T8 骨折", tone="red"),)
    ),
    lanes.DoseLane(
        title="骨改良药",
        doses=tuple(
            dose(100 - 20 * index, state, str(index))
            for index, state in enumerate(
                ("given", "late", "held", "not_given", "overdue", "due", "planned"), start=1
            )
        ),
        pauses=(lanes.Pause(on=ago(200), said="暂停", url=URL, until=ago(150), word="暂停", note="拔牙"),),
    ),
    lanes.LabLane(
        title="校正血钙",
        points=(point(200, "2.30"), point(20, "2.05", word="↓ 偏低", tone="red")),
        low=Decimal("2.11"),
        high=Decimal("2.52"),
        band_word="参考",
    ),
    lanes.BarLane(
        title="疼痛", most=10, bars=(lanes.Bar(on=ago(3), said="NRS 3", url=URL, value=3, shown="3"),)
    ),
    lanes.SpanLane(
        title="抗肿瘤",
        spans=(lanes.Span(on=ago(300), said="奥希替尼", url=URL, until=None, word="奥希替尼", goes_on=True),),
    ),
    lanes.FlagLane(title="MDT", flags=(lanes.Flag(on=ago(100), said="继续", url=URL, word="继续"),)),
)
ITEMS = sum(len(lane.items) for lane in EVERY)


@pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_record_is_a_link_with_a_title_and_a_spoken_name(layout: Any) -> None:
    page = drawn(*EVERY, layout=layout)
    assert page.count(f'<a class="chart-mark" href="{URL}"') == ITEMS
    assert page.count("<title>") == ITEMS
    assert f'aria-label="{ago(9)} 骨折"' in page


def test_the_picture_is_well_formed_and_carries_no_style() -> None:
    page = drawn(*EVERY)
    ElementTree.fromstring(page[page.index("<svg") :])  # noqa: S314 - our own picture
    assert "style=" not in page


def test_every_colour_has_a_class_for_the_theme() -> None:
    sheet = (Path(settings.BASE_DIR) / "static/css/parts/record.css").read_text("utf-8")
    used = set(re.findall(r'class="([fs]-[a-z0-9-]+(?: [fs]-[a-z0-9-]+)*)"', drawn(*EVERY)))
    for name in {name for names in used for name in names.split()}:
        assert f".{name}" in sheet, name
        assert name[2:] in paint.COLOURS


def test_a_late_dose_has_a_broken_line_from_the_day_it_was_due() -> None:
    whole = drawn(lanes.DoseLane(title="药", doses=(dose(60, "given"), dose(20, "given"))))
    late = drawn(lanes.DoseLane(title="药", doses=(dose(60, "given"), dose(20, "late", due_on=ago(30)))))
    assert late.count("stroke-dasharray") > whole.count("stroke-dasharray")


def test_a_gap_of_more_than_sixty_days_is_dotted() -> None:
    near = drawn(lanes.LabLane(title="钙", points=(point(80, "2.3"), point(20, "2.3"))))
    far = drawn(lanes.LabLane(title="钙", points=(point(81, "2.3"), point(20, "2.3"))))
    assert (near.count('stroke-dasharray="2 4"'), far.count('stroke-dasharray="2 4"')) == (0, 1)


def test_examinations_of_one_day_stand_beside_or_below_each_other_and_none_is_left_out() -> None:
    page = drawn(lanes.TagLane(title="影像", tags=tuple(tag() for _ in range(5))))
    boxes = set(re.findall(r'<rect[^>]*fill="#14202B"[^>]* x="([\d.]+)" y="([\d.]+)"', page))
    assert len(boxes) == 5


def test_the_day_of_a_decision_runs_through_all_lanes() -> None:
    flag = lanes.Flag(on=ago(100), said="继续", word="继续")
    assert 'class="s-violet"' in drawn(EVERY[0], lanes.FlagLane(title="MDT", flags=(flag,)))


def test_a_lane_without_records_says_so() -> None:
    assert "未记录" in drawn(lanes.TagLane(title="影像"))
    assert "此期间没有记录" in drawn(lanes.TagLane(title="影像", tags=(tag(400),)), months=3)


def test_an_undated_record_is_listed_and_not_drawn() -> None:
    lane = lanes.TagLane(title="影像", tags=(tag(on=None),))
    assert URL not in drawn(lane)
    assert [fact.said for fact in facts.undated([lane])] == ["CT"]


def test_the_table_says_what_the_picture_shows() -> None:
    found = facts.dated(EVERY, window(TODAY, 14, None))
    assert len(found) == ITEMS
    assert [fact.on for fact in found] == sorted((fact.on for fact in found if fact.on), reverse=True)


def test_words_of_people_are_escaped() -> None:
    assert "<script>" not in drawn(lanes.TagLane(title="影像", tags=(tag(said="<script>", word="<script>"),)))


def test_a_lane_nobody_can_draw_is_an_error() -> None:
    with pytest.raises(TypeError):
        drawn(lanes.Lane(title="?"))
