"""Decide which inbound leads may go to channel partners, and to which one.

Public names are loaded on first use, so that `import leadmatch` costs next to nothing.
"""

from importlib import import_module

TYPE_CHECKING = False  # as type checkers read it; to import `typing` would cost as much as a bare interpreter

if TYPE_CHECKING:
    import leadmatch.adapters.charts.door as charts
    import leadmatch.adapters.frames.door as frames
    from leadmatch.adapters.files.reading import read_deals, read_leads, read_offers, read_partners
    from leadmatch.adapters.files.settings_file import load_settings
    from leadmatch.assignment.assign import assign
    from leadmatch.assignment.plan import AssignmentPlan
    from leadmatch.assignment.problem import AssignmentProblem
    from leadmatch.conflicts.finder import ConflictFinder
    from leadmatch.distribution.desk import DistributionDesk
    from leadmatch.errors import LeadmatchError
    from leadmatch.evidence.points_table import PointsTable
    from leadmatch.evidence.reason import Reason
    from leadmatch.evidence.scorecard import Scorecard
    from leadmatch.matching.matcher import Matcher
    from leadmatch.pipeline.pipeline import LeadPipeline
    from leadmatch.qualification.qualifier import Qualifier
    from leadmatch.records.deal import Deal
    from leadmatch.records.lead import Lead, Note
    from leadmatch.records.offer import Offer
    from leadmatch.records.partner import Contact, Partner, TrackRecord
    from leadmatch.screening.screener import Screener
    from leadmatch.settings import Settings

    __version__: str

__all__ = [
    "AssignmentPlan",
    "AssignmentProblem",
    "ConflictFinder",
    "Contact",
    "Deal",
    "DistributionDesk",
    "Lead",
    "LeadPipeline",
    "LeadmatchError",
    "Matcher",
    "Note",
    "Offer",
    "Partner",
    "PointsTable",
    "Qualifier",
    "Reason",
    "Scorecard",
    "Screener",
    "Settings",
    "TrackRecord",
    "__version__",
    "assign",
    "charts",
    "frames",
    "load_settings",
    "read_deals",
    "read_leads",
    "read_offers",
    "read_partners",
]

_HOMES = {
    "leadmatch.adapters.files.reading": ("read_deals", "read_leads", "read_offers", "read_partners"),
    "leadmatch.adapters.files.settings_file": ("load_settings",),
    "leadmatch.assignment.assign": ("assign",),
    "leadmatch.assignment.plan": ("AssignmentPlan",),
    "leadmatch.assignment.problem": ("AssignmentProblem",),
    "leadmatch.conflicts.finder": ("ConflictFinder",),
    "leadmatch.distribution.desk": ("DistributionDesk",),
    "leadmatch.errors": ("LeadmatchError",),
    "leadmatch.evidence.points_table": ("PointsTable",),
    "leadmatch.evidence.reason": ("Reason",),
    "leadmatch.evidence.scorecard": ("Scorecard",),
    "leadmatch.matching.matcher": ("Matcher",),
    "leadmatch.pipeline.pipeline": ("LeadPipeline",),
    "leadmatch.qualification.qualifier": ("Qualifier",),
    "leadmatch.records.deal": ("Deal",),
    "leadmatch.records.lead": ("Lead", "Note"),
    "leadmatch.records.offer": ("Offer",),
    "leadmatch.records.partner": ("Contact", "Partner", "TrackRecord"),
    "leadmatch.screening.screener": ("Screener",),
    "leadmatch.settings": ("Settings",),
}
_DOORS = {"charts": "leadmatch.adapters.charts.door", "frames": "leadmatch.adapters.frames.door"}
"""Public modules; their libraries are loaded when they are called."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name from its room on first use."""
    if name == "__version__":
        value: object = import_module("importlib.metadata").version("channel-leadmatch")
    elif name in _DOORS:
        value = import_module(_DOORS[name])
    elif name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
    else:
        raise AttributeError(f"leadmatch has no public name {name!r}; dir(leadmatch) lists them")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
