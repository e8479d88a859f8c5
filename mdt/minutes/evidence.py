"""What a decision cites, in the words of the printed summary: nothing is upgraded (MDT-10)."""

import re

from guidelines.mdt.record import evidence
from guidelines.recommendations import RECOMMENDATIONS
from guidelines.registry import registry
from guidelines.terms import Text
from mdt.minutes.words import same

NUMBERED = re.compile(r"(?:GL )?Rec (\d{1,2})")


def evidence_words(cited: str, grade: str) -> Text | None:
    """`建议 10 1B` for a recommendation, the rule with its weight for a rule; None when nothing is cited."""
    if not cited:
        return None
    numbered = NUMBERED.fullmatch(cited)
    if numbered and int(numbered[1]) in RECOMMENDATIONS:
        return _recommendation(int(numbered[1]), grade)
    rules = registry()[cited].rules if cited in registry() else ()
    return evidence(rules[0]) if rules else same(cited)


def _recommendation(number: int, grade: str) -> Text:
    """With the grade that was recorded, where the guideline prints that grade after this recommendation."""
    printed = {str(one) for one in RECOMMENDATIONS[number].grades}
    shown = f" {grade}" if grade in printed else ""
    return Text(f"建议 {number}{shown}", f"Recommendation {number}{shown}")
