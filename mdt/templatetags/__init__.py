"""Words of this room for templates."""
