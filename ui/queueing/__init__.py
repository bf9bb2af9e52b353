"""The window at work, the hall's call display and its voice."""
