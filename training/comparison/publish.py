"""Publishing: a comparison inside a page of documentation, its pictures and CSV beside it.

`python -m tfgan_suite.training.comparison.publish comparisons/fashion_mnist docs/which-gan.md` writes it below what the
page says by itself; again whenever more has been trained.
"""

import re
import shutil
import sys
from pathlib import Path

from tfgan_suite.atomic import atomic_write
from tfgan_suite.training.comparison.comparison import Comparison
from tfgan_suite.training.comparison.page import write_page
from tfgan_suite.training.reporting.appendix import with_appendix

AUTHOR = "python -m tfgan_suite.training.comparison.publish"


def publish(directory: Path, page: Path) -> None:
    """Writes the comparison of `directory`, as far as it has come, into `page` and into a folder of the page's name."""
    directory, page = Path(directory), Path(page)
    write_page(Comparison.open(directory))
    folder = page.with_suffix("")
    folder.mkdir(exist_ok=True)
    for file in [directory / "comparison.csv", *sorted((directory / "pictures").iterdir())]:
        with atomic_write(folder / file.name) as draft:
            shutil.copyfile(file, draft)
    text = (directory / "comparison.md").read_text(encoding="utf-8").replace("](pictures/", f"]({folder.name}/")
    text = with_appendix(page.read_text(encoding="utf-8"), AUTHOR, re.sub("^#", "##", text, flags=re.MULTILINE))
    with atomic_write(page) as draft:
        draft.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    publish(*map(Path, sys.argv[1:]))
