"""Measure how fast screening is: `python benchmarks/screening.py [LEADS]`.

The leads are realistic: phones of many regions, e-mail domains that repeat, a message of some 45 words; in one lead of
five a short one that is hard to judge, or junk. Each is seen once, and no message twice: each ends with a number of its
own. The first half warms up. Printed, in CPU time of one run: the bare calls of phonenumbers and email-validator and
whole screening, turn by turn on the same rows, with the median of the ratios; leads a second; all regions against
twenty; the phrases of a message, its wording; and where the time goes.
"""

import random
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from leadmatch.records.lead import Lead
from leadmatch.screening.inquiry import read_inquiry, terms_of_texts
from leadmatch.screening.screener import Screener
from leadmatch.screening.settings import ScreeningSettings
from leadmatch.screening.wording import read_wording
from leadmatch.values.identity.email import read_email
from leadmatch.values.identity.phone import read_phone
from leadmatch.values.text.tokens import folded_words

REGIONS = (
    "US",
    "GB",
    "DE",
    "FR",
    "ES",
    "IT",
    "NL",
    "PL",
    "BR",
    "IN",
    "JP",
    "SE",
    "AT",
    "CH",
    "BE",
    "PT",
    "CA",
    "AU",
    "MX",
    "DK",
)
ORDINARY = 0.8
CHUNK = 250
NAMES = ("Meyer", "Okello", "Nguyen", "Rossi", "Lindqvist", "Novak", "Costa", "Jansen")
_WRITTEN = """
Hello, we are a family firm with two bakeries and eleven vans near Bristol. Our route planning still lives in a
spreadsheet and nobody trusts it any more. Could somebody show us what your system does for a fleet of that size,
and roughly what it would cost per van?

We have outgrown the stock software that came with our tills. Forty people work here on two floors, and the new
warehouse opens in October. Please have your nearest partner call me in the afternoon, I would like to see the
handheld scanners before we decide on anything.

Our insurer wants the sprinkler pumps watched around the clock from January. There are six pump rooms on three
sites, all with power and a network. What would you suggest, who installs it in the Midlands, and how long does that
usually take from order to handover?

Guten Tag, wir sind ein Metallbaubetrieb mit sechzig Leuten und planen die Fertigung bisher auf Papier. Ab Herbst
soll das anders werden, die Geschäftsführung hat dem Vorhaben zugestimmt. Wer betreut die Gegend um Ulm, und wann
hätten Sie Zeit für einen Besuch bei uns im Werk?

Bonjour, notre coopérative regroupe quarante producteurs et trois ateliers de conditionnement. Nous cherchons un
outil pour suivre les lots depuis le champ jusqu'au camion, avec des étiquettes lisibles par nos clients. Qui
pourrait nous le présenter à Valence au mois de septembre, et à quel ordre de prix ?

Buenos días, somos una cadena de nueve clínicas dentales y queremos cambiar el programa de citas antes de fin de
año. El actual se queda bloqueado cuando entran dos personas a la vez. Nos gustaría verlo con datos parecidos a los
nuestros y saber quién nos atendería en Zaragoza.
"""
MESSAGES = tuple(" ".join(part.split()) for part in _WRITTEN.split("\n\n"))
ODD = tuple(
    line.split("\t")[2]
    for line in (Path(__file__).parents[1] / "tests/screening/data/messages.tsv").read_text("utf-8").splitlines()
)
"""Messages that are hard to judge, and junk; one in five leads has one of these."""


def number(region: str, generator: random.Random) -> str:
    """Return a valid number of a region whose last digits are random."""
    example = phonenumbers.example_number(region)
    digits = str(example.national_number)
    for _ in range(20):
        example.national_number = int(digits[:-5] + f"{generator.randrange(100_000):05}")
        if phonenumbers.is_valid_number(example):
            break
    return phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)


