"""Pairs of leads to be judged: JSON objects `{pair_id, a, b}`, where `a` and `b` are leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from os import PathLike

from leadmatch.adapters.files.reading import read_rows
from leadmatch.adapters.files.rows import BadRow, Remark, Row, shown
from leadmatch.errors import RecordError
from leadmatch.records.lead import Lead
from leadmatch.records.making import make

_FORM = 'Write {"pair_id": "P1", "a": {…}, "b": {…}} with a lead in a and in b.'


@dataclass(frozen=True, slots=True)
class LeadPair:
    """Two leads to be compared.

    Attributes:
        pair_id: what the pair is called; its row number where it has no name.
        a: one lead.
        b: the other.
    """

    pair_id: str
    a: Lead
    b: Lead


@dataclass(frozen=True, slots=True)
class ReadPairs:
    """What a file of pairs holds.

    Attributes:
        records: the pairs, in the order of the file.
        bad_rows: what is wrong, by row.
        warnings: what had to be assumed.
    """

    records: tuple[LeadPair, ...]
    bad_rows: tuple[BadRow, ...]
    warnings: tuple[Remark, ...]


def read_pairs(path: str | PathLike[str], *, zone: tzinfo = UTC) -> ReadPairs:
    """Read pairs of leads from JSON Lines.

    Args:
        path: the file, `-` for standard input.
        zone: where times without an offset are meant.

    Raises:
        FileError: the file as a whole cannot be read.
    """
    name = "standard input" if path == "-" else str(path)
    pairs: list[LeadPair] = []
    bad_rows: list[BadRow] = []
    warnings: list[Remark] = []
    for finding in read_rows(path):
        match finding:
            case Row():
                pair = _pair(name, finding, zone)
                if isinstance(pair, LeadPair):
                    pairs.append(pair)
                else:
                    bad_rows += pair
            case BadRow():
                bad_rows.append(finding)
            case Remark():
                warnings.append(finding)
            case _:
                pass
    return ReadPairs(tuple(pairs), tuple(bad_rows), tuple(warnings))


def _pair(name: str, row: Row, zone: tzinfo) -> LeadPair | list[BadRow]:
    leads: dict[str, Lead] = {}
    faults: list[BadRow] = []
    for side in ("a", "b"):
        told = row.values.get(side)
        if not isinstance(told, Mapping):
            faults.append(BadRow(name, row.number, side, shown(told), _FORM))
            continue
        try:
            leads[side] = make(Lead, told, zone=zone).record
        except RecursionError:
            faults.append(BadRow(name, row.number, side, "JSON in a text that is nested too deep", _FORM))
        except RecordError as error:
            faults += [
                BadRow(name, row.number, f"{side}.{fault.column}", fault.found, fault.remedy) for fault in error.faults
            ]
    if faults:
        return faults
    return LeadPair(str(row.values.get("pair_id") or row.number), **leads)
