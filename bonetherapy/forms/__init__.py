"""What people type on the pages of this room, parsed into specs. Rules live in the services."""
