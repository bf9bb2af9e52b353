"""The market's website: writes plainly into the centre's tables, sometimes slowly, sometimes without an end.

Its transactions get their number early and commit late, which is what a naive cursor passes over.
"""

from __future__ import annotations

import random
import threading
from collections import Counter

import psycopg

from app.kernel.ids import new_key
from tests.chaos.market import PURSES, purse_key
from tests.sync.small_market import HALL

MADE = "transfer of the website "
LONGEST_S = 1.5


class Website:
    """One thread that moves money at the centre; each transfer leaves a print that tells of it."""

    def __init__(self, url: str, chance: random.Random, counted: Counter[str], every_s: float) -> None:
        self._url = url
        self._chance = chance
        self._counted = counted
        self._every_s = every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="website", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the transfer in hand."""
        self._stopping.set()
        self._thread.join(30)

    def _run(self) -> None:
        while not self._stopping.wait(self._chance.uniform(0, 2 * self._every_s)):
            try:
                self._transfer()
            except psycopg.Error as error:
                self._counted[f"website met {error.sqlstate or 'a lost connection'}"] += 1

    def _transfer(self) -> None:
        giver, taker = self._chance.sample(range(PURSES), 2)
        fen = self._chance.randint(1, 1_000_000_000)
        with psycopg.connect(self._url, connect_timeout=2) as connection:
            connection.execute("SET search_path = guitai")
            connection.execute("SET lock_timeout = '5s'")
            for number, amount in ((giver, -fen), (taker, fen)):
                connection.execute(
                    "UPDATE test_purse SET fen = fen + %s WHERE id = %s", (amount, purse_key(number))
                )
                if self._chance.random() < 0.3:
                    self._stopping.wait(self._chance.uniform(0, LONGEST_S))
            connection.execute(
                "INSERT INTO test_print (id, hall_id, title) VALUES (%s, %s, %s)",
                (new_key(), HALL.id, f"{MADE}{giver} {taker} {fen}"),
            )
            if self._chance.random() < 0.1:
                connection.rollback()
                self._counted["website rolled back"] += 1
            else:
                connection.commit()
                self._counted["website committed"] += 1
