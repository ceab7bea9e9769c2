"""The story of one lead: every stage in its order, as lines of text, from the object of `decisions.jsonl`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leadmatch.cli.table import VERDICTS
from leadmatch.cli.terminal import coloured, wrapped
from leadmatch.evidence.card import Bar
from leadmatch.evidence.display import bar_text
from leadmatch.evidence.wording import MINUS, apportioned, chance, shown, signed, titled
from leadmatch.matching.points import BASE, POINTS_PER_LOG_ODDS, POINTS_TO_DOUBLE

Told = Mapping[str, Any]

CRITERIA = ("budget", "authority", "need", "timing")


def story(decision: Told) -> Iterator[str]:
    """Yield the lines of a lead's story; stages that it did not reach are left out.

    Args:
        decision: one object of `decisions.jsonl`.
    """
    yield f"{shown(decision['lead_id'])}: {titled(decision['decision']).lower()}"
    yield from wrapped(decision["summary"])
    yield from _screening(decision["screening"])
    yield from _others("Duplicates", decision["duplicates"], "relation", "lead_id")
    yield from _others("Claims", decision["conflicts"], "kind", "with")
    if decision["qualification"]:
        yield from _qualification(decision["qualification"])
    if decision["ranking"]:
        yield from _ranking(decision["ranking"])
    if decision["assignment"]:
        yield from _assignment(decision["assignment"])
    yield ""
    version = decision["versions"]["leadmatch"]
    yield f"Decided {decision['now']} with settings {decision['settings']}, leadmatch {version}."


def _head(title: str) -> Iterator[str]:
    yield ""
    yield title
    yield "─" * len(title)


def _screening(report: Told) -> Iterator[str]:
    yield from _head("Is it a real inquiry?")
    verdict = VERDICTS[report["verdict"]]
    category = f" ({report['category'].replace('_', ' ')})" if report["category"] else ""
    colour = {"accept": "green", "review": "yellow", "reject": "red"}[report["verdict"]]
    points = f"{report['score']:.0f}".replace("-", MINUS)
    yield f"{coloured(verdict, colour)}{category}, {points} junk points"
    yield from receipt(report["reasons"])


def receipt(reasons: Sequence[Told], scale: float = 1.0) -> Iterator[str]:
    """Yield reasons by weight, their points in one column; rounded points add up to the rounded sum."""
    points = apportioned([reason["points"] for reason in reasons], scale)
    paired = sorted(zip(points, reasons, strict=True), key=lambda pair: -abs(pair[0]))
    for number, reason in paired:
        figure = signed(number) if reason["points"] else ""
        yield from wrapped(reason["message"], f"{figure:>7}  ")


def _others(title: str, found: Sequence[Told], kind: str, other: str) -> Iterator[str]:
    if not found:
        return
    yield from _head(title)
    for one in found:
        holder = f", held by {shown(one['partner_id'] or 'the vendor')}" if "partner_id" in one else ""
        until = f" until {one['until'][:10]}" if one.get("until") else ""
        yield f"{one[kind].replace('_', ' ')}: {shown(one[other])}{holder}{until}"
        yield from receipt(one["reasons"])


def _qualification(found: Told) -> Iterator[str]:
    yield from _head("How ready is it?")
    bar = bar_text(Bar("score", found["score"], found["low"], found["high"], 100))
    urgent = ", urgent" if found["urgent"] else ""
    yield f"{found['readiness'].replace('_', ' ')}{urgent}, {bar} of 100"
    for name in CRITERIA:
        criterion = found[name]
        level = "" if criterion["level"] is None else f" {criterion['level']} of 4"
        yield f"  {name:<9}  {criterion['label']}{level}"
        for piece in criterion["evidence"]:
            yield from wrapped(f'{piece["source"]}: "{piece["text"]}"', " " * 13)
    for question in found["next_questions"][:1]:
        yield from wrapped(f"Ask next: {question['text']}", "  ")


def _ranking(ranking: Told) -> Iterator[str]:
    yield from _head("Which partners suit it?")
    for match in ranking["matches"][:5]:
        yield f"{match['rank']:>3}  {shown(match['partner_id'])}, {chance(match['probability'])} chance to win"
    for match in ranking["matches"][:1]:
        yield f"Why {shown(match['partner_id'])} ({POINTS_TO_DOUBLE} points double the odds)"
        yield from receipt([reason for reason in match["reasons"] if reason["code"] != BASE], POINTS_PER_LOG_ODDS)
    if ranking["ineligible"]:
        yield f"Not suited: {ranking['ineligible_count']:,}; the nearest are"
    for one in ranking["ineligible"][:3]:
        why = "; ".join(reason["message"] for reason in one["reasons"])
        yield from wrapped(f"{one['partner_id']}: {why}", "     ")


def _assignment(outcome: Told) -> Iterator[str]:
    yield from _head("Who gets it?")
    yield shown(outcome["partner_id"] or "nobody")
    if outcome["reason"]:
        yield from wrapped(outcome["reason"]["message"], "  ")
    if outcome["alternates"]:
        yield from wrapped(f"Next in line: {', '.join(outcome['alternates'])}", "  ")
