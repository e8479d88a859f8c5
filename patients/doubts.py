"""What makes a person look twice before a patient is written: findings of project rules (grade P).

PAT-01 to PAT-03 are explained in docs/patients.md.
"""

from guidelines.findings import Grade, Rule, Severity
from guidelines.terms import Term, Text


class Likeness(Term):
    """Why two records may be one person."""

    NATIONAL_ID = "NATIONAL_ID", "身份证号相同", "Same identity card number"
    NAME_BIRTH = "NAME_BIRTH", "姓名和出生日期相同", "Same name and date of birth"
    PHONE = "PHONE", "电话相同", "Same phone number"
    SPELLING = "SPELLING", "姓名同音且出生日期相同", "Name sounds the same, same date of birth"


DUPLICATE = Rule(
    "PAT-01",
    Severity.WARN,
    Text("可能是同一位患者：{likeness}。", "This may be the same patient: {likeness}."),
    "P",
    Grade.PROJECT,
)
BIRTH_DISAGREES = Rule(
    "PAT-02",
    Severity.WARN,
    Text(
        "身份证号中的出生日期是 {card}，填写的是 {typed}。",
        "The identity card number says born {card}, but {typed} was entered.",
    ),
    "P",
    Grade.PROJECT,
)
SEX_DISAGREES = Rule(
    "PAT-03",
    Severity.WARN,
    Text(
        "身份证号中的性别是{card}，填写的是{typed}。",
        "The identity card number says {card}, but {typed} was entered.",
    ),
    "P",
    Grade.PROJECT,
)
