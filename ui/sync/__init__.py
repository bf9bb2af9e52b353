"""How this terminal stands with the centre."""
