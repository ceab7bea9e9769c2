"""A call at the desk: the ledger that the options name, who acts, and under which key."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import click

from leadmatch.adapters.stores.address import DEFAULT_URL
from leadmatch.cli.options import Function, with_plain_session, with_session
from leadmatch.cli.session import Session
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.ranking import LedgerRanking
from leadmatch.distribution.steps import Phase
from leadmatch.distribution.store import LedgerStore
from leadmatch.errors import LeadmatchError, SettingsError
from leadmatch.settings import Settings


def store_of(url: str | None, settings: Settings, *, create: bool) -> LedgerStore:
    """Open the ledger of a command.

    Args:
        url: of `--store`; None takes `store` of the section `ledger` of the settings, else a file in this folder.
        settings: in force.
        create: whether to begin one where there is none.

    Raises:
        SettingsError: the settings' own address is no text.
        StoreError: it cannot be opened.
    """
    from leadmatch.adapters.stores.opening import open_store

    told = url or settings.ledger.get("store", DEFAULT_URL)
    if not isinstance(told, str):
        raise SettingsError(f"ledger.store: write the address of the ledger as text, such as {DEFAULT_URL}.")
    return open_store(told, create=create)


def desk_over(store: LedgerStore, settings: Settings) -> DistributionDesk:
    """Return the desk over a ledger, which ranks by the settings in force."""
    ranking = LedgerRanking(store, settings.distribution, settings.matching)
    return DistributionDesk(store, settings.distribution, ranking=ranking, settings_digest=settings.digest())


@dataclass
class Call:
    """One call of a verb.

    Attributes:
        session: what the common options say.
        url: of the ledger; None for the usual one.
        actor: who acts.
        key: idempotency key; None where none was given.
        create: whether the verb may begin a ledger.
    """

    session: Session
    url: str | None
    actor: str
    key: str | None
    create: bool = False

    @cached_property
    def store(self) -> LedgerStore:
        """The ledger."""
        return store_of(self.url, self.session.settings, create=self.create)

    @cached_property
    def desk(self) -> DistributionDesk:
        """The desk over the ledger."""
        return desk_over(self.store, self.session.settings)

    @property
    def how(self) -> dict[str, Any]:
        """When, by whom and under which key a step is taken, as keywords of the desk's verbs."""
        return {"now": self.session.now, "actor": self.actor, "idempotency_key": self.key}

    def known(self, lead_id: str) -> str:
        """Return a lead's id.

        Raises:
            LeadmatchError: the ledger does not know the lead.
        """
        if self.store.state(lead_id).phase is Phase.NEW:
            raise LeadmatchError(
                f"The ledger knows no lead {lead_id}. Check the id; `leadmatch run --store` and "
                "`leadmatch ledger import` take leads in."
            )
        return lead_id


_OPTIONS = (
    click.option("--store", "store_url", metavar="URL", help=f"The ledger; default {DEFAULT_URL}."),
    click.option("--as", "actor", metavar="ACTOR", default="cli", show_default=True, help="Who acts: a user's id."),
)
_KEY = click.option("--key", metavar="TEXT", help="Idempotency key: the same key twice is one step.")


def with_call(function: Function) -> Function:
    """Give a verb that takes a step its options; it is called with a `Call`."""
    return with_plain_session(_called(function, (*_OPTIONS, _KEY), create=False))


def with_reading_call(function: Function) -> Function:
    """Give a verb that takes no step, or many, its options; it is called with a `Call`."""
    return with_plain_session(_called(function, _OPTIONS, create=False))


def with_founding_call(function: Function) -> Function:
    """Give a verb that reads files and may begin a ledger its options; it is called with a `Call`."""
    return with_session(_called(function, _OPTIONS, create=True))


def _called(function: Function, options: tuple[Callable[[Function], Function], ...], *, create: bool) -> Function:
    def verb(session: Session, *, store_url: str | None, actor: str, key: str | None = None, **rest: object) -> None:
        function(Call(session, store_url, actor, key, create), **rest)

    wrapped: Function = functools.update_wrapper(verb, function)
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped
