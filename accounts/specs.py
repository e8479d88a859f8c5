"""What a person may set about themselves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProfileSpec:
    """The choices of the profile page."""

    language: str
    wants_email: bool
    has_shortcuts: bool
    dark_projector: bool
