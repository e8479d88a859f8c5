"""Psychological support (VOC-32, PSY-01 to PSY-03)."""

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.terms import Term, Text


class Support(Term):
    """What is offered (VOC-32)."""

    CBT = "CBT", "认知-行为学", "Cognitive behavioural therapy"
    FAMILY = "FAMILY", "家庭支持", "Family support"
    CALM = "CALM", "CALM 治疗", "CALM (managing cancer and living meaningfully)"
    PSYCHOTROPIC = "PSYCHOTROPIC", "精神药物", "Psychotropic drug"


OFFERS = (Support.CBT, Support.FAMILY, Support.CALM)


class Distress(Term):
    """Result of the psychological screen, by the hospital's own tool."""

    NONE = "NONE", "无困扰", "No distress"
    DISTRESS = "DISTRESS", "有困扰", "Distress"
    DISORDER = "DISORDER", "焦虑抑郁障碍", "Anxiety or depression disorder"
    SEVERE_DISORDER = "SEVERE_DISORDER", "重度焦虑抑郁障碍", "Severe anxiety or depression disorder"


def _psy(number: str, severity: Severity, zh: str, en: str, source: str = "GL §4.7") -> Rule:
    return Rule(f"PSY-{number}", severity, Text(zh, en), source, Grade.UNGRADED)


PSY_01 = _psy(
    "01",
    Severity.TASK,
    "骨转移确诊：请作心理筛查并提供支持（肺癌患者抑郁患病率最高）。筛查工具来源文献未给，由本院选择。",
    "Bone metastasis diagnosed: screen psychologically and offer support (depression is most frequent in "
    "lung cancer). The tool is not in the sources: the hospital chooses.",
    "GL §4.7, §4",
)
PSY_02 = _psy(
    "02",
    Severity.INFO,
    "需要心理支持，可提供：{offers}。",
    "Psychological support is needed; offer: {offers}.",
)
PSY_03 = _psy(
    "03",
    Severity.TASK,
    "{distress}：可联合精神药物，并邀请心理康复参加 MDT。",
    "{distress}: add a psychotropic drug and invite psychological rehabilitation to the MDT.",
)
DISORDERS = frozenset({Distress.DISORDER, Distress.SEVERE_DISORDER})


def screen_task(*, confirmed: bool, screened: bool) -> Finding | None:
    """Return the task to screen a patient with bone metastasis (PSY-01), None once screened."""
    return PSY_01.finding() if confirmed and not screened else None


def support_answers(distress: Distress | None) -> tuple[Finding, ...]:
    """Return what the screen calls for: offers (PSY-02), for a disorder a psychotropic drug too (PSY-03).

    Empty without distress, and while nobody screened: then PSY-01 asks. A severe disorder goes to the board.
    """
    if distress is None or distress is Distress.NONE:
        return ()
    offers = PSY_02.finding(offers=OFFERS)
    if distress not in DISORDERS:
        return (offers,)
    trigger = "MDT-T11" if distress is Distress.SEVERE_DISORDER else None
    return (offers, PSY_03.finding(distress=distress, discipline="PSYCH", mdt_trigger=trigger))
