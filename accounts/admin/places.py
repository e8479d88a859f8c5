"""Hospitals, departments and wards."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin.base import OwnPlacesFilter, RoleAdmin
from accounts.admin.scope import is_whole
from accounts.models import Department, Hospital, Ward


@admin.register(Hospital)
class HospitalAdmin(RoleAdmin):
    """Only administrators of the whole installation add hospitals; others see and keep their own."""

    hospital_path = "id"
    list_display = ("name", "short_name", "level", "city_tier", "is_active")
    list_filter = ("level", "city_tier", "is_active")
    search_fields = ("name", "short_name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """True for administrators of the whole installation."""
        return super().has_add_permission(request) and is_whole(request.user)


@admin.register(Department)
class DepartmentAdmin(RoleAdmin):
    """Departments with the mailbox of their nurses."""

    hospital_path = "hospital_id"
    list_display = ("name", "hospital", "discipline", "nurse_mailbox", "is_active")
    list_filter = (("hospital", OwnPlacesFilter), "discipline", "is_active")
    list_select_related = ("hospital",)
    search_fields = ("name", "hospital__name")


@admin.register(Ward)
class WardAdmin(RoleAdmin):
    """Wards of departments."""

    hospital_path = "department__hospital_id"
    list_display = ("name", "department", "hospital", "is_active")
    list_filter = (("department", OwnPlacesFilter), "is_active")
    list_select_related = ("department__hospital",)
    search_fields = ("name", "department__name")

    @admin.display(ordering="department__hospital__name", description=Hospital._meta.verbose_name)
    def hospital(self, row: Ward) -> Hospital:
        """The hospital of the ward's department."""
        return row.department.hospital
