"""How the API reads JSON. Apart from config.api, because the framework loads it before its own views."""

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class Json(JSONParser):
    """JSON as it comes; nested without end it is bad input and no failure."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        """The body. Raises ParseError."""
        try:
            return super().parse(*args, **kwargs)
        except RecursionError as error:
            raise ParseError("JSON parse error - nested too deeply") from error
