"""The self-service screen (自助取号): a terminal visitors touch, and nobody sits at."""
