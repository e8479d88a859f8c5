"""Stops an upload that is too large while it arrives, whoever sends it: nothing of it is kept or written."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

TOO_LARGE = "boneboard.upload_too_large"
ROOM_FOR_FORM = 64 * 1024
ABSURD = 10  # times the limit: not even read to its end, the connection is closed


class LimitedUploadHandler(FileUploadHandler):
    """First of the handlers. The view finds `was_too_large` and says so beside the form."""

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Note what the browser announces."""
        self._announced = content_length

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The chunk, as long as the whole may still fit."""
        most = most_bytes()
        if max(self._announced - ROOM_FOR_FORM, start + len(raw_data)) > most:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise StopUpload(connection_reset=self._announced > ABSURD * most)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps it."""


def most_bytes() -> int:
    """How large an attached file may be."""
    return int(settings.ATTACHMENT_MAX_MB) * 1024 * 1024


def was_too_large(request: HttpRequest) -> bool:
    """Whether the upload of this request was stopped."""
    return bool(request.META.get(TOO_LARGE))
