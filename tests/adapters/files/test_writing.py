import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadmatch.adapters.files.writing import to_csv, to_json_lines, write_file
from leadmatch.errors import FileError


def test_columns_come_in_the_order_of_their_first_appearance() -> None:
    assert to_csv([{"b": 1}, {"a": 2, "b": 3}]) == "b,a\n1,\n3,2\n"


def test_chosen_columns_are_written_alone_and_in_order() -> None:
    assert to_csv([{"b": 1, "a": 2, "c": 3}], ["a", "b", "d"]) == "a,b,d\n2,1,\n"


def test_a_section_that_some_rows_lack_leaves_no_column_of_its_own() -> None:
    assert to_csv([{"id": 1, "plan": None}, {"id": 2, "plan": {"value": 3}}]) == "id,plan.value\n1,\n2,3\n"
    assert to_csv([{"plan": "none"}, {"plan": {"value": 3}}]) == "plan,plan.value\nnone,\n,3\n"


def test_cells_that_could_break_a_row_are_quoted() -> None:
    assert to_csv([{"a": 'say "x"', "b": "1,2", "c": "x\ry", "d": " "}]) == 'a,b,c,d\n"say ""x""","1,2","x\ry"," "\n'
    assert to_csv([{"a": ""}]) == 'a\n""\n'


def test_json_lines_are_one_object_a_line() -> None:
    assert list(to_json_lines([{"a": "ü\n"}, {}])) == ['{"a": "ü\\n"}\n', "{}\n"]


def failing() -> Iterator[str]:
    yield "new\n"
    raise KeyboardInterrupt


def test_an_interrupted_file_leaves_the_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write_file(path, ["old\n"])
    with pytest.raises(KeyboardInterrupt):
        write_file(path, failing())
    assert path.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=write_file, args=[pipe, ["a\n"]])
    writer.start()
    assert pipe.read_text() == "a\n"
    writer.join()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="No such file or directory"):
        write_file(tmp_path / "no" / "file", ["a"])
