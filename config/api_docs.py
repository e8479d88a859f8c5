"""The page that shows the API, drawn by Swagger UI from our own files."""

from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularSwaggerSplitView


# Swagger UI draws its arrows from data: images in its own style sheet; no other page may have such.
@method_decorator(csp_update({"img-src": ["data:"]}), name="dispatch")
class DocsView(SpectacularSwaggerSplitView):
    """Page and start script apart, so that nothing is inline."""

    url_name = "api-schema"
    template_name = "config/api_docs.html"
