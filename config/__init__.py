"""The composition root: settings, addresses, Celery. It knows every room; no room knows it."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
