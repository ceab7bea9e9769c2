"""The one renderer of cards: plain text for terminals, escaped HTML for notebooks."""

from html import escape

from leadmatch.evidence.card import Bar, Card, Line

_MARKS = {"accept": "✓", "review": "?", "reject": "×"}
_CELLS = 10
_STYLE = (
    ".lm{font:14px/1.45 system-ui,sans-serif;color:currentColor;max-width:44em}"
    ".lm table{border-collapse:collapse}.lm td,.lm th{padding:2px 12px 2px 0;text-align:left;vertical-align:top;"
    "background:none!important;border:0;border-bottom:1px solid color-mix(in srgb,currentColor 16%,transparent)}"
    ".lm .pt{text-align:right;font-weight:600;font-variant-numeric:tabular-nums}.lm .m{opacity:.75}"
)


def signed(points: float) -> str:
    """Write points with a true sign: `+28`, `−2`, `0`."""
    text = f"{abs(points):g}"
    return text if points == 0 else f"{'+' if points > 0 else '−'}{text}"


def to_text(card: Card) -> str:
    """Return a card as plain text: the finding, its facts, then the receipt with points in one column."""
    head = f"{_MARKS.get(card.verdict, '')} {card.verdict}  {card.title}".strip() if card.verdict else card.title
    lines = [head]
    lines += [f"  {label}: {value}" for label, value in card.rows]
    lines += [f"  {bar.label}: {bar_text(bar)}" for bar in card.bars]
    lines += [f"  {_points(line):>5}  {line.text}" for line in card.lines]
    if card.total is not None:
        points, meaning = card.total
        lines.append(f"  {f'{points:g}':>5}  {meaning}")
    return "\n".join(lines)


def bar_text(bar: Bar) -> str:
    """Draw a bar in ten cells: sure `█`, depending on unknown answers `▒`, the rest `░`; then its range."""
    sure, open_ = (round(part / bar.maximum * _CELLS) for part in (bar.low, bar.high))
    drawn = "█" * sure + "▒" * (open_ - sure) + "░" * (_CELLS - open_)
    spread = f" {bar.low:.0f}–{bar.high:.0f}" if bar.high > bar.low else ""
    return f"{bar.value:.0f} {drawn}{spread}"


def to_html(card: Card) -> str:
    """Return a card as HTML without script, request or theme; every text is escaped."""
    verdict = f" <span>{_MARKS.get(card.verdict, '')} {escape(card.verdict)}</span>" if card.verdict else ""
    rows = "".join(f"<tr><th class=m>{escape(label)}</th><td>{escape(value)}</td></tr>" for label, value in card.rows)
    bars = "".join(f"<tr><th class=m>{escape(bar.label)}</th><td>{_bar_html(bar)}</td></tr>" for bar in card.bars)
    lines = "".join(
        f"<tr><td class=pt>{escape(_points(line))}</td><td>{escape(line.text)}</td>"
        f"<td class=m><code>{escape(line.code or '')}</code></td></tr>"
        for line in card.lines
    )
    total = ""
    if card.total is not None:
        total = f"<tr><td class=pt>{card.total[0]:g}</td><th>{escape(card.total[1])}</th><td></td></tr>"
    return (
        f"<div class=lm><style>{_STYLE}</style><b>{escape(card.title)}</b>{verdict}"
        f"<table>{rows}{bars}</table><table>{lines}{total}</table></div>"
    )


def _points(line: Line) -> str:
    return "" if line.points is None else signed(line.points)


def _bar_html(bar: Bar) -> str:
    """Draw the bar as inline SVG; its figures stand beside it, so a viewer without SVG loses nothing."""
    sure, spread = 100 * bar.low / bar.maximum, 100 * (bar.high - bar.low) / bar.maximum
    label = f"{bar.value:.0f} of {bar.maximum:.0f}"
    between = f", between {bar.low:.0f} and {bar.high:.0f}" if bar.high > bar.low else ""
    return (
        f'{label}{between} <svg width="120" height="8" aria-hidden="true">'
        f'<rect width="100%" height="8" rx="2" fill="currentColor" opacity=".12"/>'
        f'<rect width="{sure:.1f}%" height="8" rx="2" fill="#206CD6"/>'
        f'<rect x="{sure:.1f}%" width="{spread:.1f}%" height="8" fill="#206CD6" opacity=".45"/></svg>'
    )
