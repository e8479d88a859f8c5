"""Endpoints that put right what is on record: a dose, a dental item, a supplement, an adverse event.

What stood there stays to be read.
"""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import DayField, StrictSerializer, parsed
from accounts.permissions import Permission
from bonetherapy.api.door import DoseEndpoint
from bonetherapy.api.dose_input import UndoInput
from bonetherapy.api.input import REASONS, words
from bonetherapy.api.output import AdverseEventOutput, DentalOutput, DoseOutput, SupplementOutput
from bonetherapy.api.safety_input import (
    AdverseEventFactsInput,
    DentalFactsInput,
    SupplementFactsInput,
    adverse_facts,
    dental_facts,
    supplement_facts,
)
from bonetherapy.services.adverse import ADVERSE_EVENT
from bonetherapy.services.correcting import dose_correct, dose_void
from bonetherapy.services.dental import DENTAL
from bonetherapy.services.supplements import SUPPLEMENT
from bonetherapy.specs import DoseCorrection
from patients.api.records import Facts, record_views
from patients.api.status_input import maybe, maybe_day


class DoseCorrectionInput(StrictSerializer):
    """A dose as it really was given, and why its record is changed; null: nobody knows."""

    given_on = DayField()
    dose_mg = maybe(serializers.DecimalField, 6, 2)
    site = words(16)
    batch = words(30)
    expires_on = maybe_day()
    interruption_reason = serializers.ChoiceField(REASONS, required=False, default="", allow_blank=True)
    reason_text = serializers.CharField(max_length=300)


class DoseCorrect(DoseEndpoint):
    """A dose on record that was given otherwise."""

    permission_for = {"POST": Permission.COURSE_PRESCRIBE}

    @extend_schema(request=DoseCorrectionInput, responses=DoseOutput)
    def post(self, request: Request, dose_id: UUID) -> Response:
        """After the last dose, the coming ones follow its new day."""
        dose, spec = self.dose(request, dose_id), DoseCorrection(**parsed(DoseCorrectionInput, request))
        right = dose_correct(by=self.user(request), dose=dose, spec=spec, today=clock.today())
        return Response(DoseOutput(right).data)


class DoseVoid(DoseEndpoint):
    """A dose on record that was never given: its row stays, cancelled."""

    permission_for = {"POST": Permission.COURSE_PRESCRIBE}

    @extend_schema(request=UndoInput, responses=DoseOutput)
    def post(self, request: Request, dose_id: UUID) -> Response:
        """No rule counts it any more."""
        dose, reason = self.dose(request, dose_id), parsed(UndoInput, request)["reason_text"]
        gone = dose_void(by=self.user(request), dose=dose, reason_text=reason, now=clock.now())
        return Response(DoseOutput(gone).data)


_ROWS, DentalCorrect, DentalVoid = record_views(
    Facts(
        name="DentalRecord",
        slug="dental-record",
        words="Dental records",
        kind=DENTAL,
        related="dental_records",
        day="on",
        taken=DentalFactsInput,
        told=DentalOutput,
        spec=dental_facts,
    )
)
_ORDERS, SupplementCorrect, SupplementVoid = record_views(
    Facts(
        name="SupplementOrder",
        slug="supplement",
        words="Supplements",
        kind=SUPPLEMENT,
        related="supplements",
        day="started_on",
        taken=SupplementFactsInput,
        told=SupplementOutput,
        spec=supplement_facts,
    )
)
_EVENTS, AdverseEventCorrect, AdverseEventVoid = record_views(
    Facts(
        name="AdverseEvent",
        slug="adverse-event",
        words="Adverse events",
        kind=ADVERSE_EVENT,
        related="adverse_events",
        day="onset_on",
        taken=AdverseEventFactsInput,
        told=AdverseEventOutput,
        spec=adverse_facts,
    )
)
