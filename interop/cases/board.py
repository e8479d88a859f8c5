"""Conferences and opinions of a case."""

from accounts.enums import Discipline
from guidelines.mdt.disciplines import Discipline as DisciplineWord
from guidelines.record.board import BoneDrugStatement, Opinion
from interop.cases.reading import Calendar, Node, Page, term_finder
from interop.cases.words import opinion_of, side_of, statement_of
from mdt.specs import ConferenceSpec, OpinionSpec

discipline_of = term_finder(
    DisciplineWord,
    {
        "oncology": DisciplineWord.MED_ONC, "radiotherapy": DisciplineWord.RAD_ONC,
        "radiology": DisciplineWord.RADIOLOGY, "orthopedics": DisciplineWord.ORTHO,
        "骨科": DisciplineWord.ORTHO, "骨肿瘤科": DisciplineWord.ORTHO, "放射治疗科": DisciplineWord.RAD_ONC,
        "respiratory": DisciplineWord.RESP, "呼吸科": DisciplineWord.RESP,
    },
)  # fmt: skip


def read_board(page: Page, case: Node) -> None:
    """Conferences that were held, and single opinions."""
    page.each(case, "mdt", lambda node: _conference(page, node))
    page.each(case, "opinions", lambda node: _opinion(node, page.calendar))


def _conference(page: Page, node: Node) -> ConferenceSpec | None:
    conclusion = node.text("conclusion", 2000) or node.text("recommendation_zh", 2000)
    question = node.text("question", 2000)
    if node.flag("held") is False or not (node.flag("held") or conclusion or question):
        return None
    disciplines = [part.as_word(discipline_of, DisciplineWord) for part in node.rows("disciplines")]
    return ConferenceSpec(
        held_on=page.calendar.day(node),
        disciplines=tuple(Discipline(word.value) for word in disciplines if word),
        question=question,
        conclusion=conclusion,
        drug_statement=node.word("bone_drug", statement_of, BoneDrugStatement),
        drug_text=node.text("bone_drug_reason"),
    )


def _opinion(node: Node, calendar: Calendar) -> OpinionSpec:
    opinion = node.word("type", opinion_of, Opinion)
    if opinion is None:
        raise node.child("type").bad("缺少意见类型", "is needed: what kind of opinion")
    return OpinionSpec(
        opinion=opinion,
        given_on=calendar.day(node),
        site=node.text("site", 100),
        side=side_of(node.text("side")),
        text=node.text("text_zh", 2000) or node.text("text", 2000),
    )
