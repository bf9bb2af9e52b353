"""The page of the hall's rules, lines, windows and skills."""
