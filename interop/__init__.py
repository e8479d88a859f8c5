"""The doors to other systems: published cases as files today."""
