"""Judgements over time: each on its level, said in full, with a line that leaves out what is no level."""

from datetime import date, timedelta
from xml.etree import ElementTree

from design.levels import LevelPoint, levels_picture

START, LEVELS = date(2025, 3, 12), ("CR", "PR", "SD", "PD")


def picture(*levels: str, gap: int = 90) -> str:
    points = [
        LevelPoint(on=START + timedelta(days=gap * at), level=level, note=f"no{at}")
        for at, level in enumerate(levels)
    ]
    found = levels_picture(points, LEVELS, "NE")
    assert found is not None
    ElementTree.fromstring(f"<svg>{found.body}</svg>")  # noqa: S314 - our own picture
    return str(found.body)


def test_nothing_judged_makes_no_picture() -> None:
    assert levels_picture([], LEVELS, "NE") is None


def test_every_judgement_is_said_with_its_day_and_level() -> None:
    body = picture("SD", "PR", "PD")
    for words in ("2025-03-12 SD no0", "2025-06-10 PR no1", "2025-09-08 PD no2"):
        assert words in body
    assert body.count("<circle") == 3


def test_better_stands_higher() -> None:
    ys = [float(part.split('cy="')[1].split('"')[0]) for part in picture("PD", "CR").split("<circle")[1:]]
    assert max(ys) - min(ys) == 3 * 26


def test_what_is_not_evaluable_is_no_step_of_the_line() -> None:
    through = picture("SD", "NE", "PD").split("stroke-width")[0]
    assert picture("SD", "NE", "PD").count("H") == picture("SD", "PD").count("H")
    assert "<circle" not in through
    assert "V" not in picture("NE")


def test_days_too_near_to_read_give_way_and_the_last_one_stays() -> None:
    body = picture(*["SD"] * 30, gap=3)
    assert 1 < body.count("</text>") - 5 < 30
    assert f">{START + timedelta(days=87):%m-%d}<" in body
