"""How fast qualification is, part by part: `python benchmarks/qualification.py`; CPU time, best of many rounds.

The notes have about 300 characters each and are dense: several sums, dates and titles in each of them. Each is read in
turn, and its best round counts, which is one that ran undisturbed. Other work on the machine still slows all figures
down alike, so a loop that does nothing is measured beside them; a million rounds of it take about 27 ms on an idle core
of the kind that the published figures come from. A part that runs alone finds its code and its words in the caches of
the core: all parts together take more than their sum.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from statistics import fmean
from typing import TypeVar

from leadmatch.qualification.lexicon import language_of, lexicon
from leadmatch.qualification.marking import NoteText, mark
from leadmatch.qualification.qualifier import Qualifier
from leadmatch.qualification.reader import told
from leadmatch.records.lead import Lead, Note
from leadmatch.values.calendar.expressions import find_dates
from leadmatch.values.money.amounts import find_amounts
from leadmatch.values.text.sentences import sentences
from leadmatch.values.text.token_table import token_table

Item = TypeVar("Item")
ROUNDS = 300
MICRO = 1e6
DAY = date(2026, 6, 10)
NOW = datetime(2026, 6, 15, tzinfo=UTC)
NOTES = (
    (
        "Spoke with the owner of a bakery in Leeds. The old ovens' controls fail twice a week and they lose "
        "about 300 loaves each time. She has £18k set aside for it, the bank agreed in March, and she "
        "wants the new system running before the Christmas rush, by 1 December. Her brother will look at the "
        "contract again."
    ),
    (
        "Facilities manager at a hospital with 14 buildings. Lifts stop between floors, two complaints to "
        "the inspectorate this year. $240,000 is in the approved capital plan and has to be spent by "
        "September 30. He prepares the paper, the COO signs. A rival quoted 310k in April, which they "
        "thought was too much for what it does."
    ),
    (
        "visitor: hi, we run 6 dental practices and our phones drop calls every single day\nagent: sorry to "
        "hear! do you have a budget?\nvisitor: somewhere between 8 and 10 thousand, my partner decides with "
        "me\nagent: and when?\nvisitor: within two months, the lease on the old system ends on August 31 and "
        "we will not renew it again"
    ),
    (
        "We are a family firm that makes garden furniture. I lead the search for a planning system and will "
        "present three offers to my father, who decides. At present we plan in spreadsheets, orders get "
        "lost, and last year we paid 12,000 euros in penalties. Nothing is approved yet. We would like to "
        "start in the first quarter of 2027."
    ),
)
GERMAN = (
    "Gespräch mit der Geschäftsführerin einer Spedition mit 60 Fahrzeugen. Die Disposition "
    "läuft über Zettel, Touren fallen aus. 45.000 Euro sind für dieses Jahr freigegeben, sie "
    "unterschreibt selbst. Bisher zahlen sie 900 Euro im Monat für ein Programm, das nicht mehr "
    "gepflegt wird. Umstellung bis spätestens 30. September."
)


def seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def cost(work: Callable[[Item], object], items: Sequence[Item]) -> float:
    """Return the CPU time of one item in microseconds: the mean of what each takes in its best round."""
    best = [float("inf")] * len(items)
    for _ in range(ROUNDS):
        best = [min(known, seconds(partial(work, item))) for known, item in zip(best, items, strict=True)]
    return fmean(best) * MICRO


def show(name: str, micro: float) -> None:
    print(f"    {name:<30}{micro:>7.0f} µs")


def table_of_parts(texts: Sequence[str], language: str) -> None:
    """Print what each part of reading a note costs."""
    tables = [token_table(text) for text in texts]
    words = lexicon(language)
    notes = [NoteText(text, DAY, language, "USD", table=table) for text, table in zip(texts, tables, strict=True)]
    show("tokens", cost(token_table, texts))
    show("language", cost(language_of, tables))
    show("amounts", cost(lambda table: find_amounts(table.text, local="USD", table=table), tables))
    show("dates", cost(lambda table: find_dates(table.text, DAY, table=table), tables))
    show("sentences", cost(sentences, texts))
    show("job titles", cost(lambda table: words.titles.places(table.words), tables))
    show("cues", cost(lambda table: words.cues(table.words), tables))
    show("marking, with the last five", cost(lambda note: mark(note, words), notes))
    show("claims", cost(lambda found: told(found, "USD"), [mark(note, words) for note in notes]))


def speed_of(language: str, texts: Sequence[str], qualifier: Qualifier) -> None:
    """Print how long notes of one language take, whole and part by part."""
    leads = [Lead(lead_id=f"L{at}", notes=(Note(DAY, "call", text),)) for at, text in enumerate(texts)]
    reading = cost(lambda text: qualifier.reader.read(NoteText(text, DAY)), texts)
    print(f"{language}, {sum(map(len, texts)) // len(texts)} characters a note: {reading:.0f} µs")
    table_of_parts(texts, language)
    whole = cost(lambda lead: list(qualifier.qualify_many([lead], now=NOW)), leads)
    show("sources, weighing, reasons", whole - reading)
    print(f"    qualify_many {MICRO / whole:,.0f} leads a second and core")


def main() -> None:
    qualifier = Qualifier()
    lead = Lead(lead_id="L0", notes=(Note(DAY, "call", NOTES[0]),))
    print(f"first lead: {seconds(lambda: qualifier.qualify(lead, now=NOW)) * 1e3:.0f} ms")
    speed_of("en", NOTES, qualifier)
    speed_of("de", (GERMAN,), qualifier)
    empty = cost(lambda count: [None for _ in range(count)], [100_000])
    print(f"for comparison, a million empty rounds: {empty / 100:.0f} ms")


if __name__ == "__main__":
    main()
