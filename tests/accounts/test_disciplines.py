"""The disciplines people can belong to are those the rules of the meeting know (VOC-01)."""

import pytest
from django.utils.translation import override

from accounts.enums import Discipline
from guidelines.mdt.disciplines import Discipline as Term


def test_both_lists_have_the_same_codes() -> None:
    assert Discipline.values == [term.value for term in Term]


@pytest.mark.parametrize("term", list(Term))
def test_a_discipline_has_one_name_on_pages_and_in_findings(term: Term) -> None:
    with override("zh-hans"):
        assert str(Discipline(term.value).label) == term.zh
    with override("en"):
        assert str(Discipline(term.value).label) == term.en
