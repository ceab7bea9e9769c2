"""How long a search may take, by the clock that the caller passes."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from leadmatch.assignment.arrays import Intake

Clock = Callable[[], float]
"""Returns seconds that never run backwards, such as `time.monotonic` or `time.process_time`."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment at which a search has to answer.

    Attributes:
        clock: the clock, or None where there is no limit.
        at: its reading at the deadline, in seconds.
        begun: its reading at the beginning.
    """

    clock: Clock | None = None
    at: float = 0.0
    begun: float = 0.0

    @classmethod
    def after(cls, time_budget: float | None, clock: Clock | None) -> "Deadline":
        """Start the clock.

        Raises:
            ProblemError: there is a budget, but no clock; or it is no number from 0 up.
        """
        if time_budget is None:
            return cls()
        intake = Intake()
        seconds = intake.scalar("time_budget", time_budget, least=0.0)
        if clock is None:
            intake.fault("clock", None, "Pass a clock with the time budget, such as time.monotonic.")
        intake.close()
        begun = clock() if clock else 0.0
        return cls(clock, begun + seconds, begun)

    def with_reserve(self) -> "Deadline":
        """Return an earlier deadline, which leaves as much time for what comes last as has gone by up to now."""
        return self if self.clock is None else replace(self, at=self.at - (self.clock() - self.begun))

    def passed(self) -> bool:
        """Tell whether time is up."""
        return self.clock is not None and self.clock() >= self.at


NO_DEADLINE = Deadline()
"""All the time there is."""
