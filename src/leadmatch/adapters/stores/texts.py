"""States, offers and records as JSON text, and back."""

import json
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, cast, overload

from leadmatch.distribution.events import Deadline
from leadmatch.distribution.state import LeadState, OfferStanding
from leadmatch.distribution.steps import Phase
from leadmatch.distribution.store import StoredRecord, StoredT, User
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import make, to_row
from leadmatch.records.partner import Partner

_MADE: Final[dict[str, Any]] = {"lead": Lead, "partner": Partner, "deal": Deal}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


@overload
def instant(moment: datetime) -> int: ...
@overload
def instant(moment: None) -> None: ...
def instant(moment: datetime | None) -> int | None:
    """Return a moment as microseconds since 1970 in UTC, so that moments of all zones compare."""
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def state_text(state: LeadState) -> str:
    """Return a state as JSON, without its offers."""
    return _text({field.name: getattr(state, field.name) for field in fields(state) if field.name != "offers"})


def state_of(text: str, offers: tuple[OfferStanding, ...]) -> LeadState:
    """Return the state of a JSON text and its offers."""
    told = json.loads(text)
    told["phase"] = Phase(told["phase"])
    told["feedback_on"] = tuple(map(tuple, told["feedback_on"]))
    return LeadState(offers=offers, **_timed(told, "received_at", "waiting_since"))


def offer_text(offer: OfferStanding) -> str:
    """Return an offer as JSON."""
    return _text({field.name: getattr(offer, field.name) for field in fields(offer)})


def offer_of(text: str) -> OfferStanding:
    """Return the offer of a JSON text."""
    told = json.loads(text)
    told["overrides"] = tuple(told["overrides"])
    return OfferStanding(**_timed(told, "offered_at", "opened_at", "accepted_at", "closed_at"))


def name_of(record: StoredRecord) -> tuple[str, str]:
    """Return kind and id of a record."""
    return kind_name(type(record)), record.user_id if isinstance(record, User) else record.id


def kind_name(kind: type[StoredT]) -> str:
    """Return the name of a kind of record: `lead`, `partner`, `deal` or `user`."""
    return kind.__name__.lower()


def record_text(record: StoredRecord) -> str:
    """Return a record as JSON: its row in the published format, and which of its texts were repaired."""
    if isinstance(record, User):
        return _text(asdict(record))
    return _text({"row": to_row(record), "repaired": record.repaired})


def record_of(kind: type[StoredT], text: str) -> StoredT:
    """Return the record of a JSON text."""
    return cast("StoredT", stored_of(kind_name(kind), text))


def stored_of(kind: str, text: str) -> StoredRecord:
    """Return the record of a JSON text, by the name of its kind."""
    return _often_read(kind, text) if kind == "partner" else _read(kind, text)


def _read(kind: str, text: str) -> StoredRecord:
    told = json.loads(text)
    if kind == "user":
        return User(**told)
    made: Lead | Partner | Deal = make(_MADE[kind], told["row"]).record
    return replace(made, repaired=tuple(told["repaired"])) if told["repaired"] else made


_often_read: Final = lru_cache(maxsize=1_024)(_read)
"""Every offer reads its partner anew, so that it is the present one; the same text is the same record."""


def _plain(value: object) -> object:
    match value:
        case Deadline():
            return value.content()
        case datetime():
            return value.isoformat()
        case _:
            return str(value)


_text: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), default=_plain).encode
"""Returns JSON in ASCII alone: no database stumbles over a NUL or a lone surrogate in it."""


def _timed(told: dict[str, Any], *names: str) -> dict[str, Any]:
    """Read the times in a JSON object."""
    for name in names:
        if told[name] is not None:
            told[name] = datetime.fromisoformat(told[name])
    if told["deadline"] is not None:
        told["deadline"] = Deadline.of(told["deadline"])
    return told
