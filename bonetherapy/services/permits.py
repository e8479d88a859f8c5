"""Who may write: the table the pages ask (accounts.permissions), asked again at the only door to the rows."""

from django.core.exceptions import PermissionDenied

from accounts.models import User
from accounts.permissions import Permission, can


def permit(by: User, permission: Permission) -> None:
    """Raise PermissionDenied unless the user's role may do this."""
    if not can(by, permission):
        raise PermissionDenied


def permit_role(by: User, role: str) -> None:
    """Raise PermissionDenied unless the user has this role."""
    if not by.is_active or by.role != role:
        raise PermissionDenied
