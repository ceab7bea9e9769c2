"""`leadmatch run`: take a batch through all stages, into a folder with a report."""

import difflib
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

import click

from leadmatch.adapters.files.folder import write_folder
from leadmatch.adapters.files.results import KNOWN_FILES, write_results
from leadmatch.adapters.files.writing import to_json_lines
from leadmatch.adapters.pages.report import render_report
from leadmatch.cli.batch import Batch
from leadmatch.cli.handout import closing_words
from leadmatch.cli.ledger.running import THEN, LedgerRun, without_password
from leadmatch.cli.options import deals_option, leads_argument, offers_option, with_folder
from leadmatch.cli.session import Session, say
from leadmatch.pipeline.pipeline import LeadPipeline
from leadmatch.records.lead import Lead
from leadmatch.settings import HandOver, Settings


def read_hand_over(settings: Settings, told: str | None) -> Settings:
    """Return the settings with the readiness of `--hand-over`, words split at commas.

    Raises:
        BadParameter: a word is no readiness, or there is none.
    """
    if told is None:
        return settings
    words = list(dict.fromkeys(word.strip() for word in told.split(",") if word.strip()))
    known = get_args(HandOver)
    strange = [word for word in words if word not in known]
    if strange or not words:
        found = f"{strange[0]!r} is no readiness" if strange else "It names no readiness"
        near = difflib.get_close_matches(strange[0], known, n=1) if strange else []
        remedy = f"Did you mean {near[0]}?" if near else f"Write one or more of {', '.join(known)}, split by commas"
        raise click.BadParameter(f"{found}. {remedy}", param_hint="'--hand-over'")
    return settings.with_hand_over(cast("list[HandOver]", words))


hand_over_option = click.option(
    "--hand-over",
    metavar="LIST",
    help=f"Readiness of leads that go to partners, split by commas: {', '.join(get_args(HandOver))}.",
)


@click.command("run", short_help="Take a batch through all stages, into a folder with a report.")
@leads_argument
@click.option(
    "--partners", "partners_file", metavar="FILE", help="The partners; with --store those of the ledger if not given."
)
@deals_option
@offers_option
@hand_over_option
@click.option("--store", "store_url", metavar="URL", help="A ledger, in which what is assigned is offered.")
@click.option("--answers", "answers_file", metavar="FILE", help="An earlier held.csv with answers filled in.")
@click.option(
    "--restore", "restore_file", metavar="FILE", help="Rows of an earlier quarantine.csv whose leads shall go on."
)
@with_folder()
def command(  # noqa: PLR0913 - one parameter an option
    session: Session,
    leads_file: str,
    partners_file: str | None,
    deals_file: str | None,
    offers_file: str | None,
    *,
    hand_over: str | None,
    store_url: str | None,
    answers_file: str | None,
    restore_file: str | None,
) -> None:
    """Take a batch of leads through all stages: one explained decision for each.

    DIR gets decisions.jsonl, one CSV for each kind of lead that somebody acts on, recruit.csv and report.html. It is
    written beside and put in place at the end; an interrupted run leaves the earlier result. Where the leads came
    from a system that --map knows, a file for its import is written too, such as hubspot-import.csv.

    With --store the ledger takes in leads, partners and deals, what is assigned is offered, and leads that wait in the
    ledger come along. The same file twice makes no second offer, and an interrupted run is completed by the same run.
    """
    session.settings = read_hand_over(session.settings, hand_over)
    _check_sources(store_url, partners_file, offers_file)
    ledger = None if store_url is None else LedgerRun(session, store_url)

    def load() -> Batch:
        leads = session.leads(leads_file)
        answers = () if answers_file is None else session.leads(answers_file)
        released = () if restore_file is None else session.leads(restore_file)
        if ledger is not None:
            leads = ledger.with_known(leads, (*answers, *released))
        leads = _answered(leads, answers)
        partners = () if partners_file is None else session.partners(partners_file)
        restored = _restored(leads, released)
        batch = Batch(leads, partners, session.deals(deals_file), session.offers(offers_file), restored)
        return batch if ledger is None else ledger.gathered(batch)

    files = {
        "--partners": partners_file,
        "--deals": deals_file,
        "--offers": offers_file,
        "--answers": answers_file,
        "--restore": restore_file,
        "--store": None if store_url is None else without_password(store_url),
    }
    carry_out(session, load, _repeated(session, leads_file, files), THEN if ledger else "", ledger)


