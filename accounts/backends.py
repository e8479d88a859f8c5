"""Signing in by user name and password, as Django does it; the user comes with how far his page can see."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from accounts.meanwhile.horizon import HORIZON
from accounts.models import User


class HouseBackend(ModelBackend):
    """One query for both: every page needs its user, and the horizon is asked for before anything else."""

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session with `horizon`; None for one who may not sign in any more."""
        user = User.objects.annotate(horizon=HORIZON).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
