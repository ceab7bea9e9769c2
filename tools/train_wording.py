"""Fit the table of wording from labelled inquiries: `python tools/train_wording.py` where scikit-learn is installed.

It reads the labelled sets beside the tests and every second note of buyers, but neither `held_out_4.tsv` nor
`wordings_unseen.tsv` nor the other notes: those judge it. Two linear models share their features: one tells junk from
genuine inquiries, one tells the kinds of junk apart.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from leadmatch.screening.wording import KINDS, features
from leadmatch.values.text.tokens import folded_words

ROOT = Path(__file__).parents[1]
SETS = ROOT / "tests/screening/data"
TABLE = ROOT / "src/leadmatch/values/resources/data/screening_wording.tsv"
NOTES = ROOT / "tests/qualification"
MOST = 6000
"""How many features are kept, those of the greatest weight either way."""

OF_NOTES = 0.5
"""What a note counts beside an inquiry: nobody typed it into a form."""


def labelled() -> Iterator[tuple[str, str]]:
    """Yield message and kind of all labelled inquiries but those that judge."""
    for name in ("held_out.tsv", "held_out_2.tsv", "held_out_3.tsv"):
        with (SETS / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield row["message"], row["category"]
    for name in ("messages.tsv", "wordings.tsv"):
        for line in (SETS / name).read_text("utf-8").splitlines():
            _, kind, message = line.split("\t")
            yield message, kind
    for line in (SETS / "buyers.tsv").read_text("utf-8").splitlines():
        yield line.split("\t")[1], "genuine"


def noted() -> Iterator[tuple[str, str]]:
    """Yield every second note of buyers."""
    for name in ("figures", "forecast", "held_out", "notes", "unseen"):
        lines = (NOTES / f"{name}.jsonl").read_text("utf-8").splitlines()
        texts = [note["text"] for line in lines for note in json.loads(line).get("notes", ())]
        for text in texts[::2]:
            yield text, "genuine"


def main() -> None:
    """Fit and write."""
    rows = [row for row in labelled() if row[1] in {"genuine", "spam", "test_submission", "competitor", *KINDS}]
    shares = [1.0] * len(rows)
    rows += noted()
    shares += [OF_NOTES] * (len(rows) - len(shares))
    counter = CountVectorizer(analyzer=lambda text: features(tuple(folded_words(text))), binary=True, min_df=2)
    table = normalize(counter.fit_transform([message for message, _ in rows]))
    kinds = [kind for _, kind in rows]
    gate = LogisticRegression(C=10, class_weight="balanced", max_iter=3000)
    gate.fit(table, [kind != "genuine" for kind in kinds], sample_weight=shares)
    places = [place for place, kind in enumerate(kinds) if kind in KINDS]
    telling = LogisticRegression(C=10, class_weight="balanced", max_iter=3000)
    telling.fit(table[places], [kinds[place] for place in places])
    columns = [gate.coef_[0], *(telling.coef_[list(telling.classes_).index(kind)] for kind in KINDS)]
    lines = [
        _line("", [gate.intercept_[0], *(telling.intercept_[list(telling.classes_).index(kind)] for kind in KINDS)])
    ]
    weighed = {name: [column[place] for column in columns] for name, place in counter.vocabulary_.items()}
    kept = sorted(weighed, key=lambda name: (-max(map(abs, weighed[name])), name))[: MOST - 1]
    lines += [_line(name, weighed[name]) for name in sorted(kept)]
    TABLE.write_text("".join(lines), "utf-8")


def _line(feature: str, weights: list[float]) -> str:
    return "\t".join((feature, *(f"{100 * weight:.0f}" for weight in weights))) + "\n"


if __name__ == "__main__":
    main()
