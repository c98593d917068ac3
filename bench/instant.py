"""How soon a slow line shows what was pressed for: `python -m bench.instant [ITEMS]`.

Chromium takes a quiz of the real server with 400 ms of delay and 50 kB/s, three times: without its
script, with the script and whole pages as they were sent before, and with parts of pages as they
are sent now. Measured is the time from a press to the verdict, and from *Next* to the next
question on the screen, by a watch outside the browser (which adds some 20 ms).

Exits with 1 where, with parts, going on takes 100 ms or more, or an answer more than one delay and
150 ms. The medians decide; the slowest are printed beside them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browsing import flags
from tests.support.served import Server

ROOT = Path(__file__).parent.parent

DELAY_MS = 400
BYTES_PER_SECOND = 50_000
NEXT_LIMIT_MS = 100
ANSWER_LIMIT_MS = DELAY_MS + 150
QUIZ = "/quizzes/mixed"

WHOLE_PAGES = """document.addEventListener("htmx:config:request", ({ detail }) => {
  delete detail.ctx.request.headers["Quizapp-Part"];
});"""
"""The script of the page asks for whole pages, as it did before there were parts."""


@dataclass
class Way:
    """One way of going through the same deeds, and how long each took, in milliseconds."""

    name: str
    has_script: bool = True
    init_script: str = ""
    times: dict[str, list[float]] = field(default_factory=dict)

    def middle(self, deed: str) -> float:
        """The median of a deed."""
        return median(self.times[deed])

    def __str__(self) -> str:
        parts = [
            f"{deed} {median(times):5.0f} ms (slowest {max(times):5.0f})"
            for deed, times in self.times.items()
        ]
        return f"{self.name:<28} {'   '.join(parts)}"


@dataclass
class Watched:
    """A page on a slow line, and the watch that stops when what was pressed for is there."""

    page: Page
    way: Way

    def press(self, deed: str, button: str, until: str) -> None:
        """Press a button and wait until something is on the screen, noting how long it took."""
        self.page.locator(button).scroll_into_view_if_needed()
        box = self.page.locator(button).bounding_box()
        if box is None:
            raise SystemExit(f"{button} is not on the page")
        began = time.perf_counter()
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.wait_for_function(IS_SHOWN, arg=until)
        self.way.times.setdefault(deed, []).append((time.perf_counter() - began) * 1000)


IS_SHOWN = "selector => document.querySelector(`#main ${selector}`) !== null"

Deeds = Callable[[Watched, int], None]


def take_quiz(watched: Watched, items: int) -> None:
    """Answer so many items of a quiz, going on after each."""
    page = watched.page
    page.goto(QUIZ)
    page.locator("main form button").click()
    for position in range(1, items + 1):
        page.locator(".option").first.click()
        watched.press("answer", "#answer .action-bar .button:first-child", "h1.verdict")
        watched.press("next", "[data-next]", f"#answer [name=position][value='{position + 1}']")


DEEDS: tuple[Deeds, ...] = (take_quiz,)
"""What is gone through in each way: a drill per function."""


@contextmanager
def slow_page(browser: Browser, url: str, way: Way) -> Iterator[Page]:
    """A page of a guest on a slow line."""
    context = browser.new_context(base_url=url, java_script_enabled=way.has_script)
    page = context.new_page()
    if way.init_script:
        page.add_init_script(way.init_script)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": DELAY_MS,
            "downloadThroughput": BYTES_PER_SECOND,
            "uploadThroughput": BYTES_PER_SECOND,
        },
    )
    yield page
    context.close()


def measured(browser: Browser, url: str, items: int) -> list[Way]:
    """All ways, gone through and timed."""
    ways = [
        Way("without script", has_script=False),
        Way("whole pages, as before", init_script=WHOLE_PAGES),
        Way("parts", init_script=""),
    ]
    for way in ways:
        with slow_page(browser, url, way) as page:
            for deeds in DEEDS:
                deeds(Watched(page, way), items)
        print(way, flush=True)
    return ways


def main(items: int = 12) -> None:
    """Serve, measure, judge."""
    program = shutil.which("chromium")
    if program is None:
        raise SystemExit("Chromium is needed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder), ROOT / "questions.yaml")
        server.start()
        browser = playwright.chromium.launch(executable_path=program, args=flags())
        try:
            now = measured(browser, server.url, items)[-1]
        finally:
            browser.close()
            server.kill()
    is_good = now.middle("next") < NEXT_LIMIT_MS and now.middle("answer") <= ANSWER_LIMIT_MS
    print("good" if is_good else "NOT GOOD")
    sys.exit(not is_good)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
