"""Laws are tried on the same examples on every machine, however slow it is that day."""

from hypothesis import settings

settings.register_profile("guidelines", deadline=None, derandomize=True, database=None)
settings.load_profile("guidelines")
