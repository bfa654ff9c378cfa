"""Workers come, go and are replaced; no client's query costs another's."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph, Literal

from api.problems import Refusal
from api.settings import Settings
from api.views import Views
from api.workers import Cut, Job, Lanes, Pool
from kg.store import Store
from kg.vocab import ID, MG, REGISTRY
from tests.workers.conftest import PoolMaker, children

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("no_process_stays")]

ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
QUICK = "SELECT ?s { ?s <https://w3id.org/mandategraph/ontology#symbol> '3-3' }"


async def refused(pool: Pool, query: str, client: str = "a", query_id: str | None = None) -> int:
    """The status with which a query is refused; 200 where it is answered."""
    try:
        await pool.ask(Job(query), client=client, query_id=query_id)
    except Refusal as refusal:
        return refusal.problem.status
    return 200


async def until(is_so: object) -> None:
    """Wait until a condition holds, for three seconds at most."""
    end = time.monotonic() + 3
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


async def test_an_answer_bears_its_kind_format_and_generation(pool_of: PoolMaker) -> None:
    async with pool_of() as pool:
        solutions = await pool.ask(Job(QUICK), client="a")
        boolean = await pool.ask(Job("ASK {}", results="csv"), client="a")
        graph = await pool.ask(Job("CONSTRUCT { <urn:s> <urn:p> 1 } {}", graph="nt"), client="a")

    assert (solutions.kind, solutions.format, solutions.generation) == ("solutions", "json", 1)
    assert b"x/3/3" in (solutions.body or b"")
    assert (boolean.kind, boolean.body) == ("boolean", b"true")
    assert (graph.kind, graph.format) == ("graph", "nt")


async def test_variables_are_bound_to_terms(pool_of: PoolMaker) -> None:
    async with pool_of() as pool:
        job = Job(
            "SELECT ?s ?symbol { ?s <https://w3id.org/mandategraph/ontology#symbol> ?symbol }",
            substitutions={"symbol": '"3-3"'},
        )
        reply = await pool.ask(job, client="a")

    assert (reply.body or b"").count(b"x/3/3") == 1


async def test_rows_beyond_those_wanted_are_told_of(pool_of: PoolMaker) -> None:
    async with pool_of() as pool:
        cut = await pool.ask(Job(ROWS, most_rows=5), client="a")
        whole = await pool.ask(Job("SELECT * { ?a ?b ?c } LIMIT 5", most_rows=5), client="a")

    assert cut.truncated
    assert not whole.truncated
    assert (cut.body or b"").count(b'"a":') == 5


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT", 400),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400),
        ("ASK { FILTER(" + "(" * 4_500 + "1" + ")" * 4_500 + ") }", 400),
        ("ASK { ?s ?p ?o " + "FILTER EXISTS { ?s ?p ?o " * 800 + "}" * 800 + "}", 400),
        ("ASK { ?a " + "/".join(["<urn:p>"] * 1_000) + " ?b }", 400),
        ("ASK { " + " ".join(f"?a{i} <urn:p> ?b{i} ." for i in range(2_000)) + "}", 400),
    ],
)
async def test_what_would_harm_is_refused_at_once(
    pool_of: PoolMaker, query: str, status: int
) -> None:
    async with pool_of() as pool:
        assert await refused(pool, query) == status
        assert pool.figures().counts.crashed == 0


async def test_a_worker_that_dies_costs_its_own_query_and_is_replaced(pool_of: PoolMaker) -> None:
    async with pool_of(seconds=5) as pool:
        doomed = asyncio.create_task(refused(pool, ENDLESS))
        other = asyncio.create_task(refused(pool, ROWS + " LIMIT 20000"))
        await until(lambda: pool.figures().slow >= 1)
        for pid in pool.busy():
            os.kill(pid, signal.SIGKILL)

        assert await doomed == 503
        await other
        assert await refused(pool, QUICK) == 200
        assert pool.figures().counts.crashed >= 1
        await until(lambda: pool.figures().idle == pool.lanes.quick)


async def test_memory_is_bounded(pool_of: PoolMaker) -> None:
    lanes = Lanes(memory=600 << 20)
    numbers = " ".join(map(str, range(3_000)))
    product = f"VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }}"
    bomb = f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?a ?b {{ {product} }} }}"
    async with pool_of(seconds=20, lanes=lanes) as pool:
        start = time.monotonic()
        status = await refused(pool, bomb)

        assert status == 503
        assert time.monotonic() - start < 15
        assert pool.figures().counts.crashed == 1
        assert await refused(pool, QUICK) == 200


async def test_a_query_is_ended_by_its_id(pool_of: PoolMaker) -> None:
    async with pool_of(seconds=5) as pool:
        running = asyncio.create_task(refused(pool, ENDLESS, query_id="chosen-one"))
        await until(lambda: pool.figures().slow == 1)

        assert await refused(pool, QUICK, query_id="chosen-one") == 409
        assert pool.cancel("chosen-one")
        assert await running == 503
        assert not pool.cancel("chosen-one")


async def test_a_query_whose_asker_is_gone_ends(pool_of: PoolMaker) -> None:
    async with pool_of(seconds=5) as pool:
        running = asyncio.create_task(refused(pool, ENDLESS))
        await until(lambda: pool.figures().slow == 1)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

        assert pool.figures().slow == 0


async def test_an_answer_that_is_not_read_to_its_end_is_ended(pool_of: PoolMaker) -> None:
    async with pool_of(seconds=5) as pool:
        reply = await pool.ask(Job(ROWS), client="a")
        assert reply.chunks is not None
        await anext(reply.chunks)
        await reply.chunks.aclose()

        assert pool.figures().slow == pool.figures().quick == 0


async def test_what_is_streamed_is_cut_when_the_worker_dies(pool_of: PoolMaker) -> None:
    async with pool_of(seconds=5) as pool:
        reply = await pool.ask(Job(ROWS), client="a")
        assert reply.chunks is not None
        await anext(reply.chunks)
        for pid in pool.busy():
            os.kill(pid, signal.SIGKILL)

        with pytest.raises(Cut):
            async for _ in reply.chunks:
                pass


async def test_a_reader_that_stalls_makes_the_worker_wait(pool_of: PoolMaker) -> None:
    async with pool_of(seconds=5) as pool:
        reply = await pool.ask(Job(ROWS), client="a")
        await asyncio.sleep(0.3)

        assert pool.held() < 2 << 20
        assert reply.chunks is not None
        sizes = [len(await anext(reply.chunks)) for _ in range(20)]
        assert max(sizes) <= 512 << 10
        await reply.chunks.aclose()


async def test_slow_queries_have_bounded_places_and_quick_ones_pass(pool_of: PoolMaker) -> None:
    lanes = Lanes(slow=4, grace=0.1)
    async with pool_of(seconds=1.5, lanes=lanes) as pool:
        slow = [asyncio.create_task(refused(pool, ENDLESS, "greedy")) for _ in range(8)]
        await asyncio.sleep(0.6)

        assert pool.figures().slow <= lanes.slow_each
        assert await refused(pool, QUICK, "greedy") == 200
        assert await asyncio.gather(*slow) == [503] * 8


async def test_a_client_whose_budget_is_spent_is_told_when_to_come_back(
    pool_of: PoolMaker,
) -> None:
    async with pool_of(seconds=1.6, lanes=Lanes(budget=0.1)) as pool:
        assert await refused(pool, ENDLESS, "greedy") == 503
        assert await refused(pool, ENDLESS, "greedy") == 429
        assert await refused(pool, QUICK, "greedy") == 200
        assert await refused(pool, ENDLESS, "other") == 503


async def test_the_waiting_line_is_bounded(pool_of: PoolMaker) -> None:
    lanes = Lanes(quick=1, slow=1, waiting=2, patience=60, grace=0.5)
    async with pool_of(seconds=1, lanes=lanes) as pool:
        await pool.ask(Job("ASK {}"), client="a")
        asked = [asyncio.create_task(refused(pool, ENDLESS)) for _ in range(3)]
        await asyncio.sleep(0.05)
        with pytest.raises(Refusal) as refusal:
            await pool.ask(Job("ASK {}"), client="b")

        assert refusal.value.problem.status == 503
        assert refusal.value.problem.headers["Retry-After"]
        await asyncio.gather(*asked)


async def test_those_who_wait_pass_those_who_take_long(pool_of: PoolMaker) -> None:
    async with pool_of(seconds=2, lanes=Lanes(quick=2, slow=2, grace=1.0)) as pool:
        await pool.ask(Job("ASK {}"), client="a")
        slow = [asyncio.create_task(refused(pool, ENDLESS, "greedy")) for _ in range(4)]
        await asyncio.sleep(0.02)
        start = time.monotonic()
        quick = await refused(pool, QUICK, "other")

        assert quick == 200
        assert time.monotonic() - start < 0.7
        await asyncio.gather(*slow)


async def test_a_new_generation_is_answered_from_at_once(
    wide: Path, tmp_path: Path, pool_of: PoolMaker
) -> None:
    path = tmp_path / "store"
    shutil.copytree(wide, path)
    async with pool_of(seconds=5, path=path) as pool:
        old = await pool.ask(Job(ROWS), client="a")
        with Store(path) as store:
            graph = Graph()
            graph.add((ID["x/new"], MG.symbol, Literal("new")))
            store.keep({REGISTRY: graph})
            store.publish()
        new = await pool.ask(Job("SELECT * { ?s ?p ?o }"), client="a")

        assert new.generation == old.generation + 1
        assert b"x/new" in (new.body or b"")
        assert old.chunks is not None
        await anext(old.chunks)
        await old.chunks.aclose()


async def test_the_nursery_is_started_again(pool_of: PoolMaker) -> None:
    others = set(children())  # of servers that other tests have running in this process
    async with pool_of(seconds=5) as pool:
        await pool.ask(Job("ASK {}"), client="a")
        nursery = next(pid for pid in set(children()) - others if os.getpgid(pid) == pid)
        os.kill(nursery, signal.SIGKILL)
        await asyncio.sleep(0.1)

        assert await refused(pool, QUICK) == 200


async def test_who_waits_is_answered_although_newborn_workers_are_killed(
    pool_of: PoolMaker,
) -> None:
    others = set(children())
    async with pool_of(seconds=8) as pool:
        asked = asyncio.create_task(refused(pool, QUICK))
        until = time.monotonic() + 1
        killed = 0
        while time.monotonic() < until:
            for pid in set(children()) - others:
                with contextlib.suppress(ProcessLookupError):
                    if os.getpgid(pid) != pid:
                        os.kill(pid, signal.SIGKILL)
                        killed += 1
            await asyncio.sleep(0.005)

        assert killed > 2
        await asked  # answered, or at work when it was killed
        assert await refused(pool, QUICK) == 200


async def test_a_generation_that_no_worker_can_open_is_said_before_the_deadline(
    wide: Path, tmp_path: Path, pool_of: PoolMaker
) -> None:
    path = tmp_path / "store"
    shutil.copytree(wide, path)
    others = set(children())
    async with pool_of(seconds=60, path=path) as pool:
        shutil.rmtree(path / "snapshots" / str(Views(path, "test").newest()))
        for pid in set(children()) - others:
            if os.getpgid(pid) != pid:
                os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(0.2)  # it has heard of their end

        with pytest.raises(Refusal, match="No worker can open the store"):
            await pool.ask(Job(QUICK), client="a")
        assert pool.figures().waiting == 0


async def test_a_store_without_data_is_said(tmp_path: Path) -> None:
    pool = Pool(tmp_path, Views(tmp_path, "test"), seconds=1)
    await pool.start()
    try:
        with pytest.raises(Exception, match="published nothing"):
            await pool.ask(Job("ASK {}"), client="a")
    finally:
        await pool.stop()


async def test_without_isolation_the_answers_are_the_same(wide: Path, pool_of: PoolMaker) -> None:
    inline = Pool(wide, Views(wide, "test"), seconds=1, isolated=False)
    async with pool_of() as pool:
        for job in (Job(QUICK), Job("ASK {}"), Job("DESCRIBE <urn:x>"), Job(ROWS, most_rows=3)):
            assert await inline.ask(job, client="a") == await pool.ask(job, client="a")
        assert await inline.run("generation", b"", client="a") == b"1"
        assert await pool.run("generation", b"", client="a") == b"1"
    with pytest.raises(Refusal):
        await inline.ask(Job("SELECT"), client="a")


async def test_an_answer_is_held_back_up_to_the_bytes_that_the_settings_say(
    pool_of: PoolMaker,
) -> None:
    job = Job(f"{ROWS} LIMIT 3000", results="csv")  # about 500 KB
    held = Lanes(buffering=5, grace=6, buffer=1 << 24)
    async with pool_of(seconds=20, lanes=held) as pool:
        whole = await pool.ask(job, client="a")
    async with pool_of(seconds=20, lanes=replace(held, buffer=1 << 18)) as pool:
        streamed = await pool.ask(job, client="a")
        assert streamed.chunks is not None
        pieces = [piece async for piece in streamed.chunks]

    assert whole.body is not None
    assert whole.body == b"".join(pieces)
    assert Lanes.of(Settings(store=Path("s"), buffer_bytes=1 << 20)).buffer == 1 << 20
