"""PostgreSQL servers of Debian's packages, for what the embedded one lacks: TLS, passwords, standbys.

    with PostgresServer({"max_connections": "50"}) as server:
        url = server.create_database("market")      # as the administrator, by TCP and password
        other = server.standby()                    # a streaming copy; .promote() makes it the primary
        server.kill()                               # SIGKILL, as by a power cut; .start() brings it back

A server never runs as root: tests of root start it under the account ``nobody``. By the socket the
administrator comes in without a password; everybody else, and everybody by TCP, needs one (SCRAM).
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
import pytest

ADMIN = "postgres"
PASSWORD = "only-for-tests"
QUICK = {
    "shared_buffers": "32MB",
    "max_connections": "40",
    "max_wal_size": "256MB",
    # A standby that is promoted would wait five seconds for a primary that is gone.
    "wal_retrieve_retry_interval": "100ms",
}
READY_S = 60.0


@dataclass(frozen=True)
class ServerCertificate:
    """The files a server shows itself with."""

    certificate: Path
    key: Path


class PostgresServer:
    """One server with a folder of its own; started at once, deleted at the end."""

    def __init__(
        self,
        options: dict[str, str] | None = None,
        ssl: ServerCertificate | None = None,
        *,
        copied_from: PostgresServer | None = None,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="guitai-pg-"))
        self.folder.chmod(0o711)
        self.data = self.folder / "data"
        self.log = self.folder / "log"
        self.port = _free_port()
        self._options = {**QUICK, **(options or {})}
        self._ssl = ssl
        self._process: subprocess.Popen[bytes] | None = None
        self.data.mkdir(mode=0o700)
        _give_away(self.folder, self.data)
        if copied_from is None:
            self._make()
        else:
            self._copy(copied_from)
        self._admit()
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.delete()

    @property
    def socket_url(self) -> str:
        """The administrator's address by the socket, without a password."""
        return f"postgresql://{ADMIN}@/postgres?host={self.folder}&port={self.port}"

    def url(self, database: str = "postgres", host: str = "127.0.0.1") -> str:
        """The administrator's address by TCP; the parameters of TLS are the caller's."""
        return f"postgresql://{ADMIN}:{PASSWORD}@{host}:{self.port}/{database}"

    def create_database(self, name: str) -> str:
        """Make an empty database; gives its address for the administrator."""
        with psycopg.connect(self.socket_url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def ask(self, query: str, *values: object, database: str = "postgres") -> list[tuple[object, ...]]:
        """Ask as the administrator, by the socket."""
        with psycopg.connect(self.socket_url, dbname=database, autocommit=True) as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        """Start and wait until it answers; raises RuntimeError with the log where it does not."""
        settings = [f"-c{name}={value}" for name, value in self._options.items()]
        command = [
            _program("postgres"),
            "-D",
            str(self.data),
            f"-p{self.port}",
            f"-k{self.folder}",
            *settings,
        ]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*_account(), *command], stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + READY_S
        while True:
            try:
                psycopg.connect(self.socket_url, connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    self.stop()
                    raise RuntimeError(self.log.read_text(encoding="utf-8", errors="replace")) from None
                time.sleep(0.02)

    def stop(self) -> None:
        """Stop in good order; running connections end."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(READY_S)
            self._process = None

    def kill(self) -> None:
        """Kill every process of the server at once, as a power cut does; returns when all are gone."""
        if self._process is None:
            return
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        handles = []
        for word in children.read_text(encoding="ascii").split():
            try:
                handles.append(os.pidfd_open(int(word)))
            except ProcessLookupError:
                continue
        self._process.kill()
        for handle in handles:
            try:
                signal.pidfd_send_signal(handle, signal.SIGKILL)
                select.select([handle], [], [], READY_S)
            except ProcessLookupError:
                continue
            finally:
                os.close(handle)
        self._process.wait(READY_S)
        self._process = None

    def standby(self, name: str = "standby", options: dict[str, str] | None = None) -> PostgresServer:
        """A streaming copy; it can be named in ``synchronous_standby_names``."""
        follow = f"host={self.folder} port={self.port} user={ADMIN} application_name={name}"
        settings = {**self._options, "primary_conninfo": follow, **(options or {})}
        return PostgresServer(settings, self._ssl, copied_from=self)

    def promote(self) -> None:
        """Make a standby the primary; returns when it takes writes."""
        self.ask("SELECT pg_promote(true, 60)")

    def new_folder(self, name: str) -> Path:
        """Make a folder beside the data which the server's account may fill."""
        made = self.folder / name
        made.mkdir(mode=0o700)
        _give_away(made)
        return made

    def say_at_start(self, signal_file: str) -> None:
        """Leave one of the empty files by which a server learns what it starts as."""
        left = self.data / signal_file
        left.touch()
        _give_away(left)

    def wait_for(self, query: str, database: str = "postgres") -> None:
        """Wait until the administrator is answered ``true``; raises RuntimeError when it takes too long."""
        until = time.monotonic() + READY_S
        while self.ask(query, database=database) != [(True,)]:
            if time.monotonic() > until:
                raise RuntimeError(f"never came true: {query}")
            time.sleep(0.02)

    def run(self, program: str, *words: str) -> str:
        """Run one of PostgreSQL's programs under the server's account; gives what it prints."""
        command = [*_account(), _program(program), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr or done.stdout}")
        return done.stdout

    def delete(self) -> None:
        """End it and take its folder away; what it would still write on the way down is not wanted."""
        self.kill()
        shutil.rmtree(self.folder)

    def _make(self) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD, encoding="ascii")
        _give_away(secret)
        words = ("--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256")
        self.run("initdb", "-D", str(self.data), "-U", ADMIN, f"--pwfile={secret}", *words)

    def _copy(self, primary: PostgresServer) -> None:
        where = ("-h", str(primary.folder), "-p", str(primary.port), "-U", ADMIN)
        self.run(
            "pg_basebackup", "-D", str(self.data), *where, "--checkpoint=fast", "--no-sync", "-X", "stream"
        )
        self.say_at_start("standby.signal")

    def _admit(self) -> None:
        host = "hostssl" if self._ssl else "host"
        lines = (
            f"local all {ADMIN} trust",
            f"local replication {ADMIN} trust",
            "local all all scram-sha-256",
            f"{host} all all 127.0.0.1/32 scram-sha-256",
        )
        (self.data / "pg_hba.conf").write_text("\n".join(lines) + "\n", encoding="ascii")
        if self._ssl is not None:
            for source, name in ((self._ssl.certificate, "server.crt"), (self._ssl.key, "server.key")):
                target = self.data / name
                shutil.copyfile(source, target)
                target.chmod(0o600)
                _give_away(target)
            self._options["ssl"] = "on"


def _account() -> list[str]:
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


def _give_away(*paths: Path) -> None:
    if os.geteuid() == 0:
        for path in paths:
            shutil.chown(path, "nobody", "nogroup")


def _program(name: str) -> str:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    for folder in reversed(folders):
        if (folder / name).exists() and (folder / "postgres").exists():
            return str(folder / name)
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"this machine has no PostgreSQL server: {name} (Debian: apt-get install postgresql)")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
