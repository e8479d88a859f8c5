"""The follow-up calendar over the API: the slots, and what people do about one."""

from datetime import date
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import (
    DayField,
    Endpoint,
    FindingOutput,
    MomentField,
    StrictSerializer,
    options,
    parsed,
)
from accounts.permissions import Permission
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.category import FollowUpCategory
from guidelines.imaging.orders import OrderBasis, RefusalReason
from imaging import services
from imaging.models import ImagingSlot
from imaging.selectors.board import PARTS, part
from imaging.selectors.slots import slots_of
from imaging.services.ordering import order_said
from imaging.specs import BookingSpec
from patients.api.door import AnsweredSerializer, PatientsListed, answers_of
from worklist.api.calls import CallInput, call_spec
from worklist.api.output import CallOutput
from worklist.services import contact_attempt_log


class SlotOutput(serializers.ModelSerializer[ImagingSlot]):
    """An examination of the calendar; `state` is as of today, and stored nowhere."""

    state = serializers.SerializerMethodField()
    days_overdue = serializers.SerializerMethodField()
    is_replaced = serializers.BooleanField()

    class Meta:
        model = ImagingSlot
        fields = [
            "id",
            "patient",
            "rule_id",
            "category",
            "anchor_on",
            "kind",
            "number",
            "due_on",
            "next_due_on",
            "soon_from",
            "overdue_from",
            "missed_from",
            "state",
            "days_overdue",
            "study",
            "is_fulfilled",
            "is_replaced",
            "flagged_on",
            "ordered_on",
            "ordered_by",
            "order_basis",
            "refusal",
            "refused_on",
            "refused_by",
            "booked_for",
            "booked_place",
            "booked_by",
            "waived_at",
            "waived_by",
            "waiver_reason",
        ]

    def get_state(self, slot: ImagingSlot) -> str:
        """`planned`, `due_soon`, `overdue`, `missed`, `fulfilled`, `qc_pending` or `waived`."""
        return slot.state_on(clock.today()).value

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_days_overdue(self, slot: ImagingSlot) -> int | None:
        """Days since the due date, once the days of grace are over; null before, and when it is settled."""
        today: date = clock.today()
        is_settled = slot.is_fulfilled or slot.waived_at is not None
        return None if is_settled or today < slot.overdue_from else (today - slot.due_on).days


class SlotArranged(SlotOutput):
    """The slot as it was arranged, with what the rules say to it (IMG-13, IMG-14)."""

    flags = serializers.SerializerMethodField()

    class Meta(SlotOutput.Meta):
        fields = [*SlotOutput.Meta.fields, "flags"]

    @extend_schema_field(FindingOutput(many=True))
    def get_flags(self, slot: ImagingSlot) -> Any:
        """An order for a symptom alone; the dose of a bone scan, to who fears it."""
        return FindingOutput(order_said(slot, clock.today()), many=True).data


class SlotFilter(django_filters.FilterSet):
    """Narrow the list."""

    kind = django_filters.ChoiceFilter(choices=[(kind.value, kind.value) for kind in SlotKind])
    category = django_filters.ChoiceFilter(choices=[(one.value, one.value) for one in FollowUpCategory])
    part = django_filters.ChoiceFilter(
        method="only_part", choices=[(one, one) for one in PARTS], label="part of the scan board"
    )
    due_from = django_filters.DateFilter("due_on", lookup_expr="gte", label="due on that day or later")
    due_to = django_filters.DateFilter("due_on", lookup_expr="lte", label="due on that day or earlier")
    doctor = django_filters.UUIDFilter("patient__responsible_doctor", label="responsible doctor")

    class Meta:
        model = ImagingSlot
        fields = ["patient"]

    def only_part(self, rows: QuerySet[ImagingSlot], _name: str, value: str) -> QuerySet[ImagingSlot]:
        """What the board shows there today."""
        return rows.filter(part(value, clock.today()))


class Slots(PatientsListed):
    """The calendar of every patient the user may see, by due date; `?part=late` for what is overdue."""

    subject = "api_slots"
    permission_for = {"GET": Permission.SCAN_VIEW}
    serializer_class = SlotOutput
    filterset_class = SlotFilter
    queryset = ImagingSlot.objects.none()

    def get_queryset(self) -> Any:
        """Through the patients."""
        return slots_of(self.user(self.request)).select_related("study").order_by("due_on", "id")


class SlotEndpoint(Endpoint):
    """A view below /imaging-slots/<id>/."""

    def slot(self, request: Request, slot_id: UUID) -> ImagingSlot:
        """The slot with its patient; 404 for a patient the user may not see."""
        rows = slots_of(self.user(request)).select_related("patient", "study")
        found: ImagingSlot = get_object_or_404(rows, pk=slot_id)
        audit.record(request=request._request, patient_id=found.patient_id, subject="api_slot")
        return found


