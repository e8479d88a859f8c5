"""The four source documents and how a citation of them is printed."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from guidelines.terms import Text

SOURCES: Mapping[str, Text] = MappingProxyType(
    {
        "GL": Text(
            "中国肺癌骨转移临床诊疗指南 2024",
            "Chinese guideline for lung cancer bone metastasis, 2024",
        ),
        "WP": Text(
            "中国肺癌骨转移诊疗现状白皮书",
            "White paper on lung cancer bone metastasis care in China",
        ),
        "QA": Text("专家问答（林根）", "Expert questions and answers (Lin Gen)"),
        "RV": Text(
            "肺癌骨转移机制与治疗综述", "Review of mechanism and treatment of lung cancer bone metastasis"
        ),
        "P": Text("本系统约定，待临床负责人确认", "Project rule, to be confirmed by the clinical lead"),
        "S": Text("通用标准（非上述指南内容）", "Published standard, not from the guideline"),
    }
)

# Places inside a document; longest mark first, because "table 2 footnote" also starts with "table 2".
PLACES: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"Rec (\d+)"), Text(r"建议 \1", r"recommendation \1")),
    (re.compile(r"table (\d+) footnote"), Text(r"表 \1 脚注", r"table \1 footnote")),
    (re.compile(r"table (\d+)"), Text(r"表 \1", r"table \1")),
    (re.compile(r"fig (\d+)"), Text(r"图 \1", r"figure \1")),
    (re.compile(r"intro"), Text("引言", "introduction")),
    (re.compile(r"§([\d.]+)"), Text(r"第 \1 节", r"section \1")),
    (re.compile(r"([QC])(\d+)"), Text(r"\1\2", r"\1\2")),
)


def citation(source: str) -> Text:
    """Return `source`, written as "GL Rec 8; WP §29", in words for a page.

    An unknown document code is printed as it stands: a citation is never lost.
    """
    cited = [_one_document(part.strip()) for part in source.split(";")]
    return Text("；".join(text.zh for text in cited), "; ".join(text.en for text in cited))


def _one_document(part: str) -> Text:
    code, _, places = part.partition(" ")
    name = SOURCES.get(code, Text(code, code))
    if not places:
        return name
    where = [_place(place.strip()) for place in places.split(",")]
    return Text(
        name.zh + "，" + "、".join(text.zh for text in where),
        name.en + ", " + ", ".join(text.en for text in where),
    )


def _place(place: str) -> Text:
    for pattern, words in PLACES:
        if match := pattern.fullmatch(place):
            return Text(match.expand(words.zh), match.expand(words.en))
    return Text(place, place)
