"""Versions of a hospital's drug protocols: a change is a new version, and a named clinician approves it."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import Conflict
from accounts.models import User
from bonetherapy.models import DrugProtocol
from bonetherapy.models.protocols import PROTOCOL_VALUES
from bonetherapy.services.permits import permit_role
from bonetherapy.services.problems import refuse
from guidelines.bone.agents import AGENTS, Agent
from guidelines.settings import DEFAULT_LIMITS

COPIED = (*PROTOCOL_VALUES, "note")
LEAD_MAX_DAYS = 14
RANGES = {
    "interval_days": (7, 92),
    "reminder_lead_days": (DEFAULT_LIMITS.reminder_lead_days, LEAD_MAX_DAYS),
    "lab_valid_days": (1, 90),
    "dental_valid_days": (1, 366),
    "dental_recall_months": (1, 24),
}


@transaction.atomic
def protocol_new_version(*, by: User, protocol: DrugProtocol, today: date) -> DrugProtocol:
    """A draft with the values of this version and the next number, in force from today once approved."""
    permit_role(by, Role.ADMINISTRATOR)
    rows = DrugProtocol.objects.filter(hospital=protocol.hospital, agent=protocol.agent)
    last = rows.select_for_update().order_by("-version").first() or protocol
    return DrugProtocol.objects.create(
        hospital=protocol.hospital,
        agent=protocol.agent,
        version=last.version + 1,
        effective_from=today,
        **{name: getattr(protocol, name) for name in COPIED},
    )


def version_next(protocol: DrugProtocol) -> int:
    """The number a new protocol of this hospital and agent gets; the first one is 1, 0 is the guideline's."""
    rows = DrugProtocol.objects.filter(hospital_id=protocol.hospital_id, agent=protocol.agent)
    return (rows.aggregate(last=Max("version"))["last"] or 0) + 1


@transaction.atomic
def protocol_approve(*, by: User, protocol: DrugProtocol, approved_by_name: str, today: date) -> DrugProtocol:
    """Approve a draft by the name of a clinician; from then on the row never changes again.

    Raises ValidationError without a name or with values no rule can work with, Conflict when it is approved.
    """
    permit_role(by, Role.ADMINISTRATOR)
    row = DrugProtocol.objects.select_for_update().get(pk=protocol.pk)
    if row.approved_on is not None:
        raise Conflict(_("This version is approved already."))
    name = approved_by_name.strip()
    refuse(
        {"approved_by_name": "" if name else _("Enter the clinician who approves this version.")}
        | protocol_errors(row)
    )
    row.approved_by_name, row.approved_on = name, today
    row.save(update_fields=["approved_by_name", "approved_on"])
    return row


def protocol_errors(row: DrugProtocol) -> dict[str, str]:
    """What stands against these values, by field; empty messages where nothing does."""
    errors = {name: _range_error(getattr(row, name), *limits) for name, limits in RANGES.items()}
    standard = AGENTS[Agent(row.agent)] if row.agent in Agent.__members__ else None
    if standard is None:
        return errors | {"agent": _("Choose a drug of the list.")}
    if standard.agent is Agent.DENOSUMAB and row.dose_mg not in {None, standard.dose_mg}:
        errors["dose_mg"] = _("Denosumab is %(dose)s mg (BMA-06).") % {"dose": standard.dose_mg}
    if standard.route is not None and row.route not in {"", standard.route.value}:
        errors["route"] = _("The guideline gives this drug another way.")
    return errors


def _range_error(value: int | None, low: int, high: int) -> str:
    if value is None or low <= value <= high:
        return ""
    return _("Enter %(low)d to %(high)d.") % {"low": low, "high": high}
