"""`manage.py access_table`: the part of docs/access.md that is made from accounts.permissions."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.enums import Role
from accounts.permissions import ALLOWED, Permission


class Command(BaseCommand):
    """Print roles x permissions as a Markdown table."""

    help = __doc__ or ""
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the table to stdout."""
        self.stdout.write(table())


def table() -> str:
    """One row per permission, one column per role; "yes" where the role has it."""
    roles = list(Role)
    head = ["Permission", *(str(role.value) for role in roles)]
    lines = [head, ["---"] * len(head)]
    for permission in Permission:
        marks = ["yes" if permission in ALLOWED[role] else "" for role in roles]
        lines.append([f"`{permission}`", *marks])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