class OrderInput(AnsweredSerializer):
    """The day an examination was ordered and why, with the answer to IMG-12 where it asks."""

    ordered_on = DayField()
    order_basis = serializers.ListField(
        child=serializers.ChoiceField(options(OrderBasis)), required=False, default=list
    )


class SlotOrder(SlotEndpoint):
    """The order of an examination."""

    permission_for = {"POST": Permission.SCAN_ARRANGE}

    @extend_schema(request=OrderInput, responses=SlotArranged)
    def post(self, request: Request, slot_id: UUID) -> Response:
        """Note it; 409 when the examination is done, given up or left the calendar."""
        slot, values = self.slot(request, slot_id), parsed(OrderInput, request)
        on, today, answers = values["ordered_on"], clock.today(), answers_of(values)
        basis = [OrderBasis(code) for code in values["order_basis"]]
        row = services.slot_order(
            by=self.user(request), slot=slot, on=on, today=today, basis=basis, answers=answers
        )
        return Response(SlotArranged(row).data)


class BookInput(AnsweredSerializer):
    """An appointment, with the answer to IMG-12 where it asks."""

    booked_for = MomentField()
    place = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)


class SlotBook(SlotEndpoint):
    """The appointment of an examination."""

    permission_for = {"POST": Permission.SCAN_ARRANGE, "DELETE": Permission.SCAN_ARRANGE}

    @extend_schema(request=BookInput, responses=SlotOutput)
    def post(self, request: Request, slot_id: UUID) -> Response:
        """Note it, a new one in place of the old; 409 as for an order."""
        slot, values = self.slot(request, slot_id), parsed(BookInput, request)
        spec, answers = BookingSpec(values["booked_for"], values["place"]), answers_of(values)
        row = services.slot_book(
            by=self.user(request), slot=slot, spec=spec, now=clock.now(), answers=answers
        )
        return Response(SlotOutput(row).data)

    @extend_schema(responses={200: SlotOutput})
    def delete(self, request: Request, slot_id: UUID) -> Response:
        """Take it out."""
        slot = self.slot(request, slot_id)
        return Response(SlotOutput(services.slot_unbook(by=self.user(request), slot=slot)).data)


class RefusalInput(StrictSerializer):
    """Why the patient refuses an examination or puts it off."""

    reason = serializers.ChoiceField(options(RefusalReason))


class SlotRefusal(SlotEndpoint):
    """An examination the patient does not want now; it stays due until an oncologist gives it up."""

    permission_for = {"POST": Permission.SCAN_ARRANGE}

    @extend_schema(request=RefusalInput, responses=SlotArranged)
    def post(self, request: Request, slot_id: UUID) -> Response:
        """Note the reason; the answer to it is in `flags` (IMG-13); 409 as for an order."""
        slot, reason = self.slot(request, slot_id), RefusalReason(parsed(RefusalInput, request)["reason"])
        row = services.slot_refuse(by=self.user(request), slot=slot, reason=reason, today=clock.today())
        return Response(SlotArranged(row).data)


class WaiveInput(StrictSerializer):
    """Why an examination is given up."""

    reason = serializers.CharField(max_length=300)


class SlotWaive(SlotEndpoint):
    """An examination given up by an oncologist (IMG-10)."""

    permission_for = {"POST": Permission.SCAN_WAIVE, "DELETE": Permission.SCAN_WAIVE}

    @extend_schema(request=WaiveInput, responses=SlotOutput)
    def post(self, request: Request, slot_id: UUID) -> Response:
        """Give it up; without a reason 400; 409 when it is done."""
        slot, reason = self.slot(request, slot_id), parsed(WaiveInput, request)["reason"]
        row = services.slot_waive(by=self.user(request), slot=slot, reason=reason, now=clock.now())
        return Response(SlotOutput(row).data)

    @extend_schema(responses={200: SlotOutput})
    def delete(self, request: Request, slot_id: UUID) -> Response:
        """Take the waiver back: it is due again."""
        slot = self.slot(request, slot_id)
        return Response(SlotOutput(services.slot_restore(by=self.user(request), slot=slot)).data)


class SlotContactInput(CallInput):
    """One attempt to reach the patient about this examination."""

    subject_id = None  # type: ignore[assignment]  # takes the field of the parent away


class SlotContact(SlotEndpoint):
    """Contacts about an examination."""

    permission_for = {"POST": Permission.CONTACT_LOG}

    @extend_schema(request=SlotContactInput, responses={201: CallOutput})
    def post(self, request: Request, slot_id: UUID) -> Response:
        """Log one; the same one within a minute is the same row."""
        slot = self.slot(request, slot_id)
        values = parsed(SlotContactInput, request) | {"subject_id": slot.id}
        spec = call_spec(values, slot.patient.contacts)
        row = contact_attempt_log(by=self.user(request), patient=slot.patient, spec=spec, now=clock.now())
        return Response(CallOutput(row).data, status=201)
