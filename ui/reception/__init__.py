"""People coming in: finding or registering them, taking a number."""
