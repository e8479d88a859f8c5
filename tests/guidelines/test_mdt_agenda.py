"""The proposed order of a meeting's cases, and the minutes they take."""

from datetime import UTC, date, datetime, time

from guidelines.mdt.agenda import AgendaEntry, Expert, agenda_order, budget_of, leaves_first_at
from guidelines.mdt.disciplines import IMAGING, Discipline, seat

FOUR, FIVE = time(16), time(17)
ORTHO = seat(Discipline.ORTHO)


def entry(key: str, **more: object) -> AgendaEntry:
    return AgendaEntry(key=key, **more)  # type: ignore[arg-type]


def test_urgent_first_then_early_leavers_then_the_rest_and_listed_last() -> None:
    cases = [
        entry("listed", listed=True, leaves_at=FOUR),
        entry("rest"),
        entry("late leaver", leaves_at=FIVE),
        entry("early leaver", leaves_at=FOUR),
        entry("urgent", urgent=True),
    ]
    assert agenda_order(cases) == ("urgent", "early leaver", "late leaver", "rest", "listed")


def test_the_rest_stands_by_the_day_it_is_wanted_then_by_its_submission() -> None:
    def at(hour: int) -> datetime:
        return datetime(2025, 3, 1, hour, tzinfo=UTC)

    cases = [
        entry("no day", submitted_at=at(8)),
        entry("later", wanted_by=date(2025, 3, 9)),
        entry("sooner", wanted_by=date(2025, 3, 8), submitted_at=at(10)),
        entry("sooner, first", wanted_by=date(2025, 3, 8), submitted_at=at(9)),
    ]
    assert agenda_order(cases) == ("sooner, first", "sooner", "later", "no day")


def test_the_order_does_not_depend_on_how_the_cases_came() -> None:
    cases = [entry("a", urgent=True), entry("b"), entry("c", leaves_at=FOUR)]
    assert agenda_order(cases) == agenda_order(reversed(cases))


def test_a_place_is_lost_with_the_last_who_fills_it() -> None:
    early, late = Expert(Discipline.RADIOLOGY, FOUR), Expert(Discipline.NUC_MED, FIVE)
    assert leaves_first_at((IMAGING,), [early, late]) == FIVE
    assert leaves_first_at((IMAGING,), [early, Expert(Discipline.NUC_MED)]) is None


def test_the_first_lost_place_counts_and_one_nobody_fills_does_not() -> None:
    experts = [Expert(Discipline.RADIOLOGY, FIVE), Expert(Discipline.ORTHO, FOUR)]
    assert leaves_first_at((IMAGING, ORTHO), experts) == FOUR
    assert leaves_first_at((seat(Discipline.PSYCH),), experts) is None
    assert leaves_first_at((), experts) is None


def test_the_budget_says_how_many_minutes_are_missing() -> None:
    assert (budget_of([6, 6, 10], 20).asked, budget_of([6, 6, 10], 20).over) == (22, 2)
    assert budget_of([], 60).over == 0
