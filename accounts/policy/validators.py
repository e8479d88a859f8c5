"""What a new password must be. Each rule asks the chosen profile, and is silent where that is."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import FormerPassword, User
from accounts.policy import policy
from accounts.policy.known import is_known

HOUSE = ("boneboard", "骨转移")  # what this program is called and about
SHORTEST_WORD = 3
SHORTEST_CHINESE = 2


class Length:
    """Long enough, and short enough to be hashed without harm."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        rule = policy()
        if len(password) < rule.min_length:
            raise ValidationError(_("Use at least %(n)d characters.") % {"n": rule.min_length})
        if len(password) > rule.max_length:
            raise ValidationError(_("Use at most %(n)d characters.") % {"n": rule.max_length})

    def get_help_text(self) -> str:
        """What the page says beforehand."""
        return _("At least %(n)d characters; a sentence is easy to remember and hard to guess.") % {
            "n": policy().min_length
        }


class CharacterClasses:
    """Small letters, capitals, digits and other characters, where the profile asks for a mixture."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        needed = policy().character_classes
        if needed is not None and _classes(password) < needed:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """Empty where the profile asks for no mixture."""
        if policy().character_classes is None:
            return ""
        return _("Use small letters, capitals, digits and other characters, at least one of each.")


class Known:
    """Not one that guessers try first."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        if is_known(password):
            raise ValidationError(
                _("This password, or one like it, is on the lists guessers begin with. Choose another one.")
            )

    def get_help_text(self) -> str:
        """Nothing beforehand: whoever has met the list has read the sentence above."""
        return ""


class Context:
    """Without the words a guesser finds on the person's door sign."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError and names the word, which is no secret."""
        typed = password.lower()
        for word in _context(user):
            if word in typed:
                raise ValidationError(
                    _("Leave out “%(word)s”: guessers know names of people, hospitals and this program.")
                    % {"word": word}
                )

    def get_help_text(self) -> str:
        """What the page says beforehand."""
        return _("Without your name, the hospital's or this program's.")


class Former:
    """Neither the one in use nor, where the profile makes people change, one of the last."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        if not isinstance(user, User) or user._state.adding:
            return
        if any(check_password(password, hashed) for hashed in _last(user)):
            raise ValidationError(_("You had this password before. Choose a new one."))

    def get_help_text(self) -> str:
        """Empty where the profile keeps no former passwords."""
        kept = policy().former_passwords
        return _("None of your last %(n)d.") % {"n": kept} if kept else ""


def _classes(password: str) -> int:
    tests = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
    return sum(any(map(test, password)) for test in tests)


def _context(user: Any) -> Iterator[str]:
    hospital = getattr(user, "hospital", None)
    own = [getattr(user, name, "") or "" for name in ("username", "name")]
    place = [getattr(hospital, name, "") or "" for name in ("name", "short_name")]
    for word in (*HOUSE, *own, *place):
        if len(word) >= (SHORTEST_WORD if word.isascii() else SHORTEST_CHINESE):
            yield word.lower()


def _last(user: User) -> list[str]:
    """The hash in use and those of the passwords before it."""
    kept = max(policy().former_passwords - 1, 0)
    former = FormerPassword.objects.filter(user=user)[:kept]
    return [user.password, *(row.password for row in former)]


RULES = (Length, CharacterClasses, Known, Context, Former)


def rules_in_words() -> str:
    """All that the page says beforehand, in the user's language."""
    return " ".join(filter(None, (rule().get_help_text() for rule in RULES)))
