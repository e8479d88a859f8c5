"""The disciplines people can belong to are those the rules of the meeting know (VOC-01)."""

from accounts.enums import Discipline
from guidelines.mdt.disciplines import Discipline as Term


def test_both_lists_have_the_same_codes() -> None:
    assert Discipline.values == [term.value for term in Term]
