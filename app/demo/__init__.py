"""The whole journey without a window, on two terminals, a real PostgreSQL and real paper files."""
