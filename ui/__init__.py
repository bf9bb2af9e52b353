"""Windows over the counter; hold no rule and no database."""
