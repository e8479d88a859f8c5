"""Decisions in words, in the language of whoever reads or writes them."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from accounts.vocabulary import say
from guidelines.findings import Grade
from guidelines.mdt.decisions import DecisionType
from guidelines.recommendations import RECOMMENDATIONS
from mdt.models import Decision
from mdt.specs.decisions import REASONS, Detail


def type_word(code: str) -> str:
    """The name of a type of decision (VOC-35); one nobody knows as it stands."""
    of = next((term for term in DecisionType if term.value == code), None)
    return say(of.label) if of else code


def detail_words(of: DecisionType, detail: Detail) -> str:
    """`唑来膦酸 每 28 天`; empty when nothing is known."""
    return " ".join(_parts(of, detail))


def _parts(of: DecisionType, detail: Detail) -> Iterator[str]:
    if detail.agent is not None:
        yield say(detail.agent.label)
    if detail.interval_days is not None:
        days = detail.interval_days
        yield ngettext("every %(days)d day", "every %(days)d days", days) % {"days": days}
    if detail.reason and of in REASONS:
        yield say(REASONS[of](detail.reason).label)
    if detail.examination is not None:
        yield say(detail.examination.label)
    yield from (words for words in (detail.month, detail.site) if words)


def decision_text(of: DecisionType, detail: Detail, typed: str) -> str:
    """The words people read: those of the detail first, then what was typed."""
    words, free = detail_words(of, detail), typed.strip()
    if free.startswith(words):
        return free
    return f"{words} · {free}" if free else words


def cited_words(row: Decision) -> str:
    """`建议 10`; the grade stands beside it. Empty when the decision cites nothing."""
    number = row.rule_id.removeprefix("GL Rec ")
    return gettext("Recommendation %(number)s") % {"number": number} if number else ""


def citation_choices(numbers: tuple[int, ...]) -> list[tuple[str, str]]:
    """Recommendations to cite: those that apply first, each statement with the grade printed after it."""
    ordered = [*numbers, *(number for number in RECOMMENDATIONS if number not in numbers)]
    return [
        (citation_code(number, statement.grade), f"{number} · {statement.grade} · {say(statement.words)}")
        for number in ordered
        for statement in RECOMMENDATIONS[number].statements
    ]


def citation_code(number: int, grade: Grade) -> str:
    """`10:1B`: a recommendation with one of its grades, as a form names it."""
    return f"{number}:{grade}"


def due_words(row: Decision) -> str:
    """`12-04 前`; that no day is set."""
    return gettext("by %(day)s") % {"day": f"{row.due_on:%m-%d}"} if row.due_on else gettext("no due date")
