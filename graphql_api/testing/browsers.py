"""Chromium for tests of pages: the operator's, the machine's, or the one that Playwright has fetched."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_binary() -> str | None:
    """The path of `GOVERNANCE_TEST_CHROMIUM`, else of the machine's own browser; None leaves it to Playwright."""
    return os.environ.get("GOVERNANCE_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def throw_away_browser() -> AsyncIterator[Browser]:
    """A headless Chromium without a past."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_binary(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            await browser.close()
