"""The form of a quality indicator: its words, what is compared, where that comes from (section 9)."""

from dataclasses import dataclass

from guidelines.findings import Grade, Rule, Severity
from guidelines.quality.benchmarks import Benchmark
from guidelines.terms import Term, Text


class Population(Term):
    """Whom a published value describes."""

    SURVEY = "SURVEY", "医生问卷（n = 472）", "Survey of physicians (n = 472)"
    LITERATURE = "LITERATURE", "文献数据", "Published literature"
    PANEL = "PANEL", "专家组倡议", "Proposal of the expert panel"
    NONE = "NONE", "无公布数值", "No published value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of section 9.

    `grade` is P where a number in its definition is the project's own; `computed` is False for answers of a
    survey, which no record of a hospital can give.
    """

    id: str
    name: Text
    numerator: Text
    denominator: Text
    source: str
    population: Population = Population.NONE
    benchmarks: tuple[Benchmark, ...] = ()
    grade: Grade = Grade.UNGRADED
    note: Text | None = None
    computed: bool = True

    @property
    def definition(self) -> Text:
        """Return name, numerator and denominator in one sentence."""
        return Text(
            f"{self.name.zh}：{self.numerator.zh} / {self.denominator.zh}。",
            f"{self.name.en}: {self.numerator.en} / {self.denominator.en}.",
        )

    @property
    def rule(self) -> Rule:
        """Return the indicator as a row of the rule catalogue."""
        severity = Severity.CALC if self.computed else Severity.INFO
        return Rule(self.id, severity, self.definition, self.source, self.grade)


def by_id(*indicators: Indicator) -> dict[str, Indicator]:
    """Return the indicators of one theme by their id."""
    return {indicator.id: indicator for indicator in indicators}
