"""A skeleton from the front and from the back, drawn by us, with marks and numbered callouts on it."""
