"""Who works here: users, roles, hospitals, departments, access, the audit trail."""
