"""Measure how fast screening is: `python benchmarks/screening_speed.py [LEADS]`.

Printed: leads a second on one core with realistic leads (phones of many regions, e-mail domains that repeat, a message
of some 45 words; in one lead of five a short one that is hard to judge, or junk), the ratio to the bare calls of
phonenumbers and email-validator on the same rows, and the time that the phrases of a message take.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from leadmatch.records.lead import Lead
from leadmatch.screening.inquiry import terms_of_texts
from leadmatch.screening.screener import Screener

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


def make_leads(count: int, regions: tuple[str, ...]) -> list[Lead]:
    """Make leads like those of a web form; the same seed makes the same leads."""
    generator = random.Random(7)
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
                message=message,
            )
        )  # fmt: skip
    return leads


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the least CPU time of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def bare(leads: list[Lead]) -> None:
    """Parse the phones and validate the addresses, nothing more."""
    for lead in leads:
        phonenumbers.number_type(phonenumbers.parse(lead.phone, lead.country))
        try:
            validate_email(lead.email or "", check_deliverability=False)
        except EmailNotValidError:
            continue


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 6_000
    phonenumbers.enable_pattern_cache()
    leads, others = make_leads(count, REGIONS), make_leads(count, tuple(sorted(phonenumbers.SUPPORTED_REGIONS)))
    Screener().screen(leads[0])
    start = time.process_time()
    first = [report.verdict for report in Screener().screen_many(leads)]
    cold = time.process_time() - start
    plain = cpu_seconds(lambda: bare(leads))
    start = time.process_time()
    sum(1 for _ in Screener().screen_many(others))
    many = time.process_time() - start
    terms = terms_of_texts()
    words = sum(len((lead.message or "").split()) for lead in leads) / count
    text = cpu_seconds(lambda: [terms.search(lead.message or "") for lead in leads])
    print(
        f"{count:,} leads, {len(first)} judged: {cold / count * 1e6:.0f} µs a lead, {count / cold:,.0f} leads a second"
    )
    print(f"against bare phonenumbers + email-validator ({plain / count * 1e6:.0f} µs): ratio {cold / plain:.2f}")
    print(f"{len(phonenumbers.SUPPORTED_REGIONS)} regions against {len(REGIONS)}: ratio {many / cold:.2f}")
    print(f"phrases in a message of {words:.0f} words: {text / count * 1e6:.1f} µs")


if __name__ == "__main__":
    main()
