"""Where rows come from: a file or standard input, opened with the encoding that it was written in."""

import codecs
import difflib
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO

from leadmatch.errors import FileError

STANDARD_INPUT = "-"
_PROBE = 4096
_CHUNK = 1 << 20
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CP1252 = "It is not UTF-8, so it was read as Windows-1252 (cp1252). Save it as UTF-8 to be sure."
_NOT_TEXT = (
    (b"PK\x03\x04", "an Excel workbook or another zip archive", "If it is a workbook, let its name end in .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "Save the sheet as CSV (UTF-8) and read that"),
    (b"PAR1", "a Parquet file", "Let its name end in .parquet"),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it first"),
    (b"%PDF", "a PDF document", "Export the table as CSV (UTF-8)"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text.

    Attributes:
        name: Python's name of the codec.
        warning: what its reader should know, as a sentence; empty where the encoding is beyond doubt.
    """

    name: str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or standard input, which can be read from its beginning more than once.

    Attributes:
        name: what messages call it.
        open: returns its bytes as a new stream.
        suffix: the ending in lower case with its dot, empty if it has none.
    """

    name: str
    open: Callable[[], BinaryIO]
    suffix: str = ""

    @classmethod
    def of(cls, path: str | PathLike[str], *, is_text: bool = True) -> "Source":
        """Return the source at a path; `-` is standard input.

        Args:
            path: where it lies.
            is_text: whether text is expected; what begins like another kind of file is refused then.

        Raises:
            FileError: there is no such file, it is a folder, it may not be read, or it is no text.
        """
        name = fspath(path)
        if name == STANDARD_INPUT:
            return cls._kept("standard input", sys.stdin.buffer.read(), ".jsonl")
        place = Path(name)
        try:
            source = cls._at(place, name)
            with source.open() as stream:
                head = stream.read(8)
                if is_text:
                    _refuse_what_is_no_text(name, head)
        except FileNotFoundError:
            raise FileError(f"{name}: there is no such file. {_likely(place)}") from None
        except IsADirectoryError:
            raise FileError(f"{name} is a folder. Name one file in it") from None
        except PermissionError:
            raise FileError(f"{name} may not be read by you. Ask its owner for the right to read it") from None
        except (OSError, ValueError) as error:
            raise FileError(f"{name} could not be read: {error}. Check its name and try again") from None
        return source

    @classmethod
    def _at(cls, place: Path, name: str) -> "Source":
        if place.exists() and not place.is_file() and not place.is_dir():
            return cls._kept(name, place.read_bytes(), place.suffix.lower())  # a pipe gives its bytes only once
        return cls(name, lambda: place.open("rb"), place.suffix.lower())

    @classmethod
    def _kept(cls, name: str, data: bytes, suffix: str) -> "Source":
        return cls(name, lambda: io.BytesIO(data), suffix)

    def encoding(self) -> Encoding:
        """Recognise the encoding: by its byte order mark, by its pattern of zero bytes, or by what its bytes spell."""
        with self.open() as stream:
            probe = stream.read(_PROBE)
        for mark, name in _BYTE_ORDER_MARKS:
            if probe.startswith(mark):
                return Encoding(name)
        wide = _wide(probe)
        return Encoding(wide) if wide else self._narrow()

    def _narrow(self) -> Encoding:
        with self.open() as stream:
            if _spells_utf8(stream):
                return Encoding("utf-8")
        with self.open() as stream:
            understood, broken = _weighed(stream)
        if understood > broken:
            return Encoding("utf-8", "Some of its bytes are not UTF-8 and show as �. Save it as UTF-8 again.")
        return Encoding("cp1252", _CP1252)

    def text(self, encoding: Encoding, newline: str | None) -> io.TextIOWrapper:
        """Open it as text; `newline` is that of `io.TextIOWrapper`."""
        return io.TextIOWrapper(self.open(), encoding=encoding.name, errors="replace", newline=newline)


def _refuse_what_is_no_text(name: str, head: bytes) -> None:
    for magic, kind, remedy in _NOT_TEXT:
        if head.startswith(magic):
            raise FileError(f"{name} is {kind}, not text. {remedy}")


def _likely(place: Path) -> str:
    """Name the file that was probably meant."""
    try:
        names = sorted(entry.name for entry in place.parent.iterdir())
    except OSError:
        return f"There is no folder {place.parent} either"
    near = difflib.get_close_matches(place.name, names, n=1)
    return f"Did you mean {place.parent / near[0]}?" if near else "Check its name and the folder you are in"


def _wide(probe: bytes) -> str:
    """Recognise UTF-16 without a mark: in Latin text every second byte is zero."""
    pairs = len(probe) // 2
    even, odd = probe[0 : 2 * pairs : 2].count(0), probe[1 : 2 * pairs : 2].count(0)
    if pairs and odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if pairs and even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return ""


def _spells_utf8(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _weighed(stream: BinaryIO) -> tuple[int, int]:
    """Count the characters beyond ASCII that UTF-8 understands, and the places where it breaks."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    understood = broken = 0
    while chunk := stream.read(_CHUNK):
        text = decoder.decode(chunk)
        replaced = text.count("�")
        broken += replaced
        understood += sum(1 for char in text if char > "\x7f") - replaced
    return understood, broken
