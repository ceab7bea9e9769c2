"""Package data as text: the one place of the core that opens files of its own."""

from functools import cache
from importlib.resources import files


@cache
def read(name: str, package: str = "leadmatch.values.resources") -> str:
    """Return the text of one data file that is shipped with the package.

    Args:
        name: the file's path inside the package, with `/` between folders, such as `data/countries.tsv`.
        package: the dotted package that holds it.

    Returns:
        The whole file as text (UTF-8). It is read once a process: shipped data never change under a program.

    Raises:
        FileNotFoundError: the package has no such file.
    """
    return files(package).joinpath(*name.split("/")).read_text(encoding="utf-8")
