"""Every state has one word in each language, as the design lists them."""

import pytest
from django.utils.translation import override

from design.words import BADGES, CHECKS, word

LISTED = {
    "due_today": ("今日", "Due today"),
    "due_soon": ("即将到期", "Due soon"),
    "planned": ("计划", "Planned"),
    "overdue": ("逾期 31 天", "Overdue 31 d"),
    "missed": ("错过", "Missed"),
    "blocked": ("受阻", "Blocked"),
    "held": ("暂停", "On hold"),
    "given": ("已注射", "Given"),
    "given_late": ("迟 31 天", "31 d late"),
    "not_given": ("未注射", "Not given"),
    "cancelled": ("已取消", "Cancelled"),
    "stopped": ("已停药", "Stopped"),
    "booked": ("已预约", "Booked"),
    "check_ok": ("正常", "OK"),
    "check_missing": ("缺失", "Missing"),
    "check_stale": ("过期", "Stale"),
    "check_low": ("偏低", "Low"),
    "check_high": ("偏高", "High"),
    "hard": ("禁止", "Refused"),
    "stop": ("停止", "Stop"),
    "warn": ("提醒", "Warning"),
    "flag": ("标记", "Flag"),
    "window_observed": ("已观察", "Observed"),
    "window_attested": ("人工声明", "Attested"),
    "window_none": ("未阅", "Not read"),
    "decision_done": ("已执行", "Done"),
    "decision_partly": ("部分", "Partly"),
    "decision_not": ("未执行", "Not done"),
    "decision_changed": ("已变更", "Changed"),
    "decision_waiting": ("待反馈", "Awaiting"),
    "urgent": ("紧急", "Urgent"),
    "dissent": ("异议", "Dissent"),
    "message_failed": ("短信失败", "SMS failed"),
    "sealed": ("已封存", "Sealed"),
}
TONES = {"red", "amber", "blue", "green", "violet", "grey", "solid", "black"}


@pytest.mark.parametrize("state", LISTED)
def test_a_state_says_the_word_of_the_design_in_both_languages(state: str) -> None:
    chinese, english = LISTED[state]
    with override("zh-hans"):
        assert word(state, 31) == chinese
    with override("en"):
        assert word(state, 31) == english


@pytest.mark.parametrize("state", BADGES)
def test_no_badge_is_left_without_a_chinese_word(state: str) -> None:
    with override("en"):
        english = word(state, 7)
    with override("zh-hans"):
        assert word(state, 7) != english


@pytest.mark.parametrize("state", CHECKS)
def test_no_check_is_left_without_a_chinese_word(state: str) -> None:
    with override("en"):
        english = str(CHECKS[state].word)
    with override("zh-hans"):
        assert str(CHECKS[state].word) != english


def test_every_state_has_a_colour_of_the_palette() -> None:
    assert {state.tone for state in [*BADGES.values(), *CHECKS.values()]} <= TONES
