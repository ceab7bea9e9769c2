"""Errors: one tree, each with a sentence, and able to travel between processes."""

import pickle

import pytest

from leadmatch import errors
from leadmatch.errors import Fault, LeadmatchError, RecordError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
FAULTS = (Fault("capacity", "many", "Write a whole number."), Fault("", "x", "Give the row an id."))


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_hangs_on_the_one_tree_and_stands_in_its_drawing(kind: type[Exception]) -> None:
    assert issubclass(kind, LeadmatchError)
    assert kind is LeadmatchError or f"── {kind.__name__}" in (errors.__doc__ or "")


def test_a_fault_reads_as_column_finding_and_remedy() -> None:
    assert str(FAULTS[0]) == 'capacity: found "many". Write a whole number.'
    assert str(FAULTS[1]) == 'row: found "x". Give the row an id.'


def test_a_record_error_tells_all_its_faults_and_keeps_them_when_pickled() -> None:
    error = RecordError(iter(FAULTS))
    assert str(error) == f"{FAULTS[0]}; {FAULTS[1]}"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert again.faults == error.faults == FAULTS
    assert str(again) == str(error)
