"""Staff accounts, roles and permissions, secrets."""
