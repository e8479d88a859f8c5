"""Words that are frozen in both languages, however they are told: a term, a translated string, plain text."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import override

from guidelines.mdt.record import NOT_RECORDED
from guidelines.terms import Term, Text

Frozen = dict[str, str]


def both(told: Callable[[], object]) -> Text:
    """What is told in Chinese and in English: for words of catalogues and of lines of other rooms."""
    with override("zh-hans"):
        chinese = str(told())
    with override("en"):
        return Text(chinese, str(told()))


def same(words: object) -> Text:
    """Words nobody translates: names, numbers, what a person typed."""
    return Text(str(words), str(words))


def term(terms: type[Term], code: str) -> Text:
    """A stored code of a vocabulary; one nobody knows is shown as it stands."""
    return terms(code).label if code in set(terms) else same(code)


def joined(parts: Iterable[Text | None], zh: str = "；", en: str = "; ") -> Text | None:
    """Everything that is known, one after the other; None when nothing is."""
    known = [part for part in parts if part is not None and part.zh.strip()]
    if not known:
        return None
    return Text(zh.join(part.zh for part in known), en.join(part.en for part in known))


def dated(words: Text, on: date | None) -> Text:
    """The words with their day; an unknown day is left out, because nobody wrote one down."""
    return words if on is None else Text(f"{words.zh}（{on}）", f"{words.en} ({on})")


def frozen(words: Text | None) -> Frozen:
    """The words as JSON holds them; what was not recorded is said to be so (MDT-06)."""
    found = words if words is not None and words.zh.strip() else NOT_RECORDED
    return {"zh": found.zh, "en": found.en}
