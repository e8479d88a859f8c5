"""Published cases as structured files: read with a clear word on every mistake, written through the rooms."""
