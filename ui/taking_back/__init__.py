"""The way back: Ctrl+Z for the last action, a list of the day for the others."""
