"""Who the patient is: sex, birth, weight and height."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.labs import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The patient; a file that gives an age and no birthday leaves only the year of birth."""

    sex: Sex | None = None
    birth_date: date | None = None
    birth_year: int | None = None
    weight_kg: Decimal | None = None
    weighed_on: date | None = None
    height_cm: Decimal | None = None

    @property
    def born_on(self) -> date | None:
        """Return the birthday, 1 January where only the year is known; None when neither is.

        The earliest day makes the patient older: clearance comes out lower, the age over 65 sooner.
        """
        if self.birth_date is not None:
            return self.birth_date
        if self.birth_year is None or not date.min.year <= self.birth_year <= date.max.year:
            return None
        return date(self.birth_year, 1, 1)
