"""GraphiQL as a person meets it: a real browser, a real server, and no internet."""

import pytest
from playwright.async_api import expect

from graphql_api.testing.browsers import throw_away_browser


@pytest.fixture
async def page():
    """A page of a browser."""
    async with throw_away_browser() as browser:
        yield await browser.new_page()


async def test_graphiql_answers_with_a_token_and_fetches_nothing_from_elsewhere(page, address, admin, town):
    """A token is pasted once; a query is typed, run and answered; every file comes from this server."""
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    await page.goto(f"http://{address}/graphql")
    await page.get_by_label("Access token").fill(admin.token)
    await page.get_by_role("button", name="Use").click()
    await page.wait_for_load_state("networkidle")

    await page.locator(".graphiql-query-editor .CodeMirror").click()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text('{ unit(by: {name: "Heifeng"}) { name } }')
    await page.keyboard.press("Control+Enter")

    await expect(page.locator(".result-window")).to_contain_text("鹤峰村")
    assert failed == []
    assert {url.split("/")[2] for url in asked if not url.startswith("data:")} == {address}


async def test_graphiql_says_that_a_token_is_missing(page, address, town):
    """Without one the answer tells so, in Chinese."""
    await page.goto(f"http://{address}/graphql")
    await page.wait_for_load_state("networkidle")

    await page.locator(".graphiql-query-editor .CodeMirror").click()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text("{ viewer { role } }")
    await page.keyboard.press("Control+Enter")

    await expect(page.locator(".result-window")).to_contain_text("未登录")
