"""How fast qualification is: `python benchmarks/qualification_speed.py`; CPU time, best of five."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from leadmatch.qualification.marking import NoteText
from leadmatch.qualification.qualifier import Qualifier
from leadmatch.records.lead import Lead, Note

ROUNDS, COUNT = 5, 300
NOW = datetime(2026, 6, 15, tzinfo=UTC)
NOTE = (
    "Spoke with the owner of a bakery in Leeds. The old ovens' controls fail twice a week and they lose about 300 "
    "loaves each time. She has £18k set aside for it, the bank agreed in March, and she wants the new system running "
    "before the Christmas rush, by 1 December. Her brother will look at the contract again."
)


def seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> None:
    qualifier = Qualifier()
    lead = Lead(lead_id="L1", notes=(Note(date(2026, 6, 10), "call", NOTE),))
    text = NoteText(NOTE, date(2026, 6, 10))
    print(f"first lead: {seconds(lambda: qualifier.qualify(lead, now=NOW)) * 1e3:.0f} ms")
    note = min(seconds(lambda: [qualifier.reader.read(text) for _ in range(COUNT)]) for _ in range(ROUNDS))
    print(f"a note of {len(NOTE)} characters: {note / COUNT * 1e3:.2f} ms")
    many = min(seconds(lambda: list(qualifier.qualify_many([lead] * COUNT, now=NOW))) for _ in range(ROUNDS))
    print(f"qualify_many: {COUNT / many:,.0f} leads a second and core")
    empty = min(seconds(lambda: [None for _ in range(1_000_000)]) for _ in range(ROUNDS))
    print(f"for comparison, a million empty rounds: {empty * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
