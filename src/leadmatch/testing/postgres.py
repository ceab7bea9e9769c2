"""A private PostgreSQL server for tests: made of the programs on this machine, reached by a socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final
from urllib.parse import quote

from leadmatch.errors import StoreError

_FOLDERS: Final = "/usr/lib/postgresql/*/bin"
"""Where Debian keeps the programs of each version."""
_USER: Final = "postgres"
"""Who runs the server where root asks for it; PostgreSQL refuses to be run by root."""
_FRESH: Final = ("-U", "leadmatch", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
_UNSAFE: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""What makes a server fast that nobody minds losing."""


@contextmanager
def private_postgres(*settings: str) -> Generator[str]:
    """Run a server in a folder of its own, without a port, and stop it at the end of the block.

    Args:
        *settings: such as `fsync=on`, added to those that make it fast and forgetful.

    Yields:
        The URL of its database; `schema_url` makes one of a schema of its own.

    Raises:
        StoreError: the programs are not installed, or do not run; the text says what to install.
    """
    programs, account = _programs(), _account()
    folder = Path(mkdtemp(prefix="leadmatch-", dir="/tmp"))  # the path of a socket must be short
    try:
        if account:
            shutil.chown(folder, _USER)
        _run([programs / "initdb", "-D", folder / "data", *_FRESH], account)
        told = " ".join(f"-c {setting}" for setting in ("listen_addresses=''", *_UNSAFE, *settings))
        control: list[str | Path] = [programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
        _run([*control, "-o", f"-k {folder} {told}", "start"], account)
        try:
            yield f"postgresql://leadmatch@/postgres?host={quote(str(folder), safe='')}"
        finally:
            _run([*control, "-m", "immediate", "stop"], account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def schema_url(url: str, schema: str) -> str:
    """Return the URL under which a database shows the tables of one schema alone; the schema has to be there."""
    return f"{url}&options={quote(f'-csearch_path={schema}', safe='')}"


def _programs() -> Path:
    """Return the folder of the newest server's programs."""
    onpath = shutil.which("initdb")
    folders = sorted(Path("/").glob(_FOLDERS[1:]), key=lambda folder: (len(folder.parent.name), folder.parent.name))
    if onpath is None and not folders:
        raise StoreError(
            "The tests of the ledger need the programs of a PostgreSQL server: install them (on Debian and Ubuntu "
            " `apt-get install postgresql`), or put the folder of initdb and pg_ctl on the PATH."
        )
    return Path(onpath).parent if onpath else folders[-1]


def _account() -> Mapping[str, Any]:
    """Return who is to run the server, as `subprocess` takes it; nothing where it is who runs this."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam(_USER)
    except KeyError:
        raise StoreError(
            "PostgreSQL refuses to be run by root, and there is no user `postgres`: install the package `postgresql`, "
            "which makes it, or run the tests as another user."
        ) from None
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}


def _run(command: Sequence[str | Path], account: Mapping[str, Any]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - programs of the machine's own server
            command,
            check=False,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            **account,
        )
    except OSError as error:
        raise StoreError(f"A private PostgreSQL server could not be run: {error}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise StoreError(f"A private PostgreSQL server could not be run: {said}")
