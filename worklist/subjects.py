"""What a finding is about, in words: a row of the record, a bone, a drug, an examination; never a bare id."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.templatetags.words import say
from guidelines.assessment.calcium import SUBJECT as CALCIUM
from guidelines.assessment.coded import PATIENT
from guidelines.assessment.spine import SUBJECT as SPINE
from guidelines.bone.agents import Agent
from guidelines.bone.sre import SreType
from guidelines.imaging.calendar import SlotKind
from guidelines.lesions import Bone
from guidelines.reading.drugs import DrugClass
from guidelines.record.sites import Side
from guidelines.terms import Term
from patients.lines.events import placed
from patients.models import Diagnosis
from patients.naming import NamedRow, rows_named
from worklist.models import Task

ROW_ID = re.compile(r"(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.|$)")
SHOWN_CHARACTERS = 60
# What the title of the finding says already.
SAID = frozenset({PATIENT, CALCIUM, SPINE})
# Fields of the record that stand once for a patient are named by their place.
OF_THE_DIAGNOSIS = "primary."
TERMS: tuple[type[Term], ...] = (SlotKind, Agent, SreType, DrugClass, Bone)
WORDS: Mapping[str, Term] = MappingProxyType(
    {str(term.value).casefold(): term for terms in reversed(TERMS) for term in terms}
)
SIDES: Mapping[str, Side] = MappingProxyType({side.value: side for side in Side})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a task is about; `row` is the row of the record it points to, None: it points to none."""

    words: str
    row: NamedRow | None = None


def subjects_of(tasks: Collection[Task]) -> dict[UUID, Subject]:
    """The subject of each task, by the task's id; no query where no task points to a row."""
    ids = {task.id: _row_id(task) for task in tasks}
    ids |= _diagnoses(task for task in tasks if task.subject.startswith(OF_THE_DIAGNOSIS))
    rows = rows_named({row_id for row_id in ids.values() if row_id})
    return {task.id: _subject(task, rows.get(ids[task.id] or task.id)) for task in tasks}


def _row_id(task: Task) -> UUID | None:
    found = ROW_ID.match(task.subject)
    return UUID(found["id"]) if found else None


def _diagnoses(tasks: Iterable[Task]) -> dict[UUID, UUID | None]:
    """The row of the patient's diagnosis, for each task that doubts a part of it."""
    patients = {task.id: task.patient_id for task in tasks}
    if not patients:
        return {}
    rows = Diagnosis.objects.filter(patient_id__in=patients.values()).values_list("patient_id", "pk")
    known = dict(rows)
    return {task_id: known.get(patient_id) for task_id, patient_id in patients.items()}


def _subject(task: Task, row: NamedRow | None) -> Subject:
    if row is not None:
        return Subject(Truncator(row.said).chars(SHOWN_CHARACTERS), row)
    if task.subject in SAID or ROW_ID.match(task.subject):
        return Subject("")
    return Subject(spoken_subject(task.subject))


def spoken_subject(subject: str) -> str:
    """`左侧股骨` for "femur left", `地舒单抗 第 2 次` for "DENOSUMAB 2"; other words stay as they are."""
    if (whole := WORDS.get(subject.casefold())) is not None:
        return say(whole)
    first, _blank, rest = subject.partition(" ")
    term = WORDS.get(first.casefold())
    if term is None:
        return subject
    if isinstance(term, Agent) and rest.isdigit():
        return _("%(drug)s, dose %(number)s") % {"drug": say(term), "number": rest}
    return placed(say(term), rest) if rest in SIDES else f"{say(term)} {rest}".strip()
