"""The process that parses an upload: small, limited in memory and time, and allowed to die.

Started as ``python -m landscape.portfolio.workbook_child`` by :mod:`landscape.portfolio.workbook`. In comes one JSON
line on stdin (path and limits); out goes on stdout: eight bytes with the length of a JSON text, that text, and the
arrays it points into. Imports stay light because every upload pays for them: no pandas, no knowledge.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from array import array
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from landscape.portfolio.workbook_cells import RefusedError, SheetCells, filled_cells
from landscape.portfolio.workbook_kind import kind_of

_MEGABYTE = 1_000_000


def main() -> None:
    """Read the request, parse, answer; every outcome is an answer, except death."""
    request = json.loads(sys.stdin.buffer.readline())
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _limit_process(request["limits"])
    gc.disable()  # this process lives for one file; looking for cycles among its cells takes a third of the time
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # openpyxl would load it, only to know its types
    try:
        sheets = read_sheets(Path(request["path"]), request["limits"])
        _send(answer, {}, sheets)
    except RefusedError as refusal:
        _send(answer, {"refused": refusal.code, "values": refusal.values}, [])
    except MemoryError:
        _send(answer, {"refused": "too_much_memory", "values": {"limit": request["limits"]["memory_megabytes"]}}, [])
    except OSError:
        _send(answer, {"refused": "not_found", "values": {}}, [])
    except BaseException:  # a reader may panic with anything; the user gets one sentence
        _send(answer, {"refused": "broken", "values": {}}, [])
    answer.flush()
    os._exit(0)  # freeing millions of cells one by one takes longer than ending


def _limit_process(limits: Mapping[str, int]) -> None:
    try:
        import resource
    except ImportError:  # no such limits on Windows; the parent's clock still holds
        return
    memory = limits["memory_megabytes"] * 1024 * 1024
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_sheets(path: Path, limits: Mapping[str, int]) -> list[SheetCells]:
    """The sheets of the file, by the reader its content asks for, within the limits.

    Raises:
        RefusedError: with the code of the sentence.
    """
    kind = kind_of(path, limits)
    sheets = _read_kind(kind, path, limits)
    for sheet in sheets:
        if len(sheet.columns) > limits["columns"]:
            raise RefusedError("too_many_columns", limit=limits["columns"])
        if len(sheet.rows) > limits["rows"]:
            raise RefusedError("too_many_rows", limit=limits["rows"])
        longest = max((len(text) for column in sheet.columns for text in column.texts), default=0)
        if longest > limits["cell_characters"] + 1:
            raise RefusedError("cell_too_long", limit=limits["cell_characters"])
    if sum(map(filled_cells, sheets)) > limits["filled_cells"]:
        raise RefusedError("too_many_cells", limit=limits["filled_cells"])
    return sheets


def _read_kind(kind: str, path: Path, limits: Mapping[str, int]) -> list[SheetCells]:
    from landscape.portfolio.workbook_calamine import read_calamine

    if kind == "text":
        from landscape.portfolio.workbook_text import read_text

        return read_text(path, limits)
    if kind == "archimate":
        from landscape.portfolio.workbook_archimate import read_archimate

        return read_archimate(path)
    if kind == "xlsx":
        return _read_xlsx_either_way(path, limits)
    return read_calamine(path, limits)


def _read_xlsx_either_way(path: Path, limits: Mapping[str, int]) -> list[SheetCells]:
    """The careful reader for workbooks of ordinary size, the fast one above; each steps in for the other."""
    from landscape.portfolio.workbook_calamine import read_xlsx_fast
    from landscape.portfolio.workbook_xlsx import read_xlsx

    careful = _sheet_bytes(path) <= limits["careful_sheet_megabytes"] * _MEGABYTE
    first, second = (read_xlsx, read_xlsx_fast) if careful else (read_xlsx_fast, read_xlsx)
    try:
        sheets = first(path, limits)
    except (RefusedError, MemoryError):
        raise
    except BaseException:  # whatever the first reader stumbles on, the second may read
        return second(path, limits)
    if any(sheet.columns for sheet in sheets):
        return sheets
    try:  # openpyxl finds no sheets in the strict variety of the format
        return second(path, limits)
    except BaseException:
        return sheets


def _sheet_bytes(path: Path) -> int:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return sum(member.file_size for member in archive.infolist() if "sheet" in member.filename.lower())


def _send(stream: Any, answer: dict[str, Any], sheets: list[SheetCells]) -> None:
    arrays: list[array[int]] = []
    described = []
    for sheet in sheets:
        columns = [{"number": column.number, "texts": column.texts} for column in sheet.columns]
        arrays += [sheet.rows, *(column.codes for column in sheet.columns)]
        sheet.columns, rows = [], len(sheet.rows)
        sheet.rows = array("I")
        described.append({**asdict(sheet), "columns": columns, "rows": rows})
    text = json.dumps({**answer, "sheets": described}, ensure_ascii=True).encode()
    stream.write(len(text).to_bytes(8, "little") + text)
    for codes in arrays:
        stream.write(codes.tobytes())


if __name__ == "__main__":
    main()
