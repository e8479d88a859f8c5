"""The rule catalogue as a document that a physician can review: docs/rules.md."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from guidelines.catalogue import FAMILIES, Family, family_of
from guidelines.findings import Grade, Rule, Severity
from guidelines.mdt.stated import STATED
from guidelines.mdt.triggers import TRIGGERS
from guidelines.not_rules import NOT_RULE_FAMILIES, NOT_RULES
from guidelines.quality.catalogue import INDICATORS
from guidelines.quality.indicators import Indicator
from guidelines.recommendations import RECOMMENDATIONS
from guidelines.registry import Registered, registry
from guidelines.sources import citation
from guidelines.terms import Text

INTRODUCTION = """\
# 规则目录 · The rules

Made from the code by `manage.py rules_doc --write`; a test compares the two. Every rule says the same in
Chinese and in English, how strictly the software holds it, how strong the evidence is and where it comes
from. Words in {braces} are filled in from the patient's record. "Used by" names the functions in
`guidelines/` that apply it.

每条规则以中英文各写一遍，并列出软件的处理方式、证据等级和出处。
花括号中的内容由病历数据填入；“Used by”为实现该规则的函数。"""

HOW_STRICTLY: Mapping[Severity, Text] = MappingProxyType(
    {
        Severity.HARD: Text("拒绝保存，不可越过", "refuses to save, nobody can override it"),
        Severity.STOP: Text(
            "拒绝，除非肿瘤科医生写明理由后越过", "refuses unless an oncologist overrides it with a reason"
        ),
        Severity.WARN: Text("确认并填写理由后保存", "saves once acknowledged with a reason"),
        Severity.FLAG: Text("列入工作清单，直至处理", "stays on a worklist until it is settled"),
        Severity.TASK: Text("生成任务，有负责人和期限", "creates a task with owner and due date"),
        Severity.CALC: Text("计算数值", "computes a value"),
        Severity.INFO: Text("仅显示说明", "shows a text, nothing more"),
    }
)
HOW_STRONG: Mapping[Grade, Text] = MappingProxyType(
    {
        Grade.STRONG_HIGH: Text("强推荐，高质量证据", "strong recommendation, high quality of evidence"),
        Grade.STRONG_MODERATE: Text("强推荐，中等质量证据", "strong recommendation, moderate quality"),
        Grade.STRONG_LOW: Text("强推荐，低质量证据", "strong recommendation, low quality"),
        Grade.WEAK_HIGH: Text("弱推荐，高质量证据", "weak recommendation, high quality"),
        Grade.WEAK_MODERATE: Text("弱推荐，中等质量证据", "weak recommendation, moderate quality"),
        Grade.UNGRADED: Text("来源中未分级的陈述", "a statement of a source without a grade"),
        Grade.STANDARD: Text(
            "公认公式或量表，非上述来源", "a published formula or scale, not from the sources"
        ),
        Grade.PROJECT: Text(
            "本系统约定，须临床负责人确认", "this project's choice, for the clinical lead to confirm"
        ),
    }
)


def rulebook() -> str:
    """Return the whole document in Markdown, ending with a newline."""
    blocks = [
        INTRODUCTION,
        _key("处理方式 · How strictly", HOW_STRICTLY),
        _key("证据等级 · Grades", HOW_STRONG),
        *_recommendations(),
        *(block for family in FAMILIES.values() for block in _family(family)),
        *_stated(),
        *_not_rules(),
    ]
    return "\n\n".join(blocks) + "\n"


def _key(title: str, meanings: Mapping[Severity, Text] | Mapping[Grade, Text]) -> str:
    rows = ([f"`{word}`", word.zh, means.zh, word.en, means.en] for word, means in meanings.items())
    return f"## {title}\n\n{_table(('Code', '中文', '含义', 'English', 'Meaning'), rows)}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [list(head), *map(list, rows)]
    cells.insert(1, ["---"] * len(cells[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _family(family: Family) -> Iterator[str]:
    entries = [entry for entry in registry().values() if family_of(entry.rule_id) == family.prefix]
    if entries:
        yield f"## {family.prefix} · {family.name.zh} · {family.name.en}"
    for entry in entries:
        yield f"### {entry.rule_id}"
        yield from (_sentences(rule) for rule in entry.rules)
        if entry.rule_id in INDICATORS:
            yield from _published(INDICATORS[entry.rule_id])
        if entry.functions:
            yield _used_by(entry)


def _sentences(rule: Rule) -> str:
    source, severity, grade = citation(rule.source), rule.severity.label, rule.grade.label
    strength = f"{grade.zh} · {grade.en}" if grade.zh != grade.en else grade.en
    return "\n".join(
        (
            f"**{severity.zh} · {severity.en}** ({strength})",
            f"- {rule.message.zh} （{source.zh}）",
            f"- {rule.message.en} ({source.en})",
        )
    )


def _used_by(entry: Registered) -> str:
    return f"Used by {', '.join(f'`{name}`' for name in entry.functions)}"


def _published(indicator: Indicator) -> Iterator[str]:
    if indicator.benchmarks:
        values = (
            (one.stratum.zh, one.stratum.en, one.shown.zh, one.shown.en, citation(one.source).en)
            for one in indicator.benchmarks
        )
        who = indicator.population.label
        yield f"{who.zh} · {who.en}:"
        yield _table(("组别", "Group", "公布值", "Published", "Source"), values)
    if indicator.note:
        yield f"{indicator.note.zh} {indicator.note.en}"


def _recommendations() -> Iterator[str]:
    yield "## 十二条建议 · The twelve recommendations"
    for one in RECOMMENDATIONS.values():
        lines = [f"- {said.words.zh} {said.words.en} **{said.grade.value}**" for said in one.statements]
        rules = ", ".join(f"`{rule_id}`" for rule_id in one.rules)
        yield "\n".join((f"### 建议 {one.number} · Recommendation {one.number}", "", *lines, f"- {rules}"))


def _stated() -> Iterator[str]:
    yield "## 须由人判断的理由 · Reasons that rest on a person's word"
    yield (
        "MDT 理由均由病历自动提出病例；下列理由只在有人填写后才提出。\n"
        "The record proposes a case for every reason of the MDT triggers; for these once it was stated."
    )
    pairs = [(trigger, reason) for trigger in TRIGGERS for reason in STATED if reason in trigger.reasons]
    rows = (
        (f"`{trigger.rule.rule_id}`", reason.zh, reason.en, STATED[reason].zh, STATED[reason].en)
        for trigger, reason in pairs
    )
    yield _table(("Id", "理由", "Reason", "在哪里填写", "Where it stands"), rows)


def _not_rules() -> Iterator[str]:
    yield "## 不作为规则的条目 · Rows of the catalogue that are no rule"
    rows: list[tuple[str, Text]] = [*NOT_RULES.items()]
    rows += [(f"{prefix}-nn", reason) for prefix, reason in NOT_RULE_FAMILIES.items()]
    yield _table(("Id", "原因", "Reason"), ((f"`{name}`", why.zh, why.en) for name, why in rows))
