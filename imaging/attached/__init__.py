"""Files somebody attaches to an examination: what may come in, under which name, and where it lies."""
