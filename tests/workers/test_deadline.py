"""The deadline holds for every query, whatever the engine does with it."""

from __future__ import annotations

import time

import pytest

from api.problems import Refusal
from api.workers import Cut, Job, Lanes, Pool
from tests.workers.conftest import PoolMaker

pytestmark = pytest.mark.anyio

DEADLINE = 0.5
MARGIN = 0.5
MG = "PREFIX mg: <https://w3id.org/mandategraph/ontology#>"
NUMBERS = " ".join(map(str, range(200)))
DOUBLINGS = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
ENDLESS = {
    "a Cartesian product sorted": ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"),
    "every path": (
        "SELECT (COUNT(*) AS ?n) { ?a (<urn:p>|!<urn:p>)* ?b . ?c (<urn:p>|!<urn:p>)* ?d }"
    ),
    "chains of paths": (
        f"{MG} SELECT (COUNT(*) AS ?n) {{ ?a mg:leadsTo* ?b . ?b mg:leadsTo* ?c . "
        "?c mg:leadsTo* ?d . ?d mg:leadsTo* ?e }"
    ),
    "doubled strings": f"SELECT ?x40 {{ BIND('aaaaaaaaaaaaaaaa' AS ?x0) {DOUBLINGS} }}",
    "a product of values": (
        f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} "
        f"VALUES ?c {{ {NUMBERS} }} VALUES ?d {{ {NUMBERS} }} }}"
    ),
    "an aggregate": (
        "SELECT (SUM(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g)))) AS ?n) "
        "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?b"
    ),
    "a pattern on a long string": (
        f"SELECT (COUNT(*) AS ?n) {{ BIND('{'a' * 10_000}' AS ?y) ?a ?b ?c . ?d ?e ?f "
        "FILTER(REGEX(?y, CONCAT('^(a+)+b.*(a|aa)+', STR(?c), STR(?f)))) }"
    ),
    "a join of many patterns": (
        "ASK { " + " ".join(f"?a{i} ?p{i} ?a{i + 1} ." for i in range(240)) + "}"
    ),
}


async def outcome(pool: Pool, query: str, client: str = "a") -> str:
    """How a query ends: its status, or ``cut``."""
    try:
        reply = await pool.ask(Job(query), client=client)
        if reply.chunks is not None:
            async for _ in reply.chunks:
                pass
    except Refusal as refusal:
        return str(refusal.problem.status)
    except Cut:
        return "cut"
    return "200"


@pytest.mark.usefixtures("no_process_stays")
async def test_each_endless_query_ends_at_its_deadline_and_burns_nothing_after(
    pool_of: PoolMaker,
) -> None:
    async with pool_of(DEADLINE, lanes=Lanes(slow=16, budget=1e9)) as pool:
        await pool.ask(Job("ASK {}"), client="a")
        for name, query in ENDLESS.items():
            start = time.monotonic()
            ended = await outcome(pool, query)
            took = time.monotonic() - start

            assert ended in ("503", "cut"), name
            assert took < DEADLINE + MARGIN, name
            assert pool.figures().slow == pool.figures().quick == 0, name
