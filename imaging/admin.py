"""Technical rows of imaging in the administration: lists to look at, never a patient's name, never a change.

Who looks after the archive and the disk must see what is linked and what is stored. Examinations, lesions,
readings, slots and statements are clinical and not registered; the name of a file or of a series may hold a
patient's, so no page of a single row exists: Django would write it there.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.admin.base import RoleAdmin
from imaging.attached.store import place_of
from imaging.models import ImagingSeries, ReportAttachment


class TechnicalAdmin(RoleAdmin):
    """A list for administrators, of their hospital."""

    writers: frozenset[str] = frozenset()
    hospital_path = "study__patient__hospital_id"
    list_display_links = None
    ordering = ("-created_at",)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Nothing: the columns that are shown stand in the list."""
        raise Http404

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Nothing: what the database kept holds the other columns too."""
        raise Http404


@admin.register(ImagingSeries)
class SeriesAdmin(TechnicalAdmin):
    """What is linked to the archive, and what a series does not allow."""

    list_display = ("series_uid", "study_uid", "modality", "n_instances", "pixels", "limits", "created_at")
    list_filter = ("modality", "is_signed", "created_at")
    search_fields = ("series_uid", "study__study_uid")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without the lists of slices, which are long."""
        rows = super().get_queryset(request).select_related("study")
        return rows.defer("sop_uids", "z_positions", "rescales")

    @admin.display(description="Study Instance UID")
    def study_uid(self, row: ImagingSeries) -> str:
        """The examination in the archive."""
        return row.study.study_uid

    @admin.display(description=_("rows x columns, bits"))
    def pixels(self, row: ImagingSeries) -> str:
        """`512 x 512, 12`."""
        return f"{row.rows} x {row.columns}, {row.bits_stored}"


@admin.register(ReportAttachment)
class AttachmentAdmin(TechnicalAdmin):
    """What lies in the folder of attachments: type, size, checksum, whether the file is there."""

    list_display = ("id", "type", "size", "sha256", "created_at", "is_out", "is_there")
    list_filter = ("type", "created_at", ("voided_at", admin.EmptyFieldListFilter))
    search_fields = ("=sha256", "=id")

    @admin.display(boolean=True, description=_("taken out"))
    def is_out(self, row: ReportAttachment) -> bool:
        """Whether it is offered to nobody any more."""
        return row.voided_at is not None

    @admin.display(boolean=True, description=_("file is there"))
    def is_there(self, row: ReportAttachment) -> bool:
        """Whether its file lies where it should."""
        try:
            return place_of(row.id).is_file()
        except ValidationError:
            return False
