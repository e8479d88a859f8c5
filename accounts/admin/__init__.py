"""What administrators and auditors see. Nothing clinical is registered, here or in another room."""

from django.contrib import admin
from django.contrib.auth.models import Group
from rest_framework.authtoken.models import TokenProxy

from accounts.admin import attempts, places, trail, users

__all__ = ["attempts", "places", "trail", "users"]

admin.site.unregister(Group)  # roles are code, see accounts.permissions
for foreign in [model for model in admin.site._registry if model._meta.app_label in {"account", "mfa"}]:
    admin.site.unregister(foreign)  # a factor is taken away with a reason: accounts.admin.lost_factor
admin.site.unregister(TokenProxy)  # it would show tokens in clear
