"""The two profiles. They contradict each other, so a hospital chooses one (docs/adr/0027).

`asvs`: OWASP ASVS 5.0 level 2 - long passwords without recipes (6.2.1, 6.2.5, 6.2.9), never changed without a
reason (6.2.10), known ones refused (6.2.4, 6.2.11, 6.2.12), a phone's code over with its half minute (6.5.5).
`dengbao3`: GB/T 22239-2019 8.1.4.1 as it is assessed - complexity, periodic change, a lock after failures,
sign-out when nobody is there, a second factor for everybody. It says nothing of how long a code lives, and
among everybody are phones whose clock no network sets: half a minute to either side is forgiven.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from accounts.enums import Role


@dataclass(frozen=True, slots=True)
class Policy:
    """What every consumer reads. None: the profile does not ask for it."""

    name: str
    min_length: int
    max_length: int
    character_classes: int | None  # of small letters, capitals, digits and other characters
    max_age: timedelta | None
    former_passwords: int  # so many of the last ones are refused
    temporary_age: timedelta  # a temporary password nobody used ends by itself (6.4.1)
    failure_limit: int  # wrong passwords until a name is locked
    lock_time: timedelta
    idle: timedelta
    absolute: timedelta
    second_factor_roles: frozenset[str]
    code_steps_away: int  # half minutes before and after its own in which a phone's code is good too


ASVS = Policy(
    name="asvs",
    min_length=12,
    max_length=4096,
    character_classes=None,
    max_age=None,
    former_passwords=0,
    temporary_age=timedelta(days=3),
    failure_limit=10,
    lock_time=timedelta(minutes=15),
    idle=timedelta(minutes=15),
    absolute=timedelta(hours=12),
    second_factor_roles=frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.COORDINATOR}),
    code_steps_away=0,
)
DENGBAO3 = Policy(
    name="dengbao3",
    min_length=10,
    max_length=4096,
    character_classes=4,
    max_age=timedelta(days=90),
    former_passwords=5,
    temporary_age=timedelta(days=3),
    failure_limit=5,
    lock_time=timedelta(minutes=30),
    idle=timedelta(minutes=15),
    absolute=timedelta(hours=12),
    second_factor_roles=frozenset(Role),
    code_steps_away=1,
)
PROFILES: Mapping[str, Policy] = MappingProxyType({profile.name: profile for profile in (ASVS, DENGBAO3)})
