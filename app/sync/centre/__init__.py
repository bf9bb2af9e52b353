"""The centre's side: tables, version stamps and the gate, as SQL for PostgreSQL 15 and later."""
