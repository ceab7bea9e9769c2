"""The report of a run as one self-contained page: no script, no request, every text from outside escaped."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from leadmatch.pipeline.result import PipelineResult
from leadmatch.reporting.outside import RowFault
from leadmatch.reporting.report import Report, report_of
from leadmatch.values.resources import read

_PACKAGE = "leadmatch.adapters.pages"
_ALWAYS = ("finding",)
_LAST = ("footer",)


@cache
def _environment() -> Environment:
    """Return the templates; whatever they place is escaped, and a name that they misspell is an error."""
    return Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def style_sheet() -> str:
    """Return the tokens and the rules of the report as one sheet."""
    return read("tokens.css", _PACKAGE) + read("report.css", _PACKAGE)


def style_hash(sheet: str) -> str:
    """Return the source expression that lets a page's policy allow this sheet and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()


def render_report(result: PipelineResult, *, command: str, bad_rows: Sequence[RowFault] = (), title: str = "") -> str:
    """Return the report of a run as an HTML page that opens offline.

    Equal results give equal bytes. The page states a policy under which a browser would run no script and load
    nothing, even if a text got past escaping.

    Args:
        result: of the run.
        command: the command that repeats it, shown at the end.
        bad_rows: what is wrong with rows that could not be read, one entry a fault.
        title: for whom the report is, shown at the top.
    """
    return page_of(report_of(result, command=command, unread=bad_rows, title=title))


def page_of(report: Report) -> str:
    """Return the page of a report."""
    sheet = style_sheet()
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            parts=(*_ALWAYS, *(entry.anchor for entry in report.contents), *_LAST),
            style=sheet,
            style_hash=style_hash(sheet),
        )
    )
