"""Settings of the measured application: production's, with static files under their plain names."""

from config.settings import *  # noqa: F403 - settings are inherited whole
from config.settings import STORAGES as HOUSE

STORAGES = HOUSE | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
