"""The pictures of the documentation, taken anew (`make pictures`; needs Chromium, and the packages of the tests).

A tutorial is walked as its reader walks it, and each picture is taken where it stands in the page: it shows what the
reader sees at that step.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from walked import DOCS, Picture, project, steps, tutorials, walk

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
WIDTH: Final = 900
"""Of all pictures, in CSS pixels: letters stay large enough in a column of the documentation."""


@dataclass(frozen=True)
class Shot:
    """A place of a web page."""

    page: str
    """The file, from the folder of the project."""
    place: str
    """The id of the element that is shown."""
    view: str = "changes"
    card: bool = False
    """Whether the place is a mark that is clicked at."""
    height: int = 520
    above: float = 0.3
    """The share of the height that is shown above the place."""


DUCHESS: Final = "output/duchess.html"
SHOTS: Final[Mapping[str, Shot]] = {
    "pictures/overrule-machine.png": Shot(DUCHESS, "c751", card=True),
    "pictures/overrule-yours.png": Shot(DUCHESS, "c747", card=True),
    "pictures/overrule-heading.png": Shot(DUCHESS, "s906", view="reading", height=330, above=0.5),
    "pictures/overrule-aside.png": Shot(DUCHESS, "a906", card=True, height=430),
    "pictures/overrule-list.png": Shot(DUCHESS, "list-c747", view="reading", height=420, above=0.5),
}
"""What each picture of a tutorial shows, by its name in the page."""
README: Final = Shot("output/specimen-the-ferry-ledger.html", "c3788", card=True, height=720, above=0.42)
"""What changes.png shows, which stands in the README."""


def main() -> int:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        sys.stderr.write("pictures: needs Chromium (Debian: apt install chromium)\n")
        return 5
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        _tutorials(browser)
        _readme(browser)
        browser.close()
    return 0


def _tutorials(browser: Browser) -> None:
    for page in tutorials().values():
        if any(isinstance(step, Picture) for step in steps(page)):
            with TemporaryDirectory() as folder:
                project(Path(folder), page)
                for step, _ in walk(page, Path(folder)):
                    if isinstance(step, Picture):
                        _take(browser, SHOTS[step.path], Path(folder), DOCS / step.path)


def _readme(browser: Browser) -> None:
    name = Path(README.page).stem
    with TemporaryDirectory() as folder:
        root = Path(folder)
        project(root, f"seeds/{name}.txt")
        subprocess.run([sys.executable, "-m", "ecdosis", "build"], cwd=root, check=True, stdout=subprocess.DEVNULL)
        _take(browser, README, root, DOCS / "changes.png")


def _take(browser: Browser, shot: Shot, root: Path, to: Path) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": shot.height}, color_scheme="light")
    page = context.new_page()
    page.goto((root / shot.page).as_uri())
    page.locator(f"#view-{shot.view}").click()
    page.evaluate(
        """([id, above]) => {
             const box = document.getElementById(id).getBoundingClientRect();
             scrollBy({top: box.top - innerHeight * above, behavior: "instant"});
           }""",
        [shot.place, shot.above],
    )
    if shot.card:
        page.locator(f"[id='{shot.place}']").dispatch_event("click")
        page.locator("#card").wait_for(state="visible")
    page.mouse.move(0, shot.height - 1)
    page.screenshot(path=to, animations="disabled")
    context.close()


if __name__ == "__main__":
    sys.exit(main())
