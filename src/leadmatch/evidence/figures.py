"""The small figures of a card as inline SVG: what a figure shows is said in words beside it or in its label."""

from html import escape
from zlib import crc32

from leadmatch.evidence.card import Bar, Level, Slots

BLUE, AMBER, TEAL, BRICK, SLATE = "#206CD6", "#C17004", "#149367", "#C3382F", "#868F9B"
"""Hues that hold 3 to 1 against white, #111 and #1E1E1E, and are told apart in all common kinds of sight."""

_CHECK = '<path d="M3 8.5l3.2 3.2L13 4.8"/>'
_EYE = '<path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="1.9"/>'
_CROSS = '<path d="M4 4l8 8M12 4l-8 8"/>'
_ASK = '<circle cx="8" cy="8" r="6.2"/><path d="M6.2 6.3a1.8 1.8 0 113 1.5c-.7.4-1.2.8-1.2 1.4M8 11.3v.1"/>'
_SPROUT = '<path d="M8 14V8M8 8c0-3 2-5 5.5-5C13.5 6 11.5 8 8 8zM8 10c0-2.5-1.7-4-5-4 0 2.5 1.7 4 5 4z"/>'
_BACK = '<path d="M6 4L2.5 7.5 6 11M3 7.5h6.5a3.5 3.5 0 010 7H8"/>'
_TWIN = '<rect x="2" y="2" width="8.5" height="8.5" rx="1.2"/><path d="M5.5 13.8h7a1.3 1.3 0 001.3-1.3v-7"/>'
_LOCK = '<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.3 7V5a2.7 2.7 0 015.4 0v2"/>'
_ARROW = '<path d="M2.5 8h10M9 4l4 4-4 4"/>'
_GAP = '<circle cx="8" cy="8" r="6.2" stroke-dasharray="2.6 2.6"/>'
_SIGNS = {
    "accept": (TEAL, _CHECK),
    "sales_ready": (TEAL, _CHECK),
    "review": (AMBER, _EYE),
    "held": (AMBER, _EYE),
    "ask": (AMBER, _ASK),
    "reject": (BRICK, _CROSS),
    "rejected": (BRICK, _CROSS),
    "disqualified": (BRICK, _CROSS),
    "nurture": (TEAL, _SPROUT),
    "redirected": (TEAL, _BACK),
    "duplicate": (SLATE, _TWIN),
    "conflict": (SLATE, _LOCK),
    "route_to_holder": (SLATE, _LOCK),
    "vendor": (SLATE, _LOCK),
    "assign": (BLUE, _ARROW),
    "assigned": (BLUE, _ARROW),
    "recruit": (AMBER, _GAP),
    "unmatched": (AMBER, _GAP),
}
_BOXES = 24
"""Places that are drawn as boxes; more are a bar."""
_STEPS = 4


def sign(verdict: str) -> str:
    """Return the sign of a verdict, or nothing where it has none."""
    if verdict not in _SIGNS:
        return ""
    hue, drawn = _SIGNS[verdict]
    return f'<svg class="i" viewBox="0 0 16 16" stroke="{hue}" aria-hidden="true">{drawn}</svg>'


def bar(one: Bar, whose: str = "") -> str:
    """Draw a value on its scale: solid is certain, hatched depends on an unknown, the point is the estimate.

    Args:
        one: the value.
        whose: tells displays of one page apart, for the name of the hatching.
    """
    value, low, high = (_share(part, one.maximum) for part in (one.value, one.low, one.high))
    name = f"lm{crc32(f'{whose}{one}'.encode('utf-8', 'replace')):08x}"
    between = f", between {one.low:.0f} and {one.high:.0f}" if one.high > one.low else ""
    label = escape(f"{one.label} {one.value:.0f} of {one.maximum:.0f}{between}")
    limit = "" if one.threshold is None else _limit(_share(one.threshold, one.maximum))
    return (
        f'<svg width="100%" height="14" role="img" aria-label="{label}"><defs><pattern id="{name}" width="5" '
        f'height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M1 0v5" stroke="{BLUE}" '
        f'stroke-width="1.6"/></pattern></defs>'
        f'<rect y="3" width="100%" height="8" rx="2" fill="currentColor" fill-opacity=".12"/>'
        f'<rect y="3" width="{low:.1f}%" height="8" rx="2" fill="{BLUE}"/>'
        f'<rect x="{low:.1f}%" y="3" width="{max(0.0, high - low):.1f}%" height="8" fill="url(#{name})"/>{limit}'
        f'<circle cx="{value:.1f}%" cy="7" r="4" fill="currentColor"/></svg>'
    )


def level(one: Level) -> str:
    """Draw a criterion as four rising steps, or as a dashed cell where it is unknown; words stand beside it."""
    if one.step is None:
        return (
            '<svg width="20" height="14" aria-hidden="true"><rect x="1" y="1" width="18" height="12" rx="2" '
            'fill="none" stroke="currentColor" stroke-opacity=".6" stroke-dasharray="2 2"/>'
            '<text x="10" y="11" font-size="11" text-anchor="middle" font-weight="700" fill="currentColor">?</text>'
            "</svg>"
        )
    steps = "".join(_step(place, place < one.step) for place in range(_STEPS))
    struck = '<path d="M1 13L19 1" stroke="currentColor"/>' if one.step == 0 else ""
    return f'<svg width="20" height="14" aria-hidden="true">{steps}{struck}</svg>'


def slots(one: Slots) -> str:
    """Draw a partner's places: slate taken before, blue taken now, outlined free; many places are one bar."""
    total = one.before + one.new + one.room
    label = f"{one.before} open, {one.new} new, capacity {total}"
    if total > _BOXES:
        return f"{_wide(one, total, label)} {one.before + one.new:,} of {total:,}"
    kinds = [SLATE] * one.before + [BLUE] * one.new + [""] * one.room
    boxes = "".join(_box(place, hue) for place, hue in enumerate(kinds))
    return f'<svg width="{max(11 * total, 11)}" height="12" role="img" aria-label="{label}">{boxes}</svg>'


def _share(part: float, whole: float) -> float:
    return min(100.0, max(0.0, 100 * part / whole))


def _limit(place: float) -> str:
    return f'<line x1="{place:.1f}%" x2="{place:.1f}%" y1="0" y2="14" stroke="currentColor"/>'


def _step(place: int, is_on: bool) -> str:  # noqa: FBT001 - one of two looks
    fill = f'fill="{BLUE}"' if is_on else 'fill="currentColor" fill-opacity=".14"'
    return f'<rect x="{5 * place + 0.5}" y="{10 - 3 * place}" width="4" height="{4 + 3 * place}" rx=".8" {fill}/>'


def _box(place: int, hue: str) -> str:
    paint = f'fill="{hue}"' if hue else 'fill="none" stroke="currentColor" stroke-opacity=".55"'
    return f'<rect x="{11 * place + 0.5}" y="1.5" width="8.5" height="9" rx="1.5" {paint}/>'


def _wide(one: Slots, total: int, label: str) -> str:
    before, new = (100 * part / total for part in (one.before, one.new))
    return (
        f'<svg width="120" height="10" role="img" aria-label="{label}">'
        f'<rect width="100%" height="10" rx="2" fill="currentColor" fill-opacity=".12"/>'
        f'<rect width="{before:.1f}%" height="10" fill="{SLATE}"/>'
        f'<rect x="{before:.1f}%" width="{new:.1f}%" height="10" fill="{BLUE}"/></svg>'
    )
