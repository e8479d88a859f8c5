"""Registers the design layer; it has no tables and knows no other room."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The shared look: template tags, icon sprite, style guide."""

    name = "design"
    verbose_name = "Design"
