"""The one renderer of cards: plain text for terminals, escaped HTML for notebooks."""

from collections.abc import Iterator
from html import escape

from leadmatch.evidence import figures
from leadmatch.evidence.card import Bar, Card, Column, Level, Line, Slots, Table
from leadmatch.evidence.wording import SHOWN, shown, signed

_MARKS = {"accept": "✓", "sales_ready": "✓", "review": "?", "ask": "?", "held": "?", "reject": "×", "rejected": "×"}
_CELLS = 10
_STYLE = (
    '.lm{font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;font-variant-numeric:tabular-nums;'
    "color:inherit;max-width:640px;overflow-x:auto;container-type:inline-size}"
    "@container (max-width:460px){.lm .o{display:none}}"
    ".lm p{margin:0;overflow-wrap:anywhere}.lm p+table,.lm .b+p{margin-top:6px}"
    ".lm .h{display:flex;flex-wrap:wrap;gap:2px 8px;align-items:baseline;"
    "font-size:14px;margin-bottom:6px}.lm .h b{font-weight:650}.lm .m{opacity:.75}"
    ".lm svg{overflow:visible;vertical-align:middle}"
    ".lm table{border-collapse:collapse;width:100%;margin:0 0 4px;border:0;font-size:13px;table-layout:auto}"
    ".lm tr{background:none!important;border:0}.lm td,.lm th{border:0!important;border-top:1px solid "
    "color-mix(in srgb,currentColor 16%,transparent)!important;padding:4px 12px 4px 0!important;"
    "text-align:left!important;vertical-align:baseline;font-weight:400;white-space:normal;max-width:none;"
    "overflow-wrap:anywhere}.lm thead th{border-top:0!important;opacity:.75;font-size:12px;white-space:nowrap}"
    ".lm td:last-child,.lm th:last-child{padding-right:0!important}"
    ".lm .n{text-align:right!important;white-space:nowrap;overflow-wrap:normal}"
    ".lm tbody th{font-weight:600}.lm tfoot td{border-top:1.5px solid currentColor!important;font-weight:650}"
    ".lm code{font:12px/1.4 ui-monospace,Menlo,Consolas,monospace;color:inherit;background:none;padding:0;opacity:.75}"
    ".lm .m code{opacity:1}.lm .b{display:flex;flex-wrap:wrap;gap:4px 20px;margin:8px 0 0;padding:0}"
    ".lm .b>span{display:inline-flex;gap:6px;align-items:center}"
    ".lm .i{width:14px;height:14px;fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}"
)


def headline(card: Card) -> str:
    """Return the finding as one line of text: `× Reject fake identity, discard · L-2151`."""
    head = " ".join(part for part in (_MARKS.get(card.verdict, ""), card.title, card.detail) if part)
    return f"{head} · {card.about}" if card.about else head


def to_text(card: Card) -> str:
    """Return a card as plain text: the finding, its facts, then the receipt with points in one column."""
    lines = [headline(card)]
    lines += [f"  {one.label}: {bar_text(one)}" for one in card.bars]
    lines += [f"  {one.label}: {_level_text(one)}" for one in card.levels]
    lines += [f"  {label}: {value}" for label, value in card.rows]
    lines += [f"  {_points(line):>5}  {line.text}" for line in card.lines]
    if card.total is not None:
        points, meaning = card.total
        lines.append(f"  {f'{points:g}':>5}  {meaning}")
    if card.table is not None:
        lines += [f"  {line}" for line in _table_text(card.table)]
    lines += [f"  {foot}" for foot in (_foot_text(card),) if foot]
    return "\n".join(lines)


def bar_text(one: Bar) -> str:
    """Draw a bar in ten cells: sure `█`, depending on unknown answers `▒`, the rest `░`; then its range."""
    sure, open_ = (round(part / one.maximum * _CELLS) for part in (one.low, one.high))
    drawn = "█" * sure + "▒" * (open_ - sure) + "░" * (_CELLS - open_)
    spread = f" {one.low:.0f}–{one.high:.0f}" if one.high > one.low else ""
    return f"{one.value:.0f} {drawn}{spread}"


