"""Style sheets, scripts and pictures of the live server: a browser that has one does not ask for it again."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from whitenoise import WhiteNoise


def kept(app: Any) -> Any:
    """The application, behind its files: Django looks for a file in all rooms each time it is asked for one.

    They are as old as the clock of a test says, so only what lasts for years is sure to be kept.
    """
    served = WhiteNoise(app, max_age=WhiteNoise.FOREVER)
    for finder in reversed(list(get_finders())):
        for path, storage in finder.list([]):
            served.add_file_to_dictionary(f"{settings.STATIC_URL}{path}", storage.path(path))
    return served
