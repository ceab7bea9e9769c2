"""Charts of results as Altair objects: `.save("funnel.svg")` writes them without a network.

Each takes `dark=True` for a dark page. They need the extra: `pip install "channel-leadmatch[charts]"`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from leadmatch.errors import MissingExtraError

if TYPE_CHECKING:
    from leadmatch.adapters.charts.calibration import calibration
    from leadmatch.adapters.charts.demand import demand
    from leadmatch.adapters.charts.funnel import funnel
    from leadmatch.adapters.charts.load import partner_load
    from leadmatch.adapters.charts.waterfall import waterfall

__all__ = ["calibration", "demand", "funnel", "partner_load", "waterfall"]

_HOMES = {"partner_load": "load"}


def __getattr__(name: str) -> object:
    """Load a chart, and Altair with it, on first use.

    Raises:
        MissingExtraError: Altair is not installed.
    """
    if name not in __all__:
        raise AttributeError(f"leadmatch.charts has no chart {name!r}; there are {', '.join(__all__)}")
    try:
        home = import_module(f"leadmatch.adapters.charts.{_HOMES.get(name, name)}")
    except ModuleNotFoundError as error:
        raise MissingExtraError('Charts need Altair: pip install "channel-leadmatch[charts]"') from error
    return getattr(home, name)


def __dir__() -> list[str]:
    return __all__
