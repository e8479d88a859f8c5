"""What doctors said: conferences, opinions, and answers to findings."""

from dataclasses import dataclass

from guidelines.record.entry import Entry
from guidelines.record.sites import Site
from guidelines.terms import Term


class BoneDrugStatement(Term):
    """What a conference says about the bone-modifying drug (SAF-05)."""

    START = "START", "启动", "Start"
    CONTRAINDICATED = "CONTRAINDICATED", "禁忌", "Contraindicated"
    DECLINED = "DECLINED", "患者拒绝", "Declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference(Entry):
    """A conference of the team; no `bone_drug` = it said nothing about the bone-modifying drug."""

    disciplines: tuple[str, ...] = ()
    question: str = ""
    conclusion: str = ""
    bone_drug: BoneDrugStatement | None = None

    @property
    def complete(self) -> bool:
        """Return whether date, disciplines and conclusion are all on record."""
        return self.on is not None and bool(self.disciplines) and bool(self.conclusion)


class Consultation(Term):
    """What a patient may ask for beside the own doctor (MDT-T14)."""

    SECOND_OPINION = "SECOND_OPINION", "第二意见", "Second opinion"
    REMOTE = "REMOTE", "远程会诊", "Remote consultation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationRequest(Entry):
    """What the patient asked for, and on which day."""

    asked_for: Consultation


class Opinion(Term):
    """A specialist's answer that an urgent rule waits for."""

    SPINE_SURGERY = "SPINE_SURGERY", "脊柱外科意见", "Spine surgery opinion"
    RADIOTHERAPY = "RADIOTHERAPY", "放疗科意见", "Radiotherapy opinion"
    ORTHOPAEDIC = "ORTHOPAEDIC", "骨科意见", "Orthopaedic opinion"
    NEUROLOGY = "NEUROLOGY", "神经系统检查", "Neurological examination"
    DECISION = "DECISION", "处理决定", "Decision on treatment"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionEntry(Entry):
    """One opinion, examination or decision, with its words."""

    opinion: Opinion
    site: Site | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Entry):
    """A person's answer to a finding: `code` and `subject` name it, `reason` is what was written.

    A waived scan, a reason for an odd interval, a reviewed event, a confirmed data flag. Without a reason it
    answers nothing.
    """

    code: str
    subject: str = ""
    reason: str = ""