def to_html(card: Card) -> str:
    """Return a card as HTML without script, request or theme; every text is escaped.

    Where a viewer strips style and SVG, the words alone still say all.
    """
    parts = (
        _head_html(card),
        *(figures.bar(one, headline(card)) for one in card.bars),
        _levels_html(card.levels),
        *(f'<p><span class="m">{_text(label)}:</span> {_text(value)}</p>' for label, value in card.rows),
        _receipt_html(card),
        "" if card.table is None else _table_html(card.table),
        _foot_html(card),
    )
    return f'<div class="lm"><style>{_STYLE}</style>{"".join(parts)}</div>'


def _text(value: object) -> str:
    return escape(shown(value))


def _points(line: Line) -> str:
    return "" if line.points is None else signed(line.points)


def _level_text(one: Level) -> str:
    return one.word if one.step is None else f"{one.word}, {one.step} of 4"


def _foot_text(card: Card) -> str:
    return " ".join(part for part in (card.foot, f"See {card.more}" if card.more else "") if part)


def _table_text(table: Table) -> Iterator[str]:
    """Yield the head and the rows of a table in columns as wide as their widest cell."""
    rows = [tuple(column.title for column in table.columns), *(tuple(map(str, row)) for row in table.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    for row in rows:
        cells = zip(row, widths, table.columns, strict=True)
        yield "  ".join(f"{cell:{'>' if column.is_number else '<'}{width}}" for cell, width, column in cells).rstrip()


def _head_html(card: Card) -> str:
    detail = f" <span>{_text(card.detail)}</span>" if card.detail else ""
    about = f' <span class="m">· {_text(card.about)}</span>' if card.about else ""
    return f'<p class="h">{figures.sign(card.verdict)}<b>{_text(card.title)}</b>{detail}{about}</p>'


def _levels_html(levels: tuple[Level, ...]) -> str:
    told = "".join(f"<span>{figures.level(one)}{_text(one.label)} <b>{_text(one.word)}</b></span> " for one in levels)
    return f'<p class="b">{told}</p>' if told else ""


def _receipt_html(card: Card) -> str:
    """Return the receipt; the code of a reason goes where there is little room."""
    lines = "".join(
        f'<tr><td class="n">{_points(line)}</td><td>{escape(shown(line.text, 2 * SHOWN))}</td>'
        f'<td class="n o"><code>{_text(line.code or "")}</code></td></tr>'
        for line in card.lines
    )
    foot = ""
    if card.total is not None:
        points, meaning = card.total
        foot = f'<tfoot><tr><td class="n">{points:g}</td><td colspan="2">{_text(meaning)}</td></tr></tfoot>'
    return f"<table><tbody>{lines}</tbody>{foot}</table>" if lines or foot else ""


def _table_html(table: Table) -> str:
    heads = "".join(f"<th{_class(column)}>{_text(column.title)}</th>" for column in table.columns)
    named = next((place for place, column in enumerate(table.columns) if not column.is_number), None)
    rows = "".join(
        "<tr>" + "".join(_cell(cell, table.columns[place], place == named) for place, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(cell: str | Slots, column: Column, is_name: bool) -> str:  # noqa: FBT001 - one of two kinds
    told = figures.slots(cell) if isinstance(cell, Slots) else _text(cell)
    tag = "th" if is_name else "td"
    return f"<{tag}{_class(column)}>{told}</{tag}>"


def _class(column: Column) -> str:
    names = [name for name, holds in (("n", column.is_number), ("o", column.is_optional)) if holds]
    return f' class="{" ".join(names)}"' if names else ""


def _foot_html(card: Card) -> str:
    more = f"See <code>{_text(card.more)}</code>" if card.more else ""
    told = " ".join(part for part in (_text(card.foot), more) if part)
    return f'<p class="m">{told}</p>' if told else ""
