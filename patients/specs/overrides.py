"""How a person answers a rule that says stop or warns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """One answer to one rule: the reason code and, for a STOP, the words that explain it."""

    rule_id: str
    reason_code: str
    reason_text: str = ""
    key: str = ""
