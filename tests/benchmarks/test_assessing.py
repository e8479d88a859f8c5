"""The rules that P11 measures say what the rules say; a few days are enough here."""

import pytest

from benchmarks import assessing
from benchmarks.measure import Cost
from guidelines.assessment.assess import assess
from patients.models import Patient


def test_every_case_is_judged_on_every_day_and_nothing_stays(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessing, "DAYS", assessing.DAYS[::100])
    read = assessing.records()
    assert len(read) == len(assessing.cases()) == 15
    found = [assess(record, day) for record in read for day in assessing.DAYS]
    assert [assessment.on for assessment in found[:5]] == list(assessing.DAYS)
    assert assessing.every_day(read) == sum(len(assessment.findings) for assessment in found) > 0
    assert not Patient.objects.exists()


def test_all_days_from_the_first_to_the_four_hundredth() -> None:
    assert len(assessing.DAYS) == 401
    assert (assessing.DAYS[-1] - assessing.INDEX).days == 400
    assert max(assessing.DAYS) < assessing.SEEN


def test_a_cost_without_baseline_is_a_line() -> None:
    assert Cost(12.34, 5.6).line("P11").endswith("ours      12.3 ms (CPU      5.6)")
