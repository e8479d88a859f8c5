"""How a service says no for a clinical reason; bad input is Django's ValidationError instead."""

from collections.abc import Iterable

from guidelines.findings import Finding, Severity


class Refusal(Exception):
    """A rule refuses the action. `findings` says which rules; the page shows each with its source.

    HARD can never pass. STOP passes with an oncologist's override, WARN with an acknowledged reason.
    `asked` are these and the ones answered already: a page shows all, or an answer would be lost.
    """

    def __init__(self, findings: Iterable[Finding], asked: Iterable[Finding] = ()) -> None:
        self.findings = tuple(findings)
        self.asked = tuple(asked) or self.findings
        super().__init__(", ".join(finding.rule_id for finding in self.findings))

    @property
    def is_hard(self) -> bool:
        """True when no override exists."""
        return any(finding.severity is Severity.HARD for finding in self.findings)


class Conflict(Exception):
    """The row changed since the page was opened, or the step was already done by someone else."""
