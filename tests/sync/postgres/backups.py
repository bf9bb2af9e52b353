"""The three ways a centre comes back from yesterday (sync.md, T5), done with PostgreSQL's own programs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Protocol

from tests.postgres_server import PostgresServer

ARCHIVE = {"archive_mode": "on", "archive_command": "cp %p ../archive/%f"}
"""The server's working folder is its data."""


class Backup(Protocol):
    """A kind of backup."""

    def __init__(self, server: PostgresServer, database: str) -> None: ...

    def take(self) -> None:
        """Take it, now."""

    def restore(self) -> PostgresServer:
        """Bring it back; gives the server that holds it, which may be another one."""


class ColdCopy:
    """A: the server's folder, copied while it stood still. Same server, same timeline, as if nothing were."""

    def __init__(self, server: PostgresServer, database: str) -> None:
        self._server = server
        self._copy = server.folder / "copy"

    def take(self) -> None:
        """Copy the folder."""
        self._server.stop()
        copy_folder(self._server.data, self._copy)
        self._server.start()

    def restore(self) -> PostgresServer:
        """Put the folder back."""
        self._server.kill()
        shutil.rmtree(self._server.data)
        copy_folder(self._copy, self._server.data)
        self._server.start()
        return self._server


class ArchiveRecovery:
    """B: a base backup and archived WAL up to a named point, then promoted: a timeline of its own."""

    def __init__(self, server: PostgresServer, database: str) -> None:
        self._server = server
        self._base = server.new_folder("base")
        self._archive = server.new_folder("archive")

    def take(self) -> None:
        """Back up while the server works; the point to come back to lies after it."""
        where = ("-h", str(self._server.folder), "-p", str(self._server.port), "-U", "postgres")
        self._server.run("pg_basebackup", "-D", str(self._base), *where, "--checkpoint=fast", "-X", "none")
        self._server.ask("SELECT pg_create_restore_point('yesterday')")

    def restore(self) -> PostgresServer:
        """Recover to the point and promote; nobody comes in before that is done."""
        self._server.ask("SELECT pg_switch_wal()")
        self._server.stop()
        shutil.rmtree(self._server.data)
        copy_folder(self._base, self._server.data)
        lines = (
            "restore_command = 'cp ../archive/%f %p'",
            "recovery_target_name = 'yesterday'",
            "recovery_target_action = 'promote'",
            "hot_standby = off",
        )
        with (self._server.data / "postgresql.auto.conf").open("a", encoding="ascii") as settings:
            settings.write("\n".join(lines) + "\n")
        self._server.say_at_start("recovery.signal")
        self._server.start()
        return self._server


class Dump:
    """C: pg_dump and pg_restore into a new server, as a major upgrade does: transaction numbers begin low."""

    def __init__(self, server: PostgresServer, database: str) -> None:
        self._server = server
        self._database = database
        self._file = server.new_folder("dumps") / "dump"
        self._roles = server.folder / "dumps" / "roles.sql"

    def take(self) -> None:
        """Dump the database and the roles of the server."""
        where = ("-h", str(self._server.folder), "-p", str(self._server.port), "-U", "postgres")
        self._server.run("pg_dump", *where, "-Fc", "-f", str(self._file), self._database)
        self._server.run("pg_dumpall", *where, "--roles-only", "-f", str(self._roles))

    def restore(self) -> PostgresServer:
        """Fill a new server."""
        fresh = PostgresServer()
        where = ("-h", str(fresh.folder), "-p", str(fresh.port), "-U", "postgres")
        # The administrator is there already; everybody else comes with the password it had.
        fresh.run("psql", *where, "-q", "-f", str(self._roles), "postgres")
        fresh.create_database(self._database)
        fresh.run("pg_restore", *where, "--exit-on-error", "-d", self._database, str(self._file))
        return fresh


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder with owners and rights."""
    subprocess.run(["cp", "-a", f"{source}/.", str(target)], check=True)
