"""What another system sends to each address of the API: what the description asks for, and sense."""

from collections.abc import Callable
from pathlib import Path
from re import compile as pattern
from re import escape, sub
from typing import Any

import yaml
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from tests.access import Stage
from tests.api.kinds import EVERY_KIND, body_of
from tests.bonetherapy.api.test_rules import body as a_dose
from tests.cast import TODAY
from tests.imaging.access import CONTENT
from tests.mdt.casework import QUESTION
from tests.mdt.following.board_day import board_of_west
from tests.patients.emergencies import TYPED as EMERGENCY
from tests.patients.test_pages import registration

Body = dict[str, Any]
ASKS = "asks and writes nothing"
# Calls that keep nothing of what they are told, and why.
UNKEPT: dict[str, str] = {
    "api-assess": ASKS,
    "api-calculate-calcium": ASKS,
    "api-calculate-clearance": ASKS,
    "api-calculate-ecog": ASKS,
    "api-calculate-mirels": ASKS,
    "api-calculate-nrs": ASKS,
    "api-calculate-sins": ASKS,
    "api-course-preview": ASKS,
    "api-emergency-search": "a look, each time a line of the trail",
    "api-give-preview": ASKS,
    "api-interval-preview": ASKS,
    "api-patient-search": "a look, each time a line of the trail",
    "api-review-dwell": "what a viewer measures, numbered by itself",
    "api-stop-preview": ASKS,
    "api-token-revoke": "gives back what the second call would sign in with",
}
# Calls that are refused here, and what has them instead.
UNREACHED: dict[str, str] = {
    "POST api-archive-studies": "no image archive is connected: tests/imaging/test_archive_api.py",
    "POST api-course-stop-undo": "takes back what a stop has written: tests/bonetherapy/api/test_changes.py",
    "POST api-key-images": "nobody has the pixels: tests/imaging/test_key_images.py",
    "POST api-patient-data-flags": "names a flag of the day: tests/worklist/api/test_tasks.py",
    "POST api-referral-accept": "belongs to the other hospital: tests/mdt/following/test_api.py",
}
SOON, WORD = "2025-03-15", "已核对"
GUESSES: dict[str, Any] = {
    "date": str(TODAY), "date-time": f"{TODAY}T11:00:00+08:00", "decimal": "40", "integer": 1, "number": 1,
    "boolean": True, "array": [], "object": {}, "string": WORD,
}  # fmt: skip
SUPPLEMENT = {"calcium_mg_per_day": "1000", "vitamin_d_iu_per_day": "800", "started_on": str(TODAY)}
EVENT = {"code": "FEVER", "severity": "MILD", "onset_on": str(TODAY)}
COURSE = {"agent": "DENOSUMAB", "first_due_on": SOON, "interval_days": 28}
STOP = {"reason_code": "NO_BENEFIT", "stopped_on": str(TODAY)}
LAB = {"analyte": "albumin", "value": "40", "unit": "g/L", "ref_low": "35", "ref_high": "55"}
TEETH = {"item": "ORAL_EXAM", "on": str(TODAY)}
CALLED = {"outcome": "REACHED"}


def always(**said: Any) -> Callable[[Stage], Body]:
    """The same whoever the patient is."""
    return lambda stage: said


def _board(stage: Stage) -> Body:
    people = stage.people
    seats = {"chair": str(people.doctor_wang.pk), "coordinator": str(people.coordinator_qian.pk)}
    return {"name": "脊柱 MDT", "required": ["ORTHO"], **seats}


def _decision(stage: Stage) -> Body:
    return {
        "type": "FOLLOW_UP",
        "detail": {"examination": "BS", "month": "2025-09"},
        "owner": str(stage.people.doctor_wang.id),
        "due_on": "2025-09-30",
        "intent": "DIAGNOSTIC",
    }


def _who(stage: Stage) -> Body:
    zhang = stage.zhang
    return {
        "name": "张桂芝", "sex": zhang.sex, "birth_date": str(zhang.birth_date),
        "hospital_number": zhang.hospital_number,
    }  # fmt: skip


def _seat(stage: Stage) -> Body:
    return {"user": str(stage.people.nurse_sun.pk), "discipline": "NURSING"}


def _a_file(stage: Stage) -> Body:
    return {"file": SimpleUploadedFile("报告.pdf", CONTENT, content_type="application/pdf")}


def _event(stage: Stage) -> Body:
    return EVENT | {"course": str(stage.zhang.courses.get().pk), "reason": "录入错误"}


def _seen(stage: Stage) -> Body:
    return {"study": str(stage.zhang.imaging_studies.get().pk), "lesion": str(stage.zhang.lesions.get().pk)}


def _responded(stage: Stage) -> Body:
    return {
        "study": _seen(stage)["study"],
        "assessed_on": str(TODAY),
        "new_lesion": "NONE",
        "deviation": WORD,
    }


def _referred(stage: Stage) -> Body:
    return {"board": str(board_of_west(stage.people).pk), "question": "T8？", "reason": "不明", "until": SOON}


def _new(stage: Stage) -> Body:
    return {"user": str(User.objects.get(username="lu").pk), "discipline": "NURSING"}


