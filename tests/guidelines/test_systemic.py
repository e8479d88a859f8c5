"""Sections 6.6 and 6.7: psychological support (PSY), systemic therapy and figures (SYS)."""

import pytest

from guidelines.figures import FIGURES, Figure, shown
from guidelines.lesions import Extent
from guidelines.psychology import Distress, screen_task, support_answers
from guidelines.sources import SOURCES
from guidelines.systemic import (
    Goal,
    SystemicPlan,
    SystemicTherapy,
    goals_offer,
    not_used_note,
    systemic_notes,
)
from guidelines.terms import Text
from tests.guidelines.shorthand import said


@pytest.mark.parametrize(
    ("confirmed", "screened", "expected"),
    [(True, False, "PSY-01 TASK"), (True, True, None), (False, False, None)],
)
def test_bone_metastasis_asks_for_a_psychological_screen(
    confirmed: bool, screened: bool, expected: str | None
) -> None:
    assert said(screen_task(confirmed=confirmed, screened=screened)) == expected


@pytest.mark.parametrize(
    ("distress", "expected", "trigger"),
    [
        (None, [], None),
        (Distress.NONE, [], None),
        (Distress.DISTRESS, ["PSY-02 INFO"], None),
        (Distress.DISORDER, ["PSY-02 INFO", "PSY-03 TASK"], None),
        (Distress.SEVERE_DISORDER, ["PSY-02 INFO", "PSY-03 TASK"], "MDT-T11"),
    ],
)
def test_the_screen_decides_what_is_offered(
    distress: Distress | None, expected: list[str], trigger: str | None
) -> None:
    found = support_answers(distress)
    assert [said(finding) for finding in found] == expected
    if found:
        assert "CALM" in found[0].message.zh
        assert found[-1].inputs.get("mdt_trigger") == trigger


CHEMO, ICI, ICI_DUAL = SystemicTherapy.CHEMO, SystemicTherapy.ICI, SystemicTherapy.ICI_DUAL


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (SystemicPlan(local_treatment=True, extent=Extent.MULTIPLE), ["SYS-01"]),
        (SystemicPlan(local_treatment=True, extent=Extent.SOLITARY), []),
        (SystemicPlan(local_treatment=False, extent=Extent.MULTIPLE), []),
        (SystemicPlan(therapies=frozenset({CHEMO})), ["SYS-02"]),
        (SystemicPlan(confirmed=True, therapies=frozenset({ICI})), ["SYS-03"]),
        (SystemicPlan(confirmed=False, therapies=frozenset({ICI})), []),
        (SystemicPlan(confirmed=None, therapies=frozenset({ICI})), []),
        (SystemicPlan(egfr_positive=True), ["SYS-04"]),
        (SystemicPlan(therapies=frozenset({SystemicTherapy.ANTI_ANGIO})), ["SYS-05"]),
        (SystemicPlan(stk11_positive=True, therapies=frozenset({ICI})), ["SYS-06"]),
        (SystemicPlan(stk11_positive=True, therapies=frozenset({ICI, CHEMO})), ["SYS-02", "SYS-06"]),
        (SystemicPlan(stk11_positive=True), []),
        (SystemicPlan(stk11_positive=None, therapies=frozenset({ICI})), []),
        (SystemicPlan(), []),
    ],
)
def test_the_texts_that_go_with_a_plan(plan: SystemicPlan, expected: list[str]) -> None:
    found = systemic_notes(plan)
    assert [finding.rule_id for finding in found] == expected
    assert {finding.severity.value for finding in found} <= {"INFO"}


@pytest.mark.parametrize(
    ("therapies", "caution"),
    [({ICI}, True), ({ICI, CHEMO}, False), ({ICI_DUAL}, False), ({ICI_DUAL, CHEMO}, False)],
)
def test_only_a_single_checkpoint_inhibitor_is_cautioned_in_stk11(
    therapies: set[SystemicTherapy], caution: bool
) -> None:
    found = systemic_notes(SystemicPlan(stk11_positive=True, therapies=frozenset(therapies)))[-1]
    assert ("疗效可能欠佳" in found.message.zh) is caution


def test_five_goals_are_offered_until_one_is_chosen() -> None:
    found = goals_offer(frozenset())
    assert said(found) == "SYS-07 INFO"
    assert found is not None
    assert found.inputs["goals"] == tuple(Goal)
    assert len(Goal) == 5
    assert goals_offer(frozenset({Goal.SYMPTOMS})) is None


def test_what_the_review_alone_claims_is_not_used() -> None:
    assert said(not_used_note()) == "SYS-08 INFO"
    assert "gefitinib" in not_used_note().message.en


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.value.en)
def test_a_figure_is_shown_with_its_source(figure: Figure) -> None:
    assert figure.source.split(" ")[0] in SOURCES
    found = shown(figure)
    assert said(found) == "SYS-09 INFO"
    assert SOURCES[figure.source.split(" ")[0]].zh in found.message.zh
    assert figure.value.en in found.message.en


@pytest.mark.parametrize("source", ["", "  "])
def test_a_figure_without_a_source_cannot_exist(source: str) -> None:
    with pytest.raises(ValueError, match="source"):
        Figure(Text("骨转移", "Bone metastasis"), Text("30%～40%", "30%-40%"), source)
