"""Every error that leadmatch raises, in one tree.

LeadmatchError
├── SettingsError       a settings file or value is wrong; all faults at once, each with its remedy
├── RecordError         a lead, partner, deal or offer could not be made; carries its `Fault`s
├── FileError           a file could not be read or written as a whole
├── FrameError          a data frame could not be used as a whole
├── IllegalStepError    a step that the present state does not allow; says what is legal now
├── StoreError          a ledger could not be reached
└── MissingExtraError   an optional library is not installed; names the extra that brings it
"""

from collections.abc import Iterable
from dataclasses import dataclass


class LeadmatchError(Exception):
    """Base of all errors of leadmatch; its text is a sentence with the remedy."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one value of one record.

    Attributes:
        column: the field's name, such as `capacity`; empty where the row as a whole is meant.
        found: what stood there, shortened to 80 characters.
        remedy: what to write instead, as a sentence.
    """

    column: str
    found: str
    remedy: str

    def __str__(self) -> str:
        """Word the fault as `column: found "x". Remedy`."""
        return f'{self.column or "row"}: found "{self.found}". {self.remedy}'


class SettingsError(LeadmatchError):
    """Settings are wrong; the text names every wrong key with the nearest right one."""


class RecordError(LeadmatchError):
    """A record could not be made from what was given.

    Attributes:
        faults: all that is wrong with it, in the order of its columns.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type["RecordError"], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


class FileError(LeadmatchError):
    """A file could not be read or written as a whole; the text names it and the remedy."""


class FrameError(LeadmatchError):
    """A data frame could not be used as a whole; the text names the remedy."""


class IllegalStepError(LeadmatchError):
    """A step that the present state does not allow; the text says what is legal now."""


class StoreError(LeadmatchError):
    """A store could not be reached, or refused what was written."""


class MissingExtraError(LeadmatchError):
    """An optional library is missing; the text gives the command that installs it."""
