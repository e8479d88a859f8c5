"""People who sign in: found by name, created with a temporary password, switched off instead of deleted."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import audit, clock
from accounts.admin.base import OwnPlacesFilter, RoleAdmin
from accounts.admin.lost_factor import lost_factor_page
from accounts.admin.scope import is_whole
from accounts.admin_site import ADMIN_ROLES
from accounts.enums import Role
from accounts.models import User
from accounts.policy import policy
from accounts.services import password_forget, password_reset, sign_out_everywhere

# They speak for a discipline at the board: their department's, unless another one is chosen.
SEATED = frozenset({Role.ONCOLOGIST, Role.PANEL_MEMBER})


class UserForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Facts about a person; the password is never typed by an administrator."""

    class Meta:
        model = User
        fields = (
            "name", "username", "email", "role", "hospital", "department", "discipline", "rank", "language",
            "is_active", "is_superuser",
        )  # fmt: skip
        help_texts = {"discipline": _("Left empty for an oncologist or a panel member: the department's.")}

    def clean(self) -> dict[str, Any]:
        """A department of the same hospital; only those who run the house may belong to no hospital."""
        facts = super().clean() or {}
        hospital, department = facts.get("hospital"), facts.get("department")
        if department and department.hospital_id != getattr(hospital, "id", None):
            self.add_error("department", _("This department belongs to another hospital."))
        if "hospital" in facts and not hospital and facts.get("role") not in ADMIN_ROLES:
            self.add_error("hospital", _("Choose the hospital: without one, only administrators can work."))
        if department and not facts.get("discipline") and facts.get("role") in SEATED:
            facts["discipline"] = department.discipline
        return facts


@admin.register(User)
class UserAdmin(RoleAdmin):
    """Users of the administrator's hospital."""

    form = UserForm
    hospital_path = "hospital_id"
    list_display = ("name", "username", "role", "hospital", "department", "email", "last_login", "is_active")
    list_filter = (
        "is_active",
        "role",
        ("hospital", OwnPlacesFilter),
        ("department", OwnPlacesFilter),
    )
    list_select_related = ("hospital", "department")
    search_fields = ("name", "username", "email")
    actions = ("give_temporary_password", "take_lost_factor_away", "let_the_directory_decide", "end_sessions")

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> "type[forms.ModelForm[Any]]":
        """Only whoever looks after the whole installation may leave the hospital open."""
        form = super().get_form(request, obj, change, **kwargs)
        if "hospital" in form.base_fields:
            form.base_fields["hospital"].required = not is_whole(request.user)
        return form

    def get_exclude(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody but a superuser makes a superuser, not even of themselves."""
        user: Any = request.user
        return () if user.is_superuser else ("is_superuser",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody locks themselves out or changes their own rights."""
        return ("role", "is_active", "is_superuser", "hospital") if obj == request.user else ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An administrator cannot take over a superuser's account."""
        user: Any = request.user
        is_above = obj is not None and obj.is_superuser and not user.is_superuser
        return super().has_change_permission(request, obj) and not is_above

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Store the person; the role decides who counts as staff of the administration."""
        obj.is_staff = obj.is_superuser or obj.role in ADMIN_ROLES
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: User, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The temporary password, shown once."""
        return self._password_page(request, obj)

    @admin.action(description=_("Give a new temporary password"), permissions=["change"])
    def give_temporary_password(self, request: HttpRequest, rows: QuerySet[User]) -> HttpResponse | None:
        """For one person at a time; ends that person's sessions."""
        person = self._one_person(request, rows)
        return self._password_page(request, person) if person else None

    @admin.action(description=_("Take a lost second factor away"), permissions=["change"])
    def take_lost_factor_away(self, request: HttpRequest, rows: QuerySet[User]) -> HttpResponse | None:
        """For one person at a time, with a reason; ends that person's sessions."""
        person = self._one_person(request, rows)
        site = {**self.admin_site.each_context(request), "opts": self.opts}
        return lost_factor_page(request, person, site) if person else None

    @admin.action(description=_("Let the hospital's directory check the password"), permissions=["change"])
    def let_the_directory_decide(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        """For one person at a time: the password kept here is forgotten."""
        person = self._one_person(request, rows)
        if person:
            password_forget(user=person)
            done = _("From now on the hospital's own sign-in decides about %(name)s.")
            self.message_user(request, done % {"name": person.name}, messages.SUCCESS)

    def _one_person(self, request: HttpRequest, rows: QuerySet[User]) -> User | None:
        chosen = list(rows[:2])
        if len(chosen) != 1:
            self.message_user(request, _("Select exactly one person."), messages.ERROR)
            return None
        if chosen[0] == request.user or not self.has_change_permission(request, chosen[0]):
            self.message_user(request, _("You may not change how this person signs in."), messages.ERROR)
            return None
        return chosen[0]

    @admin.action(description=_("Sign out everywhere"), permissions=["change"])
    def end_sessions(self, request: HttpRequest, rows: QuerySet[User]) -> None:
        """End every session of these people; they may sign in again at once."""
        people = [person for person in rows if self.has_change_permission(request, person)]
        for person in people:
            ended = sign_out_everywhere(user=person)
            audit.record_signed_out(request=request, user_id=person.pk, sessions=ended)
        done = ngettext("%(n)d person is signed out.", "%(n)d people are signed out.", len(people))
        self.message_user(request, done % {"n": len(people)}, messages.SUCCESS)

    def _password_page(self, request: HttpRequest, person: User) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Temporary password"),
            "opts": self.opts,
            "person": person,
            "temporary": password_reset(user=person, now=clock.now()),
            "days": policy().temporary_age.days,
        }
        return TemplateResponse(request, "accounts/admin/temporary_password.html", context)
