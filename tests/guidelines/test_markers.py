"""Section 5: bone turnover markers and laboratory tests (LAB-01 to LAB-13)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.agents import Agent
from guidelines.bone.calcium import calcium_reading
from guidelines.bone.rebound import WatchPhase
from guidelines.facts import LabFact
from guidelines.labs import Analyte
from guidelines.marker_facts import MARKER_FACTS, marker_facts
from guidelines.markers import (
    alp_alone,
    calcium_flag,
    interval_note,
    judged,
    marker_flags,
    ntx_answer,
    ntx_fall_pct,
    ntx_suggestion,
    ntx_tasks,
    raised,
    silent_rise,
    support_note,
    watched_ctx,
)
from guidelines.sources import SOURCES
from tests.guidelines.shorthand import calcium, day, said


def result(code: str) -> LabFact:
    """A laboratory result as "ctx 0.65 0.60": analyte, value, upper limit ("-" = not recorded)."""
    analyte, value, high = code.split()
    limit = None if high == "-" else Decimal(high)
    return LabFact(analyte=Analyte(analyte), value=Decimal(value), sampled_on=day("2025-03-01"), high=limit)


def results(codes: str) -> list[LabFact]:
    """Several results, separated by semicolons."""
    return [result(code) for code in codes.split(";") if code]


@pytest.mark.parametrize(
    ("codes", "confirmed", "expected"),
    [
        ("ctx 0.65 0.60", False, ["ctx"]),
        ("ctx 0.60 0.60", False, []),
        ("ctx 0.65 0.60", True, []),
        ("ctx 0.65 -", False, []),
        ("balp 30 20;pinp 90 76;ntx 70 65", False, ["balp", "pinp", "ntx"]),
        ("alp 300 125", False, []),
    ],
)
def test_a_raised_marker_asks_for_further_examination(
    codes: str, confirmed: bool, expected: list[str]
) -> None:
    found = marker_flags(results(codes), confirmed=confirmed)
    assert [finding.key for finding in found] == expected
    assert {said(finding) for finding in found} <= {"LAB-01 FLAG"}


@pytest.mark.parametrize(
    ("codes", "symptoms", "expected"),
    [
        ("alp 300 125", False, "LAB-02 FLAG"),
        ("alp 300 125", None, "LAB-02 FLAG"),
        ("alp 125 125", False, None),
        ("ctx 0.65 0.60", False, "LAB-02 FLAG"),
        ("alp 300 125", True, None),
        ("balp 30 20", False, None),
        ("", False, None),
    ],
)
def test_a_silent_rise_is_imaged(codes: str, symptoms: bool | None, expected: str | None) -> None:
    assert said(silent_rise(results(codes), symptoms=symptoms)) == expected


def test_both_raised_signs_are_named() -> None:
    found = silent_rise(results("ctx 0.65 0.60;alp 300 125"), symptoms=False)
    assert found is not None
    assert found.inputs["analytes"] == (Analyte.ALP, Analyte.CTX)


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("alp 300 125;balp 15 20", "LAB-03 INFO"),
        ("alp 300 125", "LAB-03 INFO"),
        ("alp 300 125;balp 30 20", None),
        ("alp 100 125", None),
    ],
)
def test_alp_alone_is_not_bone_specific(codes: str, expected: str | None) -> None:
    assert said(alp_alone(results(codes))) == expected


@pytest.mark.parametrize(
    ("start", "baseline", "rechecked", "expected"),
    [
        ("2025-03-01", None, None, ["2025-03-01", "2025-04-01"]),
        ("2025-03-01", "2025-02-27", None, ["2025-04-01"]),
        ("2025-03-01", None, "2025-04-02", ["2025-03-01"]),
        ("2025-03-01", "2025-02-27", "2025-04-02", []),
        ("2025-01-31", "2025-01-31", None, ["2025-02-28"]),
    ],
)
def test_ntx_is_measured_at_the_start_and_a_month_later(
    start: str, baseline: str | None, rechecked: str | None, expected: list[str]
) -> None:
    found = ntx_tasks(
        day(start),
        baseline_on=day(baseline) if baseline else None,
        rechecked_on=day(rechecked) if rechecked else None,
    )
    assert [str(finding.due_on) for finding in found] == expected
    assert {said(finding) for finding in found} <= {"LAB-04 TASK"}


@pytest.mark.parametrize(
    ("baseline", "value", "fall", "expected"),
    [
        ("80", "20", "75", "LAB-05 CALC"),
        ("80", "80", "0", "LAB-05 CALC"),
        ("80", "100", "-25", "LAB-05 FLAG"),
        ("0", "20", None, None),
    ],
)
def test_the_fall_of_ntx(baseline: str, value: str, fall: str | None, expected: str | None) -> None:
    pair = (Decimal(baseline), Decimal(value))
    assert ntx_fall_pct(*pair) == (None if fall is None else Decimal(fall))
    assert said(ntx_answer(*pair)) == expected


@pytest.mark.parametrize(
    ("codes", "imaging_negative", "expected", "trigger"),
    [
        ("ctx 0.65 0.60;ntx 70 65", True, "LAB-06 INFO", "MDT-T03"),
        ("ctx 0.65 0.60", None, "LAB-06 INFO", None),
        ("ctx 0.60 0.60", True, None, None),
    ],
)
def test_markers_only_support(
    codes: str, imaging_negative: bool | None, expected: str | None, trigger: str | None
) -> None:
    found = support_note(results(codes), imaging_negative=imaging_negative)
    assert said(found) == expected
    assert found is None or found.inputs["mdt_trigger"] == trigger


def test_the_extension_form_of_denosumab_names_ntx() -> None:
    assert said(interval_note(Agent.DENOSUMAB)) == "LAB-07 INFO"
    assert interval_note(Agent.ZOLEDRONATE) is None


@pytest.mark.parametrize(
    ("ctx", "phase", "on_treatment", "upper", "expected"),
    [
        ("0.61", "HIGH_ALERT", "0.10", "0.60", "LAB-08 FLAG"),
        ("0.61", "FRACTURE_WATCH", None, "0.60", "LAB-08 FLAG"),
        ("0.60", "HIGH_ALERT", "0.10", "0.60", None),
        ("0.61", "NOT_OPEN", "0.10", "0.60", None),
        ("0.61", "ENDED", "0.10", "0.60", None),
        ("0.61", "HIGH_ALERT", "0.10", None, "LAB-08 FLAG"),
    ],
)
def test_a_ctx_in_the_rebound_watch_is_judged_at_once(
    ctx: str, phase: str, on_treatment: str | None, upper: str | None, expected: str | None
) -> None:
    found = watched_ctx(
        Decimal(ctx),
        phase=WatchPhase(phase),
        on_treatment=None if on_treatment is None else Decimal(on_treatment),
        upper=None if upper is None else Decimal(upper),
    )
    assert said(found) == expected
    assert upper is not None or "缺少实验室上限" in str(found and found.message.zh)


@pytest.mark.parametrize(
    ("code", "expected", "word"),
    [
        ("alp 125 125", False, "正常"),
        ("alp 180 125", True, "偏高"),
        ("alp 180 -", None, "无参考范围"),
    ],
)
def test_a_value_is_judged_by_its_own_laboratory(code: str, expected: bool | None, word: str) -> None:
    assert raised(result(code)) is expected
    found = judged(result(code))
    assert said(found) == "LAB-09 CALC"
    assert word in found.message.zh


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2.53", "LAB-10 FLAG"), ("2.52", None), ("2.11", None), ("2.10", "LAB-11 FLAG")],
)
def test_calcium_out_of_range_is_flagged(value: str, expected: str | None) -> None:
    reading = calcium_reading([calcium(value, analyte=Analyte.CORRECTED_CALCIUM)], day("2025-03-01"))
    assert reading is not None
    assert said(calcium_flag(reading)) == expected


def test_ntx_is_suggested_in_follow_up_only_when_never_measured() -> None:
    assert said(ntx_suggestion(results("alp 100 125"))) == "LAB-13 INFO"
    assert ntx_suggestion(results("ntx 30 65")) is None


def test_table_5_1_explains_every_marker() -> None:
    assert len(MARKER_FACTS) == 11
    for row in MARKER_FACTS:
        assert all((row.name.zh, row.shows.en, row.in_metastasis.zh, row.use.en))
        assert {part.strip().split(" ")[0] for part in row.source.split(";")} <= set(SOURCES)
    ctx = marker_facts(Analyte.CTX)
    assert ctx is not None
    assert "骨吸收" in ctx.shows.zh
    assert marker_facts(Analyte.PHOSPHATE) is None


POSITIVE = st.decimals("0.01", 1000, places=2)


@given(POSITIVE, POSITIVE, POSITIVE)
def test_a_lower_ntx_is_never_a_smaller_fall(baseline: Decimal, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    lower, higher = ntx_fall_pct(baseline, low), ntx_fall_pct(baseline, high)
    assert lower is not None
    assert higher is not None
    assert higher <= lower <= 100


@given(POSITIVE, st.sampled_from([WatchPhase.HIGH_ALERT, WatchPhase.FRACTURE_WATCH]))
def test_a_ctx_without_a_limit_is_never_silent_in_the_watch(ctx: Decimal, phase: WatchPhase) -> None:
    assert watched_ctx(ctx, phase=phase, on_treatment=None, upper=None) is not None
