"""The hall's seal: how it stands, a bought certificate, a token's PIN."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from app.commands.speaking import say
from app.commands.terminal import Home, signed_in
from app.counter import Counter, open_counter
from app.kernel.clock import local
from app.seal_box import SealKind
from app.security.secrets import SEAL_TOKEN_PIN
from app.settings import usual_home

seal = typer.Typer(no_args_is_help=True, help="The hall's seal at this terminal.")

_KINDS = {
    SealKind.OWN: "the hall's own, renewed by itself",
    SealKind.BOUGHT: "bought outside, renewed by hand",
    SealKind.TOKEN: "on a token, renewed by hand",
}

Login = Annotated[str, typer.Option(prompt=True, help="Who does it.")]
Password = Annotated[str, typer.Option(prompt=True, hide_input=True, help="Their password.")]


@seal.command("show")
def show(home: Home = None) -> None:
    """Tell whose certificate seals and until when; renews the hall's own where it ends soon.

    Exit 1 where it cannot seal.
    """
    counter = open_counter(home or usual_home())
    try:
        standing, keys = counter.seal_box.standing(), counter.seal_box.key_ids()
        zone = counter.settings.zone
    finally:
        counter.close()
    say(f"seals as: {standing.holder or '-'}")
    say(f"valid until: {local(standing.valid_until, zone):%Y-%m-%d}")
    say(f"issuer valid until: {local(standing.authority_until, zone):%Y-%m-%d}")
    say(f"certificate: {_KINDS[standing.kind]}")
    for key in keys:
        say(f"key: {key}")
    if standing.ends_soon:
        say("ends soon: nobody renews it by itself")
    if standing.problem:
        say(f"cannot seal: {standing.problem}")
        raise typer.Exit(1)


@seal.command("take")
def take(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A PKCS#12 file (.p12, .pfx).")],
    secret: Annotated[
        str, typer.Option(prompt="Password of the file", hide_input=True, help="Its password.")
    ],
    login: Login,
    password: Password,
    home: Home = None,
) -> None:
    """Seal from now on with a bought certificate. What was sealed before stays valid."""
    counter = open_counter(home or usual_home())
    try:
        actor = signed_in(counter, login, password)
        counter.seal_box.take_bought(file.read_bytes(), secret, actor=actor)
        _leave_token(counter)
        standing = counter.seal_box.standing()
    finally:
        counter.close()
    say(f"seals as: {standing.holder}")


@seal.command("renew")
def renew(login: Login, password: Password, home: Home = None) -> None:
    """Make all keys of the hall's own seal anew and seal with them; also where a passphrase is lost."""
    counter = open_counter(home or usual_home())
    try:
        counter.seal_box.make_anew(actor=signed_in(counter, login, password))
        _leave_token(counter)
        standing = counter.seal_box.standing()
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
    login: Login,
    password: Password,
    home: Home = None,
) -> None:
    """Stop believing a lost or stolen key; what is sealed with it from now on is called revoked."""
    counter = open_counter(home or usual_home())
    try:
        counter.seal_box.revoke(key, reason, actor=signed_in(counter, login, password))
        keys = counter.seal_box.key_ids()
    finally:
        counter.close()
    for one in keys:
        say(f"key: {one}")


def _leave_token(counter: Counter) -> None:
    """Name no token any more: the next start would seal with it again."""
    unnamed = replace(counter.settings, seal_token_module="", seal_token="", seal_token_certificate="")
    counter.save_settings(unnamed)
