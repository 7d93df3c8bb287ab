"""History: the numbers of each epoch, which a spreadsheet or a crash may have damaged."""

import csv
from pathlib import Path

from tfgan_suite.atomic import atomic_write
from tfgan_suite.warning import warn

NOTHING = "NA"  # of Keras, in the first row, where a number begins later


def read_history(file: Path) -> dict[str, list[float]]:
    """Name -> value of each epoch; nothing, with a warning, where the file is not what the training wrote."""
    rows = _rows(file)
    if rows is None:
        warn(f"{file} is damaged: its curves are left out. Training on writes it anew.")
    names = [name for name, value in (rows[0] if rows else {}).items() if name != "epoch" and value is not None]
    return {name: [row[name] for row in rows] for name in names}


def forget_epochs(file: Path, epoch: int) -> None:
    """Drops rows that will be written again: those of epochs whose checkpoint a crash took away.

    A file that is damaged is set aside, with a warning, as `history-damaged.csv`.
    """
    if not file.exists():
        return
    if _rows(file) is None:
        aside = file.with_stem(f"{file.stem}-damaged")
        file.replace(aside)
        warn(f"{file} is damaged: it is {aside.name} now, and epochs from here on are written anew.")
        return
    with file.open(newline="", encoding="utf-8") as text:
        header, *rows = [row for row in csv.reader(text) if row] or [[]]
    kept = [row for row in rows if len(row) == len(header) and int(row[0]) < epoch]
    if not kept:
        file.unlink()
        return
    with atomic_write(file) as draft, draft.open("w", newline="", encoding="utf-8") as text:
        csv.writer(text).writerows([header, *kept])


def _rows(file):
    """[name -> number, or None for none] of each epoch, without a last row that is cut off; None for another file."""
    if not file.exists():
        return []
    try:
        with file.open(newline="", encoding="utf-8") as text:
            table = [row for row in csv.reader(text) if row]
        header, *rows = table or [[]]
        if rows and len(rows[-1]) != len(header):
            rows.pop()
        if rows and header[0] != "epoch":
            return None
        read = [dict(zip(header, map(_number, row), strict=True)) for row in rows]
        return read if all(row["epoch"] == int(row["epoch"]) for row in read) else None
    except (ValueError, TypeError, csv.Error):
        return None


def _number(cell):
    return None if cell == NOTHING else float(cell)
