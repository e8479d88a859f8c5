"""The printed pre-read: what a member should know of each case, as the record tells it now.

Nothing in it is frozen: the minutes are. It says when it was made.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from accounts.templatetags.words import say
from guidelines.mdt.reasons import CaseReason
from guidelines.mdt.record import NOT_RECORDED, summary_lines
from mdt.enums import Lane
from mdt.minutes.content import line_of, meeting_part, patient_part
from mdt.minutes.drug_lines import drug_lines
from mdt.minutes.earlier_part import earlier_part
from mdt.minutes.glyphs import printable
from mdt.minutes.lab_lines import lab_lines
from mdt.minutes.meeting_parts import moment, opinions_part
from mdt.minutes.picture_parts import images_part, studies_part
from mdt.minutes.printing import facts_of, pairs_of, pictures_of, spoken
from mdt.minutes.record_lines import bone_lines, person_lines, state_lines
from mdt.minutes.seal import Content, seal_of_all
from mdt.minutes.words import both, frozen, joined, term
from mdt.models import Case, Meeting
from mdt.selectors.readiness import Standing
from patients.selectors.whole import OpenRecord


def agenda_key(cases: Collection[Case]) -> str:
    """The digest of an agenda: its cases in their order, each in its version."""
    return seal_of_all(f"{case.id}:{case.version}" for case in cases)


def preread_content(standing: Standing, now: datetime) -> Content:
    """One case in both languages, as of now."""
    case, today = standing.case, timezone.localdate(now)
    record = OpenRecord(case.patient, today)
    known = person_lines(record) | bone_lines(record) | state_lines(record) | lab_lines(record)
    return {
        "patient": patient_part(case),
        "question": case.question,
        "lane": frozen(both(lambda: Lane(case.lane).label)),
        "reasons": frozen(joined(term(CaseReason, code) for code in case.reasons)),
        "missing": [frozen(gap.item.label) for gap in standing.wanted],
        "lines": [line_of(line) for line in summary_lines(known | drug_lines(record))],
        "studies": studies_part(record),
        "images": images_part(record, now),
        "earlier": earlier_part(case, today),
        "opinions": opinions_part(case),
    }


def preread_html(meeting: Meeting, contents: Sequence[Content], language: str, now: datetime) -> str:
    """The page of all cases in one language, rendered without a request."""
    pictures = pictures_of(contents)
    context: dict[str, Any] = {
        "about": spoken(meeting_part(meeting), language, printable),
        "language": language,
        "made_at": moment(now)[:16],  # to the minute
        "sheets": [_sheet(content, language, pictures) for content in contents],
    }
    with override(language):
        context["missing"] = say(NOT_RECORDED)
        return render_to_string("mdt/case/preread_pdf.html", context)


def _sheet(content: Content, language: str, pictures: dict[str, str]) -> dict[str, Any]:
    told = spoken(content, language, printable)
    images = [image | {"picture": pictures.get(image["sha256"], "")} for image in told["images"]]
    return {"content": told, "pairs": pairs_of(facts_of(told)), "images": images}
