"""Addresses of this room, one module per subject; config.urls says below what each stands."""
