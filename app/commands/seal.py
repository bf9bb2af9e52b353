"""The hall's seal: how it stands, a bought certificate, a token's PIN."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.speaking import say
from app.commands.terminal import Home, signed_in
from app.counter import open_counter
from app.kernel.clock import local
from app.security.secrets import SEAL_TOKEN_PIN
from app.settings import usual_home

seal = typer.Typer(no_args_is_help=True, help="The hall's seal at this terminal.")


@seal.command("show")
def show(home: Home = None) -> None:
    """Tell whose certificate seals and until when; renews the hall's own where it ends soon."""
    counter = open_counter(home or usual_home())
    try:
        standing, keys = counter.seal.standing(), counter.seal.key_ids()
        zone = counter.settings.zone
    finally:
        counter.close()
    say(f"seals as: {standing.holder}")
    say(f"valid until: {local(standing.valid_until, zone):%Y-%m-%d}")
    say(f"issuer valid until: {local(standing.authority_until, zone):%Y-%m-%d}")
    say("certificate: " + ("bought outside, renewed by hand" if standing.is_bought else "the hall's own"))
    for key in keys:
        say(f"key: {key}")


@seal.command("take")
def take(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A PKCS#12 file (.p12, .pfx).")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="Its password.")],
    home: Home = None,
) -> None:
    """Seal from now on with a bought certificate. What was sealed before stays valid."""
    counter = open_counter(home or usual_home())
    try:
        counter.seal.take_bought(file.read_bytes(), password)
        standing = counter.seal.standing()
    finally:
        counter.close()
    say(f"seals as: {standing.holder}")


@seal.command("pin")
def pin(
    value: Annotated[str, typer.Option("--pin", prompt=True, hide_input=True, help="The token's PIN.")],
    home: Home = None,
) -> None:
    """Keep the PIN of the token that holds the seal's key, among the other secrets."""
    counter = open_counter(home or usual_home())
    try:
        counter.secrets.write(SEAL_TOKEN_PIN, value)
    finally:
        counter.close()
    say("The PIN is kept.")


@seal.command("revoke")
def revoke(
    key: Annotated[str, typer.Argument(help="The key's id, as 'seal show' or a key card names it.")],
    reason: Annotated[str, typer.Option(help="Why it is not to be believed any more.")],
    login: Annotated[str, typer.Option(prompt=True, help="Who revokes it.")],
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, help="Their password.")],
    home: Home = None,
) -> None:
    """Stop believing a lost or stolen key; what is sealed with it from now on is called revoked."""
    counter = open_counter(home or usual_home())
    try:
        counter.seal.revoke(key, reason, actor=signed_in(counter, login, password))
        keys = counter.seal.key_ids()
    finally:
        counter.close()
    for one in keys:
        say(f"key: {one}")
