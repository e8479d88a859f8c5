"""The style guide (404 outside debug) and the dark switch of the projector."""

from django.urls import path

from design import views

app_name = "design"

urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
    path("theme/", views.theme, name="theme"),
]
