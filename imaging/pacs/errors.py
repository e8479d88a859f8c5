"""Why images cannot be shown, in words for the person in front of the screen."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _


class PacsError(Exception):
    """No images. `message` says what to do; `code` is for programs; `status` answers a request for pixels."""

    code = "unavailable"
    status = HTTPStatus.BAD_GATEWAY
    message: Any = _("The images cannot be shown.")

    def __str__(self) -> str:
        return str(self.message)


class NotConnected(PacsError):
    """This installation has no archive."""

    code = "not_connected"
    status = HTTPStatus.CONFLICT
    message = _("No image archive is connected. The record itself is complete; ask the administrator.")


class Unreachable(PacsError):
    """No answer in time."""

    code = "unreachable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = _("The image archive does not answer. Nothing of the record is lost; please try again later.")


class Refused(PacsError):
    """The archive does not accept our user name and password."""

    code = "refused"
    message = _("The image archive refuses BoneBoard's password. Please tell the administrator.")


class Misunderstood(PacsError):
    """The archive answered with an error of its own."""

    code = "misunderstood"
    message = _("The image archive answered with an error. Please open the images in the hospital's viewer.")


class Damaged(PacsError):
    """The pixels are incomplete, or stored in a way that cannot be decoded."""

    code = "damaged"
    message = _("This image is damaged or cannot be decoded. Please open it in the hospital's viewer.")


class NotThere(PacsError):
    """The archive does not have it (any more)."""

    code = "not_there"
    status = HTTPStatus.NOT_FOUND
    message = _("The image archive does not have these images. They may have been moved or deleted.")


class NotShown(PacsError):
    """Not a stack of grey slices."""

    code = "not_shown"
    status = HTTPStatus.CONFLICT
    message = _("This series cannot be shown here. Please open it in the hospital's viewer.")
