"""One process, one thread, one seed: real stores and a real PostgreSQL under every fault of the list."""
