"""The token of one visit: which review, of whom, of which series. Signed, so that it cannot be made up."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

SALT = "imaging.bone-window-review"
LIFE_SECONDS = 12 * 3600  # as long as a session


class BadToken(Exception):
    """A token that is not ours, is too old, or was changed."""


@dataclass(frozen=True, slots=True)
class ReviewToken:
    """What a token says."""

    review_id: UUID
    user_id: str
    series_id: UUID

    def signed(self) -> str:
        """As the browser keeps it."""
        return signing.dumps([str(self.review_id), str(self.user_id), str(self.series_id)], salt=SALT)


def read_token(text: str) -> ReviewToken:
    """The token; raises BadToken."""
    try:
        review, user, series = signing.loads(text, salt=SALT, max_age=LIFE_SECONDS)
        return ReviewToken(UUID(review), user, UUID(series))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadToken from error