def _check_sources(store_url: str | None, partners_file: str | None, offers_file: str | None) -> None:
    """Refuse a run that has no partners, or offers of two sources."""
    if store_url is None and partners_file is None:
        raise click.UsageError("Missing option '--partners'. Name the file of partners, or a ledger with --store.")
    if store_url is not None and offers_file is not None:
        raise click.UsageError(
            "With --store offers come from the ledger; take earlier ones in with `leadmatch ledger import`."
        )


def carry_out(
    session: Session, load: Callable[[], Batch], repeated: str, then: str = "", ledger: LedgerRun | None = None
) -> None:
    """Run a batch and write its folder.

    Args:
        session: with the folder in `out`.
        load: reads what to work on; a folder that may not be written is told before that.
        repeated: the command that would give the same result.
        then: what to do next, as the rest of a sentence; empty for what the result suggests.
        ledger: into which the result is written; None where there is none.
    """
    folder = Path(session.out or ".")
    with write_folder(folder, KNOWN_FILES) as new:
        batch = load()
        pipeline = LeadPipeline(
            batch.partners,
            deals=batch.deals,
            offers=batch.offers,
            earlier=batch.earlier,
            truncated=batch.truncated,
            settings=session.settings,
            restored=batch.restored,
        )
        result = pipeline.run(batch.leads, now=session.now, progress=session.progress)
        session.progress.end()
        if ledger is not None:
            ledger.write(result)
        page = render_report(result, command=repeated, bad_rows=session.bad_rows)
        write_results(result, page, new, session.lead_map)
    if session.as_json:
        sys.stdout.writelines(to_json_lines(result.to_dicts()))
    rows = {(bad_row.file, bad_row.row) for bad_row in session.bad_rows}
    words = closing_words(result, folder, len(rows), then)
    for line in (*words, *(ledger.words() if ledger is not None else ())):
        click.echo(line, err=session.as_json)
    sys.stdout.flush()


def _answered(leads: tuple[Lead, ...], told: tuple[Lead, ...]) -> tuple[Lead, ...]:
    """Return the leads with answers that were filled in; a new answer replaces an old one."""
    answers = {lead.id: lead.answers for lead in told if lead.answers}
    strange = sorted(answers.keys() - {lead.id for lead in leads})
    if strange:
        are = "lead that is" if len(strange) == 1 else "leads that are"
        say(f"Answers were given to {len(strange):,} {are} not in this batch, such as {strange[0]}.")
    return tuple(
        replace(lead, answers={**lead.answers, **answers[lead.id]}) if lead.id in answers else lead for lead in leads
    )


def _restored(leads: tuple[Lead, ...], told: tuple[Lead, ...]) -> frozenset[str]:
    """Return the ids of leads that a person lets through."""
    wanted, known = {lead.id for lead in told}, {lead.id for lead in leads}
    strange = sorted(wanted - known)
    if strange:
        are = "lead that is" if len(strange) == 1 else "leads that are"
        say(f"{len(strange):,} {are} not in this batch, such as {strange[0]}, cannot be restored.")
    return frozenset(wanted & known)


def _repeated(session: Session, leads_file: str, files: dict[str, str | None]) -> str:
    """Return the command that gives the same result again; the place of the folder does not matter to it."""
    words = ["leadmatch", "run", leads_file]
    for option, value in files.items():
        words += [option, value] if value is not None else []
    words += ["--now", session.now.isoformat(), "--hand-over", ",".join(session.settings.hand_over)]
    for option, value in session.sources.items():
        words += [option, value]
    return shlex.join([*words, "--out", "out"])
