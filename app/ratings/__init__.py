"""What visitors think of the service (好差评, domain.md 5.2), and what the hall does about it."""
