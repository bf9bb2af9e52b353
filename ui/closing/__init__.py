"""The end of the day: who is left, and the report that accounts for everything."""
