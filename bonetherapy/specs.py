"""What a person asks for in bone therapy, parsed and typed, before a service acts on it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from accounts.models import User
from accounts.spreadsheet.complaints import Told
from bonetherapy.enums import DentalOutcome, Severity
from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from patients.specs.overrides import Acknowledgement


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSpec:
    """A course to start. `dose_mg` None: take the dose of the renal table or of the protocol.

    An interval of None in both units: the protocol's own.
    """

    agent: str
    first_due_on: date
    dose_mg: Decimal | None = None
    route: str = ""
    interval_days: int | None = None
    interval_months: int | None = None
    reason_text: str = ""
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalSpec:
    """A changed interval (BMA-17): exactly one unit, a reason and, when longer, a review date."""

    interval_days: int | None = None
    interval_months: int | None = None
    reason_code: str = ""
    reason_text: str = ""
    disease_stable: bool = False
    symptoms_controlled: bool = False
    review_on: date | None = None
    rebound_plan: str = ""
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSpec:
    """A hold: a reason (VOC-17) and the day somebody looks at it again.

    `dental_record_id` names the procedure of a hold for a tooth (DEN-03).
    """

    reason_code: str
    review_on: date | None
    reason_text: str = ""
    dental_record_id: UUID | None = None
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeSpec:
    """The end of a hold: the one next dose is due on `resume_on`, nothing is caught up (DEN-05)."""

    resume_on: date
    reason_text: str = ""
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSpec:
    """A stop: reason (VOC-18), the day, and for denosumab the rebound plan in words (BMA-24).

    `no_benefit` is the physician's statement that PROGRESSION needs (BMA-23); `ecog` None: not recorded
    (BMA-20). `oligo_controlled`: oligometastatic and well controlled (BMA-22).
    """

    reason_code: str
    stopped_on: date
    reason_text: str = ""
    rebound_plan: str = ""
    no_benefit: bool = False
    oligo_controlled: bool = False
    ecog: int | None = None
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchSpec:
    """One agent stopped and the next one started, in one step (BMA-15)."""

    stop: StopSpec
    start: CourseSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSpec:
    """A dose as it was given. `identity_confirmed` and `asked_today` are the two questions of the page.

    `interruption_reason` (VOC-17) is needed for a dose given after its day, unless it is on record (REM-06).
    """

    given_at: datetime
    dose_mg: Decimal
    route: str
    site: str
    batch: str
    expires_on: date | None
    identity_confirmed: bool = False
    asked_today: bool = False
    interruption_reason: str = ""
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseCorrection:
    """A recorded dose as it really was given, and why its record is changed; None, empty: nobody knows."""

    given_on: date
    dose_mg: Decimal | None
    site: str = ""
    batch: str = ""
    expires_on: date | None = None
    interruption_reason: str = ""
    reason_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotGivenSpec:
    """A dose that was not given and why (VOC-17); `next_due_on` None leaves the next dose where it is."""

    reason_code: str
    reason_text: str = ""
    next_due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RebookSpec:
    """A new appointment for an overdue dose; the reason (VOC-17) is mandatory (REM-06)."""

    reason_code: str
    booked_on: date
    reason_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalSpec:
    """A dental item, done or planned; `oncologist` and `dentist_name` judge a hold together (DEN-08)."""

    item: str
    on: date
    is_done: bool = True
    outcome: str = "NOT_STATED"
    dentist_name: str = ""
    oncologist: User | None = None
    urgent: bool = False
    note: str = ""
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalFacts:
    """A dental item as it stands on record, for its correction; `cleared_on`: the dentist's clearance."""

    item: DentalItem
    on: date
    is_done: bool = True
    outcome: DentalOutcome = DentalOutcome.NOT_STATED
    dentist_name: str = ""
    cleared_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementSpec:
    """Calcium and vitamin D per day (CAL-01); None: the strength is not stated."""

    calcium_mg_per_day: Decimal | None
    vitamin_d_iu_per_day: Decimal | None
    started_on: date
    product: str = ""
    answers: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEventSpec:
    """An adverse event (VOC-25); `exposed_bone_on` is the first day bone or a fistula was seen (ONJ-05)."""

    code: str
    severity: str
    onset_on: date
    exposed_bone_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEventFacts:
    """An adverse event as it stands on record, for its correction; `resolved_on` None: it is not over."""

    course_id: UUID
    code: AdverseEvent
    severity: Severity
    onset_on: date
    exposed_bone_on: date | None = None
    resolved_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDose:
    """A dose a document tells of; None and empty: the document does not say.

    `reason_code` (VOC-17) says why it came on another day than it was due.
    """

    given_on: date
    dose_mg: Decimal | None = None
    route: str = ""
    batch: str = ""
    site: str = ""
    reason_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastHold:
    """A pause a document tells of; `until_on` None: the course is still on hold."""

    held_on: date
    until_on: date | None = None
    review_on: date | None = None
    reason_code: str = "OTHER"
    reason_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStop:
    """The end of a course a document tells of; `reason_code` empty: it gives no reason."""

    stopped_on: date
    reason_code: str = ""
    reason_text: str = ""
    rebound_plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCourse:
    """A course that was begun elsewhere. None: the protocol's own dose, route and interval."""

    agent: Agent
    started_on: date
    dose_mg: Decimal | None = None
    route: str = ""
    interval_days: int | None = None
    doses: tuple[PastDose, ...] = ()
    holds: tuple[PastHold, ...] = ()
    stop: PastStop | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedTherapySpec:
    """A treatment as a document tells it; `agent` None: it names no drug."""

    agent_text: str
    agent: Agent | None = None
    course_id: UUID | None = None
    dose_mg: Decimal | None = None
    route_text: str = ""
    interval_days: int | None = None
    started_on: date | None = None
    stopped_on: date | None = None
    is_approximate: bool = False
    doses_stated: int | None = None
    doses_stated_on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotStartedSpec:
    """Why no drug is given; `agent` None: none at all."""

    decided_on: date | None
    reason: str
    declined: bool = False
    agent: Agent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementFacts:
    """A supplement as it stands on record or as a document tells it; `started_on` None: it gives no day."""

    product: str
    calcium_mg_per_day: Decimal | None
    vitamin_d_iu_per_day: Decimal | None
    started_on: date | None
    stopped_on: date | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRowSpec:
    """One row of a ward sheet that came back; `given` None where it could not be read, with its `problems`.

    `reason_code` and `reason_text` answer the warnings of this dose; they pass no stop.
    """

    dose_id: UUID
    given: GivenSpec | None = None
    reason_code: str = ""
    reason_text: str = ""
    problems: tuple[Told, ...] = ()
