"""Being asked what one thought of the service, and the manager's page behind it."""
