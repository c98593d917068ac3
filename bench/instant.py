"""How soon a slow line shows what was pressed for: `python -m bench.instant [ITEMS]`.

Chromium takes a quiz of the real server and goes through cards with 400 ms of delay and 50 kB/s,
three times: without its script, with the script and whole pages as they were sent before, and with
parts of pages as they are sent now. Measured is the time from a press to what it was pressed for
(the verdict, the next question, the back of a card, the next card, the last card again), by a watch
outside the browser (which adds some 20 ms).

Exits with 1 where, with parts, going on or turning takes 100 ms or more, or an answer, a rating or
taking it back more than one delay and 150 ms. The medians decide; the slowest are printed beside
them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Error, Page, sync_playwright

from quizapp.domain.bank import read_bank
from tests.support.browsing import flags
from tests.support.served import Server

ROOT = Path(__file__).parent.parent

DELAY_MS = 400
BYTES_PER_SECOND = 50_000
AT_ONCE_MS = 100
LOOK_EVERY_MS = 5
PATIENCE_SECONDS = 30
ROUND_TRIP_MS = DELAY_MS + 150
LIMITS = {
    "answer": ROUND_TRIP_MS,
    "next": AT_ONCE_MS,
    "turn": AT_ONCE_MS,
    "rating": ROUND_TRIP_MS,
    "undo": ROUND_TRIP_MS,
}
QUIZ = "/quizzes/mixed"
CARDS, RATINGS = "/cards?missed=1", "/cards/ratings?missed=1"

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
        self.wait_for(until)
        self.way.times.setdefault(deed, []).append((time.perf_counter() - began) * 1000)

    def wait_for(self, until: str) -> None:
        """Look again and again; a page that is just being left is looked at when the next is there.

        Playwright's own waiting stands still now and then where pages run no script.
        """
        give_up_at = time.perf_counter() + PATIENCE_SECONDS
        while time.perf_counter() < give_up_at:
            with suppress(Error):
                if self.page.evaluate(IS_SHOWN, until):
                    return
            self.page.wait_for_timeout(LOOK_EVERY_MS)
        raise SystemExit(f"{until} does not come")


IS_SHOWN = """selector => {
  const found = document.querySelector(`#main ${selector}`);
  return found !== null && found.checkVisibility();
}"""

Deeds = Callable[[Watched, int], None]


def take_quiz(watched: Watched, items: int) -> None:
    """Answer so many items of a quiz, going on after each."""
    page = watched.page
    page.goto(QUIZ)
    page.locator("main form button").click()
    for position in range(1, items + 1):
        page.locator(".option").first.click()
        watched.press("answer", "#answer .action-bar .button:first-child", "h1.verdict")
        page.locator("[data-next]").scroll_into_view_if_needed()
        watched.press(
            "next", "[data-next]", f"#answer:has([name=position][value='{position + 1}'])"
        )


def rate_cards(watched: Watched, items: int) -> None:
    """Rate so many cards that were missed today, and take each rating back once."""
    page = watched.page
    miss_cards(page, items)
    page.goto(CARDS)
    for _ in range(items):
        shown = page.locator("#rate [name=item_id]").input_value()
        watched.press("turn", "summary [class=button]", ".card-back")
        rate(watched, "rating", shown)
        watched.press("undo", "[data-undo]", f"#rate:has([value='{shown}'])")
        rate(watched, "rating", shown)


def rate(watched: Watched, deed: str, shown: str) -> None:
    """Rate the card that is turned, and wait for another that is not."""
    watched.page.locator(".rating").nth(2).scroll_into_view_if_needed()
    watched.press(deed, ".rating:nth-child(3)", f".drill:not(:has([value='{shown}'])) .turn")


def miss_cards(page: Page, items: int) -> None:
    """Let the learner have forgotten so many items, and two more, a moment ago."""
    page.goto("/login")
    token = page.locator("main [name=csrf_token]").first.get_attribute("value") or ""
    bank = read_bank((ROOT / "questions.yaml").read_bytes()).bank
    for item_id in list(bank.items if bank else ())[: items + 2]:
        fields = {"item_id": item_id, "sequence": "1", "rating": "again", "csrf_token": token}
        page.request.post(RATINGS, form=fields, max_redirects=0)


DEEDS: tuple[Deeds, ...] = (rate_cards, take_quiz)
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
    is_good = all(now.middle(deed) <= limit for deed, limit in LIMITS.items())
    print("good" if is_good else "NOT GOOD")
    sys.exit(not is_good)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
