"""A province's database, as docs/growth.md describes it: plain tables, filled by logical replication."""

from __future__ import annotations

from psycopg import sql

from tests.postgres_server import ADMIN, PASSWORD, PostgresServer
from tests.sync.small_market import SMALL

PROVINCE = "province"
PUBLICATION = "guitai_rows"


def province_tables(province: PostgresServer, city: PostgresServer, database: str) -> None:
    """Make the tables as a city has them, without triggers, foreign keys or exclusions; keyed by hall and id.

    The cities have decided everything already. A rule that is younger here than there would stop the apply
    worker, and with it everything that follows.
    """
    plan = city.new_folder("plan") / "tables.sql"
    tables = [f"--table=guitai.{table.name}" for table in SMALL.sorted_tables]
    shape = ("--section=pre-data", "--no-owner", "--no-acl", "-f", str(plan))
    city.run("pg_dump", *_where(city), *shape, *tables, database)
    province.ask("CREATE SCHEMA guitai", database=PROVINCE)
    province.run("psql", *_where(province), "-q", "-v", "ON_ERROR_STOP=1", "-f", str(plan), PROVINCE)
    for table in SMALL.sorted_tables:
        adding = f"ALTER TABLE guitai.{table.name} ADD PRIMARY KEY (hall_id, id)"
        province.ask(adding, database=PROVINCE)


def open_to_the_province(city: PostgresServer, database: str) -> None:
    """Publish the declared tables of a city, and nothing of the centre's own.

    Their key is hall and id, and by it the province finds the row a change is of: two cities may well have
    one derived id, that of a person known to both.
    """
    names = ", ".join(f"guitai.{table.name}" for table in SMALL.sorted_tables)
    city.ask(f"CREATE PUBLICATION {PUBLICATION} FOR TABLE {names}", database=database)


def subscribe(province: PostgresServer, name: str, city: PostgresServer, database: str) -> None:
    """Have the province read a city: what is there first, then every commit."""
    address = f"host=127.0.0.1 port={city.port} dbname={database} user={ADMIN} password={PASSWORD}"
    making = sql.SQL("CREATE SUBSCRIPTION {} CONNECTION {} PUBLICATION {}").format(
        sql.Identifier(name), sql.Literal(address), sql.Identifier(PUBLICATION)
    )
    province.ask(making.as_string(), database=PROVINCE)
    province.wait_for("SELECT bool_and(srsubstate = 'r') FROM pg_subscription_rel", database=PROVINCE)


def read_anew(
    province: PostgresServer, name: str, city: PostgresServer, database: str, halls: list[str]
) -> None:
    """Forget a city and read it again, after it came back from a backup or failed over."""
    for step in ("DISABLE", "SET (slot_name = NONE)"):
        province.ask(f"ALTER SUBSCRIPTION {name} {step}", database=PROVINCE)
    province.ask(f"DROP SUBSCRIPTION {name}", database=PROVINCE)
    for table in SMALL.sorted_tables:
        province.ask(f"DELETE FROM guitai.{table.name} WHERE hall_id = ANY (%s)", halls, database=PROVINCE)
    city.wait_for("SELECT bool_and(NOT active) FROM pg_replication_slots")
    city.ask("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots")
    subscribe(province, name, city, database)


def _where(server: PostgresServer) -> tuple[str, ...]:
    return ("-h", str(server.folder), "-p", str(server.port), "-U", ADMIN)
