"""Taking back the day's actions (decision 8): columns as they were, what was made ended, nothing deleted."""
