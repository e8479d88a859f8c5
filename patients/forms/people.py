"""Forms about who and where a patient is."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import selectors as accounts
from accounts.models import Department, User, Ward
from patients.enums import DoubtAnswer, Sex
from patients.forms.base import RoomForm
from patients.models import Patient
from patients.selectors.access import OWN_DEPARTMENT
from patients.specs.overrides import Acknowledgement
from patients.specs.people import PatientSpec, PlaceSpec, RegistrationSpec

LONGEST_NAME = 120  # room for blanks that are tidied away; the service says when the name itself is too long


class WardField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """A ward said with its department: two departments may both have a first ward."""

    def label_from_instance(self, obj: Any) -> str:
        """`肿瘤一科 一病区`."""
        return f"{obj.department.name} {obj.name}"


class DoubtsForm(RoomForm):
    """Why to go on although a record looks like another one; `answered` names the findings on the page."""

    answered = forms.CharField(required=False, widget=forms.HiddenInput)
    answer_code = forms.ChoiceField(
        label=_("Why go on"), choices=DoubtAnswer, required=False, widget=forms.RadioSelect
    )
    answer_text = forms.CharField(label=_("Explanation"), max_length=300, required=False)

    def answers(self) -> tuple[Acknowledgement, ...]:
        """One answer for each finding that was on the page."""
        data = self.cleaned_data
        if not data["answer_code"]:
            return ()
        code, text = data["answer_code"], data["answer_text"]
        pairs = [part.partition("|") for part in data["answered"].split()]
        return tuple(
            Acknowledgement(rule_id=rule_id, key=key, reason_code=code, reason_text=text)
            for rule_id, _bar, key in pairs
        )


class PersonForm(DoubtsForm):
    """Identity."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, widget=forms.RadioSelect)
    birth_date = forms.DateField(label=_("Date of birth"))
    hospital_number = forms.CharField(label=_("Hospital number"), max_length=60)
    national_id = forms.CharField(label=_("Identity card number"), max_length=40, required=False)
    responsible_doctor = forms.ModelChoiceField(
        User.objects.none(), label=_("Responsible doctor"), required=False
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        choose(self, "responsible_doctor", accounts.doctors(user))

    def person(self) -> PatientSpec:
        """The identity that was typed."""
        data = self.cleaned_data
        return PatientSpec(
            name=data["name"],
            sex=Sex(data["sex"]),
            birth_date=data["birth_date"],
            hospital_number=data["hospital_number"],
            national_id=self.typed_national_id(),
            responsible_doctor=data["responsible_doctor"],
            answers=self.answers(),
        )

    def typed_national_id(self) -> str | None:
        """The number that was typed."""
        return str(self.cleaned_data["national_id"])


class RegistrationForm(PersonForm):
    """A new patient: identity, place, and the patient's phone."""

    form_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    department = forms.ModelChoiceField(Department.objects.none(), label=_("Department"))
    ward = WardField(Ward.objects.none(), label=_("Ward"), required=False)
    bed = forms.CharField(label=_("Bed"), max_length=10, required=False)
    phone = forms.CharField(label=_("Patient's phone"), max_length=40, required=False)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        offer_places(self, user)

    def spec(self) -> RegistrationSpec:
        """The patient that was typed."""
        form_id: UUID = self.cleaned_data["form_id"]
        phone = self.cleaned_data["phone"]
        return RegistrationSpec(person=self.person(), place=place_of(self), phone=phone, id=form_id)


class EditForm(PersonForm):
    """Identity of a registered patient: an empty number leaves the stored one, unless it is to be removed."""

    national_id_remove = forms.BooleanField(label=_("Remove the stored identity card number"), required=False)

    @classmethod
    def start(cls, patient: Patient) -> dict[str, Any]:
        """What the empty form shows."""
        columns = ("name", "sex", "birth_date", "hospital_number", "responsible_doctor")
        return {name: getattr(patient, name) for name in columns}

    def typed_national_id(self) -> str | None:
        """The number that was typed, empty to remove, None to leave as it is."""
        typed = str(self.cleaned_data["national_id"])
        return typed or ("" if self.cleaned_data["national_id_remove"] else None)


class DoctorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only for the type checker
    """A doctor said with the department."""

    def label_from_instance(self, obj: Any) -> str:
        """`肿瘤一科 王磊`."""
        return f"{obj.department.name} {obj.name}"


class MoveForm(RoomForm):
    """Another department, ward or bed, and who is responsible there."""

    department = forms.ModelChoiceField(Department.objects.none(), label=_("Department"))
    ward = WardField(Ward.objects.none(), label=_("Ward"), required=False)
    bed = forms.CharField(label=_("Bed"), max_length=10, required=False)
    responsible_doctor = DoctorField(
        User.objects.none(),
        label=_("Responsible doctor there"),
        required=False,
        help_text=_("Left empty, a doctor of that department stays responsible; another one does not."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = Ward.objects.filter(is_active=True, department__in=accounts.departments(user))
        choose(self, "department", accounts.departments(user))
        choose(self, "ward", everywhere.select_related("department"))
        doctors = accounts.doctors(user).exclude(department=None).select_related("department")
        choose(self, "responsible_doctor", doctors.order_by("department__name", "name"))

    def spec(self) -> PlaceSpec:
        """The place that was chosen."""
        return place_of(self)


class ReasonForm(RoomForm):
    """Why something is done that cannot be taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


def offer_places(form: forms.Form, user: User) -> None:
    """Departments and wards in which the user may register."""
    departments = accounts.departments(user)
    if user.role in OWN_DEPARTMENT:
        departments = departments.filter(pk__in=[user.department_id])
    choose(form, "department", departments)
    choose(form, "ward", accounts.wards(user).select_related("department"))
    form.fields["department"].initial = user.department_id


def choose(form: forms.Form, name: str, rows: Any) -> None:
    """Offer these rows in a field, and a dash where nothing is chosen."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
        field.empty_label = "—"


def place_of(form: forms.Form) -> PlaceSpec:
    """The place that was chosen."""
    data = form.cleaned_data
    return PlaceSpec(department=data["department"], ward=data["ward"], bed=data["bed"])
