"""The look of every page: icons, badge words, row-level atoms, the style guide."""