def make_leads(count: int, regions: tuple[str, ...], seed: int = 7) -> list[Lead]:
    """Make leads like those of a web form; the same seed makes the same leads."""
    generator = random.Random(seed)
    leads = []
    for place in range(count):
        region = generator.choice(regions)
        last = generator.choice(NAMES) + str(place % 97)
        domain = f"firm{generator.randrange(count // 3 + 1)}.com"
        message = generator.choice(MESSAGES if generator.random() < ORDINARY else ODD)
        leads.append(
            Lead(
                lead_id=str(place), first_name="Anna", last_name=last.rstrip("0123456789"),
                email=f"{last.lower()}.{place}@{domain}",
                phone=number(region, generator), country=region, company=f"{last} Fittings", job_title="Buyer",
                message=f"{message} {place}",
            )
        )  # fmt: skip
    return leads


Chunk = list[Lead]


def seconds(work: Callable[[Chunk], object], leads: Chunk) -> float:
    """Return the CPU time of some work."""
    start = time.process_time()
    work(leads)
    return time.process_time() - start


def in_turn(
    one: Callable[[Chunk], object], other: Callable[[Chunk], object], pairs: Iterable[tuple[Chunk, Chunk]]
) -> tuple[float, float, float]:
    """Return the median µs a lead of both, and the median ratio of the second to the first, over pairs of chunks."""
    times = [(seconds(one, first) / len(first), seconds(other, second) / len(second)) for first, second in pairs]
    return (
        median(first for first, _ in times) * 1e6,
        median(second for _, second in times) * 1e6,
        median(second / first for first, second in times),
    )


def bare(leads: Chunk) -> None:
    """Parse the phones and validate the addresses, nothing more."""
    for lead in leads:
        phonenumbers.number_type(phonenumbers.parse(lead.phone, lead.country))
        try:
            validate_email(lead.email or "", check_deliverability=False)
        except EmailNotValidError:
            continue


def chunks(leads: Chunk) -> list[Chunk]:
    """Cut leads into chunks that are long enough to time."""
    return [leads[start : start + CHUNK] for start in range(0, len(leads), CHUNK)]


def parts(settings: ScreeningSettings) -> dict[str, Callable[[Lead], object]]:
    """Return the parts of screening that can be run by themselves."""
    terms = terms_of_texts()
    return {
        "read the phone": lambda lead: read_phone(lead.phone, lead.country),
        "read the address": lambda lead: read_email(lead.email),
        "fold the words of the message": lambda lead: folded_words(lead.message or ""),
        "find its phrases, words folded anew": lambda lead: terms.search(lead.message or ""),
        "judge its wording, words folded anew": lambda lead: read_wording(tuple(folded_words(lead.message or ""))),
        "read the whole inquiry": lambda lead: read_inquiry(lead, settings),
    }


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 6_000
    phonenumbers.enable_pattern_cache()
    screener = Screener()

    def screen(leads: Chunk) -> None:
        for _ in screener.screen_many(leads):
            pass

    leads = make_leads(count, REGIONS)
    screen(leads[: count // 2])
    bare(leads[: count // 2])
    plain, whole, ratio = in_turn(bare, screen, [(chunk, chunk) for chunk in chunks(leads[count // 2 :])])
    print(f"bare phonenumbers + email-validator: {plain:.0f} µs a lead")
    print(f"whole screening: {whole:.0f} µs a lead, {1e6 / whole:,.0f} leads a second; ratio {ratio:.2f}")
    everywhere = tuple(sorted(phonenumbers.SUPPORTED_REGIONS))
    some, many = (make_leads(count, regions, seed=11) for regions in (REGIONS, everywhere))
    screen(many[: count // 2])
    pairs = list(zip(chunks(some)[-len(chunks(some)) // 2 :], chunks(many)[-len(chunks(many)) // 2 :], strict=True))
    print(f"{len(everywhere)} regions against {len(REGIONS)}: ratio {in_turn(screen, screen, pairs)[2]:.2f}")
    fresh = make_leads(2 * CHUNK, REGIONS, seed=13)
    words = sum(len((lead.message or "").split()) for lead in fresh) / len(fresh)
    print(f"parts, each alone on leads not seen before; messages of {words:.0f} words")
    for name, part in parts(screener.settings).items():
        fresh = make_leads(2 * CHUNK, REGIONS, seed=len(name) + 100)
        best = min(seconds(lambda chunk: [part(lead) for lead in chunk], chunk) for chunk in chunks(fresh))  # noqa: B023
        print(f"{best / CHUNK * 1e6:>8.1f} µs  {name}")


if __name__ == "__main__":
    main()
