"""Words in two languages, findings, citations."""

from decimal import Decimal

import pytest

from guidelines.bone.agents import Agent
from guidelines.findings import Grade, Rule, Severity
from guidelines.roles import Role
from guidelines.sources import citation
from guidelines.terms import Text, spoken

RULE = Rule(
    "X-01", Severity.WARN, Text("{agent} {n}，{on}", "{agent} {n}, {on}"), "GL Rec 8", Grade.STRONG_MODERATE
)


@pytest.mark.parametrize(
    ("language", "expected"), [("zh-hans", "甲"), ("en", "a"), ("en-GB", "a"), ("fr", "甲")]
)
def test_a_text_answers_in_the_language_asked_chinese_first(language: str, expected: str) -> None:
    assert Text("甲", "a").get(language) == expected


def test_a_rule_fills_its_sentence_in_both_languages() -> None:
    finding = RULE.finding(key="k", agent=Agent.DENOSUMAB, n=Decimal("3.3"), on=None)
    assert finding.message == Text("地舒单抗 3.3，未记录", "Denosumab 3.3, not recorded")
    assert (finding.rule_id, finding.key, finding.grade) == ("X-01", "k", Grade("1B"))
    assert finding.inputs["n"] == Decimal("3.3")


def test_several_values_are_read_one_after_the_other() -> None:
    assert spoken((Agent.DENOSUMAB, Text("乙", "b")), "zh") == "地舒单抗；乙"
    assert spoken((Agent.DENOSUMAB, Text("乙", "b")), "en") == "Denosumab; b"


@pytest.mark.parametrize(
    ("value", "read"),
    [("4.0", "4"), ("120", "120"), ("2.0500", "2.05"), ("2.2455089820", "2.2455"), ("1E+2", "100")],
)
def test_numbers_are_read_without_idle_zeros(value: str, read: str) -> None:
    assert spoken(Decimal(value), "en") == read


def test_a_term_is_found_by_its_code_and_carries_both_names() -> None:
    assert Role("NURSE").label == Text("护士", "Nurse")
    assert [grade.value for grade in Grade] == ["1A", "1B", "1C", "2A", "2B", "E", "S", "P"]


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        (
            "GL Rec 8",
            "中国肺癌骨转移临床诊疗指南 2024，建议 8",
            "Chinese guideline for lung cancer bone metastasis, 2024, recommendation 8",
        ),
        (
            "GL table 2 footnote; QA Q9, C3",
            "中国肺癌骨转移临床诊疗指南 2024，表 2 脚注；专家问答（林根），Q9、C3",
            "Chinese guideline for lung cancer bone metastasis, 2024, table 2 footnote; "
            "Expert questions and answers (Lin Gen), Q9, C3",
        ),
        (
            "WP §29",
            "中国肺癌骨转移诊疗现状白皮书，第 29 节",
            "White paper on lung cancer bone metastasis care in China, section 29",
        ),
        ("P", "本系统约定，待临床负责人确认", "Project rule, to be confirmed by the clinical lead"),
        ("ZZ page 3", "ZZ，page 3", "ZZ, page 3"),
    ],
)
def test_a_citation_is_printed_in_words(source: str, zh: str, en: str) -> None:
    assert citation(source) == Text(zh, en)
