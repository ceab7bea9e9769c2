"""A group of commands that names the nearest one where a word is misspelt."""

import click


class NearestGroup(click.Group):
    """A group whose commands stand in the order of their making, and forgive no spelling but help with it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Name the commands in the order in which they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one names the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            known = self.list_commands(ctx)
            near = difflib.get_close_matches(args[0], known, n=1)
            remedy = f" Did you mean {near[0]}?" if near else f" There are {', '.join(known)}."
            raise click.UsageError(f"There is no command {args[0]!r}.{remedy}", error.ctx) from None
