"""The four users' days of the product study, section 4, with every action counted."""
