"""The page of the hall's seal: whose certificate seals, its keys, what takes its place."""
