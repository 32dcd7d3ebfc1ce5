"""The benchmark of requests at its smallest: what it measures is what both sides do."""

import asyncio
from datetime import UTC, datetime

from benchmarks.requests import acts, asked, figures, inside, rounds
from benchmarks.requests.filling import filled
from benchmarks.requests.servers import both
from benchmarks.requests.shape import SCALES
from graphql_api.platform.work import civil_day


def test_service_and_hand_written_sql_answer_and_write_the_same(database_url):
    """Every question and act is the same through both, sums are those of the scores, a question is one statement."""
    today = civil_day(datetime.now(UTC))

    town = asyncio.run(filled(database_url, SCALES["tiny"], today))
    with both(database_url) as servers:
        for question in asked.questions(town, today):
            rounds.compare(question, *servers)
        for question in asked.writes(town, today):
            acts.compare(database_url, question, servers)

    acts.recount(database_url)
    for share in asyncio.run(inside.shares(database_url, asked.questions(town, today))):
        assert (share.statement, share.holes, share.standard) == (1, 0, 0), share.question


def test_the_sizes_are_those_that_the_figures_are_for():
    """100,000 units in seven levels, 200,000 people."""
    full = SCALES["full"]

    assert full.levels == (1, 4, 20, 400, 6_000, 18_000, 75_575)
    assert full.people == 200_000


def test_a_row_below_the_figures_is_told():
    """What is missed is named with its question, engine and concurrency, and the worst read is told."""
    good, bad = (
        rounds.Measure(rate=rate, middle=1.0, worst=1.0, processor=1.0, memory=100.0) for rate in (100.0, 60.0)
    )

    reached = rounds.row("postgresql", "Q1", 1, [good], [good])
    missed = rounds.row("postgresql", "Q2", 32, [bad], [good])

    assert figures.missed(reached) == []
    assert figures.missed(missed) == ["Q2, postgresql, c=32: 0.60 of the LIMIT's requests a second, not 0.7"]
    assert figures.worst_read([reached, missed]) == "worst read ratio: 0.60 (Q2, postgresql, 32)"
