"""Flare: a hotter bone scan on treatment may be healing, so other imaging decides (IMG-30 to IMG-33)."""

from dataclasses import dataclass
from decimal import Decimal

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.terms import Term, Text


class Correlative(Term):
    """What CT, MRI, X-ray or PET/CT shows at the site that the bone scan points to, as its reader says."""

    NOT_DONE = "NOT_DONE", "未做相关影像", "No correlative imaging"
    UNCHANGED = "UNCHANGED", "无变化（无增大、无硬化）", "Unchanged: no growth, no sclerosis"
    SCLEROSIS = (
        "SCLEROSIS",
        "原溶骨病灶硬化或边缘硬化，无增大",
        "Sclerosis or rim of a formerly lytic lesion, no growth",
    )
    DESTRUCTION = "DESTRUCTION", "新发或增大的骨破坏", "New or growing destruction"


class FlareVerdict(Term):
    """What a hotter bone scan means once the site was looked at otherwise (IMG-31)."""

    UNRESOLVED = "UNRESOLVED", "怀疑闪烁，待相关影像", "Flare suspected, other imaging awaited"
    FLARE = "FLARE", "成骨闪烁", "Flare"
    DISCORDANT = "DISCORDANT", "影像不一致", "Discordant"
    PROGRESSION = "PROGRESSION", "进展证据", "Evidence of progression"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoneScanChange:
    """The bone scan against the one before; `change_pct` None = uptake was not compared in numbers.

    `grew`: a reader says without a number that uptake rose by 25% or more.
    """

    new_focus: bool = False
    change_pct: Decimal | None = None
    grew: bool = False
    correlative: Correlative = Correlative.NOT_DONE

    @property
    def risen(self) -> bool:
        """Return whether uptake rose at all or a focus is new (IMG-30)."""
        return self.new_focus or self.grew or (self.change_pct is not None and self.change_pct > 0)

    @property
    def hot(self) -> bool:
        """Return whether it would be progression by the bone scan row of table 1: a new focus or +25%."""
        return self.new_focus or self.grew or (self.change_pct is not None and self.change_pct >= 25)


IMG_30 = Rule(
    "IMG-30",
    Severity.FLAG,
    Text(
        "治疗中骨显像摄取增高或新发浓聚：怀疑闪烁现象，须结合同一部位的 CT、磁共振、X 线或 PET/CT，"
        "不能仅凭骨显像判断进展。",
        "Hotter bone scan or a new focus on treatment: flare suspected until CT, MRI, X-ray or PET/CT of the "
        "same site is read; no progression from the bone scan alone.",
    ),
    "GL §3.1.1",
    Grade.UNGRADED,
)
IMG_31 = Rule(
    "IMG-31",
    Severity.CALC,
    Text(
        "骨显像与相关影像对照：{verdict}（{correlative}）。",
        "Bone scan read with other imaging: {verdict} ({correlative}).",
    ),
    "GL table 1, §3.1.1; P AMB-11; S",
    Grade.UNGRADED,
)
IMG_31_DISCORDANT = Rule(
    "IMG-31",
    Severity.FLAG,
    Text(
        "骨显像增高而相关影像无变化：不判进展，按其他标准评价，并进一步检查。",
        "Hotter bone scan, other imaging unchanged: no progression, the other criteria decide; examine "
        "further.",
    ),
    "GL table 1; P AMB-11",
    Grade.UNGRADED,
)
IMG_32 = Rule(
    "IMG-32",
    Severity.TASK,
    Text(
        "成骨性病灶难以判断或闪烁现象未明确：请安排磁共振或 PET/CT。",
        "Osteoblastic lesion hard to judge, or flare unresolved: order MRI or PET/CT.",
    ),
    "GL §3.1.6; P AMB-70",
    Grade.UNGRADED,
)
IMG_33 = Rule(
    "IMG-33",
    Severity.INFO,
    Text(
        "文献未给出闪烁现象的时间界限，治疗中任何时间都按此处理。",
        "The sources give no time limit for flare: the rule holds at any time on treatment.",
    ),
    "P AMB-10",
    Grade.PROJECT,
)

_VERDICTS = {
    Correlative.NOT_DONE: FlareVerdict.UNRESOLVED,
    Correlative.UNCHANGED: FlareVerdict.DISCORDANT,
    Correlative.SCLEROSIS: FlareVerdict.FLARE,
    Correlative.DESTRUCTION: FlareVerdict.PROGRESSION,
}


def flare_suspected(scan: BoneScanChange, *, on_treatment: bool | None) -> Finding | None:
    """Return the flag of a suspected flare at any time on treatment (IMG-30, IMG-33), else None.

    Unknown treatment counts as treatment: the flag only asks for another look.
    """
    if on_treatment is False or not scan.risen or scan.correlative is not Correlative.NOT_DONE:
        return None
    return IMG_30.finding()


def flare_verdict(scan: BoneScanChange) -> FlareVerdict | None:
    """Return what the rise means (IMG-31); None when the scan did not rise."""
    return _VERDICTS[scan.correlative] if scan.risen else None


def flare_findings(scan: BoneScanChange) -> tuple[Finding, ...]:
    """Return the verdict in words, and the task to look further while it is open or discordant (IMG-32)."""
    verdict = flare_verdict(scan)
    if verdict is None:
        return ()
    if verdict is FlareVerdict.UNRESOLVED:
        return (IMG_32.finding(),)
    if verdict is FlareVerdict.DISCORDANT:
        return (IMG_31_DISCORDANT.finding(), IMG_32.finding())
    return (IMG_31.finding(verdict=verdict, correlative=scan.correlative),)


def blastic_task(*, hard_to_judge: bool | None) -> Finding | None:
    """Return the task for an osteoblastic lesion that CT or X-ray cannot judge (IMG-32), else None."""
    return IMG_32.finding() if hard_to_judge else None
