"""Which of the twelve recommendations apply: those that open findings and the triggers of the case cite."""

import re
from collections.abc import Iterable, Iterator

from guidelines.mdt.triggers import TRIGGERS
from guidelines.recommendations import RECOMMENDATIONS, Recommendation, recommendations_behind
from mdt.models import Case
from worklist.models import Task

CITED = re.compile(r"Rec (\d+)")
SOURCE_OF = {trigger.rule.rule_id: trigger.rule.source for trigger in TRIGGERS}


def recommended(case: Case, tasks: Iterable[Task]) -> tuple[Recommendation, ...]:
    """The recommendations in their order, each once; empty when no rule about this patient cites one."""
    numbers = {*_of_tasks(tasks), *_of_triggers(case.triggers)}
    return tuple(RECOMMENDATIONS[number] for number in sorted(numbers & RECOMMENDATIONS.keys()))


def _of_tasks(tasks: Iterable[Task]) -> Iterator[int]:
    for task in tasks:
        yield from _numbers(task.source)
        for rule_id in (task.rule_id, *task.rules):
            yield from (one.number for one in recommendations_behind(rule_id))


def _of_triggers(triggers: Iterable[str]) -> Iterator[int]:
    for rule_id in triggers:
        yield from _numbers(SOURCE_OF.get(rule_id, ""))
        yield from (one.number for one in recommendations_behind(rule_id))


def _numbers(source: str) -> Iterator[int]:
    """Of the guideline only: the numbers of another document are no recommendations."""
    for part in source.split(";"):
        if part.strip().startswith("GL"):
            yield from (int(number) for number in CITED.findall(part))
