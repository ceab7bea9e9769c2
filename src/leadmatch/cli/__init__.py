"""The command line."""


def main() -> None:
    """Run the command that the arguments of the process name, and end the process with its status."""
    from leadmatch.cli.program import run

    raise SystemExit(run())