SAID: dict[str, Callable[[Stage], Body]] = {
    "api-adverse-event-correct": _event,
    "api-attachments": _a_file,
    "api-bone-window": always(reviewed=True, by="何洁", on=str(TODAY)),
    "api-contacts": always(kind="SPOUSE", phone="13800138000"),
    "api-contact": always(kind="SPOUSE", phone="13800138001"),
    "api-course-interval": always(
        interval_days=42, reason_code="ELECTIVE_EXTENSION", reason_text="病情稳定", disease_stable=True,
        symptoms_controlled=True, review_on="2025-05-12",
    ),
    "api-lesion-measurements": lambda stage: _seen(stage) | {"long_mm": "12.1", "short_mm": "10.4"},
    "api-lesion-readings": lambda stage: _seen(stage) | {"read_on": str(TODAY), "change": "GREW"},
    "api-refer": _referred,
    "api-response-assessments": _responded,
    "api-adverse-events": always(**EVENT),
    "api-boards": _board,
    "api-board": _board,
    "api-board-members": _seat,
    "api-board-meetings": always(starts_at="2025-03-21T15:00:00+08:00"),
    "api-board-case-decisions": _decision,
    "api-board-case-decision": lambda stage: _decision(stage) | {"version": 0},
    "api-board-case-decision-void": always(reason="重复", version=0),
    "api-board-case-dissents": always(name="赵军", discipline="ORTHO", reason="先手术"),
    "api-board-case-texts": always(conclusion="随访", version=0),
    "api-case-lane": always(lane="LISTED"),
    "api-case-opinions": always(stance="AGREE"),
    "api-courses": always(**COURSE),
    "api-course-hold": always(reason_code="HYPOCALCAEMIA", review_on=SOON),
    "api-course-stop": always(**STOP),
    "api-course-switch": always(stop=STOP, start=COURSE | {"agent": "ZOLEDRONATE"}),
    "api-decision-course": always(**COURSE),
    "api-decision-outcome": always(outcome="IMPLEMENTED"),
    "api-dental": always(**TEETH),
    "api-dental-correct": always(**TEETH, reason="录入错误"),
    "api-dental-clear": always(cleared_on=str(TODAY), dentist_name="何医生"),
    "api-dose-give": lambda stage: a_dose(),
    "api-dose-correct": always(given_on=str(TODAY), dose_mg="90", reason_text="看错"),
    "api-dose-not-given": always(reason_code="FORGOTTEN"),
    "api-dose-rebook": always(reason_code="FORGOTTEN", booked_on=SOON),
    "api-dose-request": always(kind="CALCIUM"),
    "api-emergency": always(**EMERGENCY),
    "api-emergency-review": always(verdict="FINE"),
    "api-follow-up": always(category="ADVANCED"),
    "api-invitation-answer": always(answer="ACCEPTED"),
    "api-lab-correct": always(**LAB, sampled_on=str(TODAY), reason="录入错误"),
    "api-labs": always(**LAB, sampled_on=str(TODAY)),
    "api-meeting-answer": always(answer="ACCEPTED"),
    "api-meeting-invitations": _new,
    "api-meeting-move": always(starts_at="2025-03-21T15:00:00+08:00"),
    "api-patient": _who,
    "api-patient-calls": always(**CALLED),
    "api-patient-cases": always(question=QUESTION),
    "api-patients": lambda stage: _registered(registration(stage.people)),
    "api-pathway": always(
        source="SCREEN_DUE", target="BS_POSITIVE", taken_on=str(TODAY), facts={"survey": "POSITIVE"}
    ),
    "api-pathway-risk": always(reviewed_on=str(TODAY), factors={"BONE_PAIN": True}),
    "api-slot-booking": always(booked_for="2025-03-10T09:00:00+08:00", place="影像科"),
    "api-slot-contacts": always(**CALLED),
    "api-supplements": always(**SUPPLEMENT),
    "api-supplement-correct": always(**SUPPLEMENT, reason="录入错误"),
    "api-task-assign": lambda stage: {"to": str(stage.people.nurse_li.pk)},
    "api-task-postpone": always(until=SOON, reason="出差"),
}  # fmt: skip
SAID |= {f"api-{facts.plural}": always(**body_of(facts)) for facts in EVERY_KIND}
SAID |= {f"api-{facts.slug}-correct": always(**body_of(facts), reason="录入错误") for facts in EVERY_KIND}


def _registered(typed: dict[str, str]) -> Body:
    names = ("name", "sex", "birth_date", "hospital_number", "department")
    return {name: typed[name] for name in names} | {"id": typed["form_id"]}


class Description:
    """docs/openapi.yaml: which body an operation takes."""

    def __init__(self) -> None:
        text = (Path(settings.BASE_DIR) / "docs" / "openapi.yaml").read_text(encoding="utf-8")
        self.all = yaml.load(text, Loader=yaml.CSafeLoader)
        self.paths = [(pattern(sub(r"\\{\w+\\}", "[^/]+", escape(path))), path) for path in self.all["paths"]]

    def body(self, method: str, address: str) -> Body:
        """What it must be given, guessed."""
        found = self.all["paths"].get(address) or next(
            self.all["paths"][path] for regex, path in self.paths if regex.fullmatch(address)
        )
        content = found[method.lower()].get("requestBody", {}).get("content", {})
        asked = self._of(next(iter(content.values()))["schema"]) if content else {}
        return {name: self._guess(asked["properties"][name]) for name in asked.get("required", ())}

    def _of(self, schema: Any) -> Any:
        while "$ref" in schema:
            schema = self.all["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return schema

    def _guess(self, schema: Any) -> Any:
        schema = self._of(next(iter(schema.get("oneOf") or schema.get("allOf") or [schema])))
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema.get("type")
        return GUESSES.get(schema.get("format"), GUESSES.get(kind))
