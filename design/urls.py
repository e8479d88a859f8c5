"""The style guide; 404 outside debug."""

from django.urls import path

from design import views

app_name = "design"

urlpatterns = [path("styleguide/", views.styleguide, name="styleguide")]
