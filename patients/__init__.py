"""The people treated here and what is known about them."""
