"""How fast qualification is, part by part: `python benchmarks/qualification.py`; CPU time, best of many rounds.

The notes have about 300 characters each and are dense: several sums, dates and titles in each of them. Other work on
the machine slows all figures down alike, so a loop that does nothing is measured beside them; it takes about 27 ms on
an idle core of the kind that the published figures come from.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from leadmatch.qualification.lexicon import language_of, lexicon
from leadmatch.qualification.marking import NoteText, mark
from leadmatch.qualification.qualifier import Qualifier
from leadmatch.records.lead import Lead, Note
from leadmatch.values.calendar.expressions import find_dates
from leadmatch.values.money.amounts import find_amounts
from leadmatch.values.text.sentences import sentences
from leadmatch.values.text.token_table import token_table

ROUNDS, COPIES = 15, 20
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


def best(work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(ROUNDS))


def table_of_parts(texts: Sequence[str]) -> None:
    """Print what each part of reading a note costs, in microseconds a note."""
    tables = [token_table(text) for text in texts]
    words = lexicon("en")
    notes = [NoteText(text, DAY, "en", "USD", table=table) for text, table in zip(texts, tables, strict=True)]
    parts: dict[str, Callable[[], object]] = {
        "tokens": lambda: [token_table(text) for text in texts],
        "language": lambda: [language_of(table) for table in tables],
        "amounts": lambda: [find_amounts(table.text, local="USD", table=table) for table in tables],
        "dates": lambda: [find_dates(table.text, DAY, table=table) for table in tables],
        "sentences": lambda: [sentences(text) for text in texts],
        "marking, with the last three": lambda: [mark(note, words) for note in notes],
    }
    for name, work in parts.items():
        print(f"    {name:<30}{best(work) / len(texts) * MICRO:>7.0f} µs")


def speed_of(name: str, texts: Sequence[str], qualifier: Qualifier) -> None:
    """Print how long notes of one language take, whole and part by part."""
    many = [*texts] * COPIES
    leads = [Lead(lead_id=f"L{at}", notes=(Note(DAY, "call", text),)) for at, text in enumerate(many)]
    reading = best(lambda: [qualifier.reader.read(NoteText(text, DAY)) for text in many]) / len(many)
    print(f"{name}, {sum(map(len, texts)) // len(texts)} characters a note: {reading * MICRO:.0f} µs")
    table_of_parts(many)
    whole = best(lambda: list(qualifier.qualify_many(leads, now=NOW))) / len(leads)
    print(f"    qualify_many {1 / whole:,.0f} leads a second and core")


def main() -> None:
    qualifier = Qualifier()
    lead = Lead(lead_id="L0", notes=(Note(DAY, "call", NOTES[0]),))
    print(f"first lead: {seconds(lambda: qualifier.qualify(lead, now=NOW)) * 1e3:.0f} ms")
    speed_of("English", NOTES, qualifier)
    speed_of("German", (GERMAN,), qualifier)
    print(f"for comparison, a million empty rounds: {best(lambda: [None for _ in range(1_000_000)]) * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
