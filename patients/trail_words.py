"""What a line of the trail was about, in words: a page by its name, a table by what its rows are.

A code nobody named is shown as it stands: what was looked at is never hidden.
"""

from collections.abc import Mapping
from functools import cache

from django.apps import apps
from django.utils.translation import gettext, pgettext_lazy

from accounts.enums import Role

BY_PROGRAM = "api_"
PAGES: Mapping[str, object] = {
    "patient": pgettext_lazy("trail", "Patient page"),
    "home": pgettext_lazy("trail", "My day"),
    "day": pgettext_lazy("trail", "Injections of the day"),
    "patients": pgettext_lazy("trail", "List of patients"),
    "list": pgettext_lazy("trail", "List of patients"),
    "search": pgettext_lazy("trail", "Search"),
    "records alike": pgettext_lazy("trail", "Records that look alike"),
    "duplicates": pgettext_lazy("trail", "Records that look alike"),
    "merge": pgettext_lazy("trail", "Merging two records"),
    "edit": pgettext_lazy("trail", "Personal data"),
    "move": pgettext_lazy("trail", "Change of department"),
    "void": pgettext_lazy("trail", "Record made void"),
    "contact": pgettext_lazy("trail", "Contacts"),
    "national_id": pgettext_lazy("trail", "Identity card number"),
    "care_team": pgettext_lazy("trail", "Who else may look"),
    "access": pgettext_lazy("trail", "Who looked at this record"),
    "timeline": pgettext_lazy("trail", "Time line"),
    "pathway": pgettext_lazy("trail", "Pathway"),
    "conflict": pgettext_lazy("trail", "Two people changed one record"),
    "emergency": pgettext_lazy("trail", "Emergency access"),
    "emergency search": pgettext_lazy("trail", "Search for emergency access"),
    "emergencies": pgettext_lazy("trail", "List of emergency access"),
    "emergency review": pgettext_lazy("trail", "Review of an emergency access"),
    "diagnosis": pgettext_lazy("trail", "Diagnosis"),
    "metastasis": pgettext_lazy("trail", "Bone metastasis"),
    "lab": pgettext_lazy("trail", "Laboratory result"),
    "labs": pgettext_lazy("trail", "Laboratory results"),
    "pain": pgettext_lazy("trail", "Pain score"),
    "ecog": pgettext_lazy("trail", "Performance status"),
    "weight": pgettext_lazy("trail", "Weight"),
    "distress": pgettext_lazy("trail", "Distress screening"),
    "symptom": pgettext_lazy("trail", "Symptom"),
    "problem": pgettext_lazy("trail", "Problem"),
    "event": pgettext_lazy("trail", "Skeletal event"),
    "event_free": pgettext_lazy("trail", "No skeletal event"),
    "treatment": pgettext_lazy("trail", "Treatment"),
    "biopsy": pgettext_lazy("trail", "Biopsy"),
    "mirels": pgettext_lazy("trail", "Mirels score"),
    "sins": pgettext_lazy("trail", "SINS score"),
    "course": pgettext_lazy("trail", "Course of a bone drug"),
    "dose": pgettext_lazy("trail", "Injection"),
    "ward_list": pgettext_lazy("trail", "Ward list"),
    "ward_sheet": pgettext_lazy("trail", "Offline sheet"),
    "dental": pgettext_lazy("trail", "Dental check"),
    "supplement": pgettext_lazy("trail", "Calcium and vitamin D"),
    "adverse_event": pgettext_lazy("trail", "Adverse event"),
    "reported": pgettext_lazy("trail", "Bone drug given elsewhere"),
    "not_started": pgettext_lazy("trail", "Why no bone drug was started"),
    "call": pgettext_lazy("trail", "Phone call"),
    "calls": pgettext_lazy("trail", "Phone list"),
    "task": pgettext_lazy("trail", "Task"),
    "tasks": pgettext_lazy("trail", "Tasks"),
    "inbox": pgettext_lazy("trail", "Notices"),
    "scan": pgettext_lazy("trail", "Follow-up scan"),
    "scan board": pgettext_lazy("trail", "Scan board"),
    "unplanned scans": pgettext_lazy("trail", "Patients without a plan of scans"),
    "follow-up": pgettext_lazy("trail", "Plan of follow-up scans"),
    "follow-up panel": pgettext_lazy("trail", "Plan of follow-up scans"),
    "study": pgettext_lazy("trail", "Examination"),
    "images": pgettext_lazy("trail", "Images"),
    "viewer": pgettext_lazy("trail", "Viewer"),
    "bone window": pgettext_lazy("trail", "Bone window"),
    "my reviews": pgettext_lazy("trail", "Bone windows I read"),
    "key image": pgettext_lazy("trail", "Key image"),
    "archive": pgettext_lazy("trail", "Search in the archive"),
    "attachment": pgettext_lazy("trail", "Attached report"),
    "lesion": pgettext_lazy("trail", "Bone lesion"),
    "lesions": pgettext_lazy("trail", "Register of lesions"),
    "measurement": pgettext_lazy("trail", "Measurement"),
    "response": pgettext_lazy("trail", "Response"),
    "case": pgettext_lazy("trail", "Case of the board"),
    "cases": pgettext_lazy("trail", "Cases of the board"),
    "case board": pgettext_lazy("trail", "Readiness of cases"),
    "board case": pgettext_lazy("trail", "Case in the meeting"),
    "board case open": pgettext_lazy("trail", "Case in the meeting"),
    "agenda": pgettext_lazy("trail", "Agenda"),
    "meeting": pgettext_lazy("trail", "Meeting"),
    "pre-reads": pgettext_lazy("trail", "Pre-reading"),
    "pre-reads card": pgettext_lazy("trail", "Pre-reading"),
    "decision": pgettext_lazy("trail", "Decision of the board"),
    "open decisions": pgettext_lazy("trail", "Open decisions"),
    "minutes": pgettext_lazy("trail", "Minutes"),
    "refer": pgettext_lazy("trail", "Referral to another board"),
    "referral": pgettext_lazy("trail", "Referral of the board"),
    "referrals": pgettext_lazy("trail", "Referrals"),
    "opinion": pgettext_lazy("trail", "Opinion"),
    "conference": pgettext_lazy("trail", "Earlier board"),
    "consultation": pgettext_lazy("trail", "Remote consultation"),
    "board report": pgettext_lazy("trail", "Report of the board"),
    "trail": pgettext_lazy("trail", "Trail taken away"),
    "import template": pgettext_lazy("trail", "Template for old cases"),
    "import of old cases": pgettext_lazy("trail", "Import of old cases"),
}


def page_word(subject: str) -> str:
    """The page in the reader's language, also where a program asked for it, or a step of it (`dose_give`)."""
    if subject.startswith(BY_PROGRAM):
        return gettext("%(page)s, by a program") % {"page": page_word(subject.removeprefix(BY_PROGRAM))}
    parts = subject.split("_")
    starts = ("_".join(parts[:end]) for end in range(len(parts), 0, -1))
    word = next((PAGES[start] for start in starts if start in PAGES), None)
    return str(word) if word else table_word(subject)


def role_word(role: str) -> str:
    """The role in the reader's language."""
    return str(Role(role).label) if role in Role.values else role


def table_word(table: str) -> str:
    """What a row of this table is, in the reader's language."""
    return str(_tables().get(table, table))


@cache
def _tables() -> Mapping[str, object]:
    return {model._meta.db_table: model._meta.verbose_name for model in apps.get_models()}
