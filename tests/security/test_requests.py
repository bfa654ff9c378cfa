"""Headers, paths and origins that a client may write, and what none of them opens."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import httpx2 as httpx
import pytest

from tests.security.conftest import WRITER, look_at
from tests.strangers import TOKEN, Service

INSERT: Final = "INSERT DATA { <urn:x:crossed> <urn:x:p> 1 }"
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
BREAKS: Final = (
    "%0d%0aX-Evil:%201",
    "%0aX-Evil:%201",
    "%E5%98%8D%E5%98%8AX-Evil:1",
    "%00",
    "%C2%85",
)
PLACES: Final = (
    *("/id/", "/doc/", "/A/RES/", "/graphs/", "/dump/", "/questions/", "/queries/", "/"),
    *("/lookup?symbol=", "/sparql?query=ASK%7B%7D&format=", "/sparql?query=ASK%7B%7D%23"),
    *(
        "/search?q=",
        "/search?q=a&page=",
        "/trace?from=",
        "/doc/state/FJI?format=",
        "/id/state/FJI?",
    ),
    *("/questions/speakers-of-meeting?limit=1&x=", "/graphs?graph=urn:x:", "/changes?"),
    *("/sparql?query=ASK%7B%7D&default-graph-uri=urn:x:", "/id/state/FJI?page="),
)
PATHS: Final = (
    *("/static/../../../../../../etc/passwd", "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
    *("/static/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "/static//etc/passwd", "/static/..\\app.py"),
    *("/static/../app.py", "/static/..%2fapp.py", "/static/%00", "/static/style.css%00.html"),
    *(
        "/dump/../../../../etc/passwd",
        "/dump/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/dump/%2fetc%2fpasswd",
    ),
    *("/dump/../ledger.jsonl", "/dump/..%2fledger.jsonl", "/dump/.nq.zst", "/dump/-1.nq.zst"),
    *(
        "/doc/../../../../etc/passwd",
        "/doc/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/id/..%2f..%2fetc%2fpasswd",
    ),
    *("/graphs/../../../etc/passwd", "//etc/passwd", "/%2fetc/passwd", "/..%5c..%5cetc%5cpasswd"),
    *(
        "/A/RES/../../../../etc/passwd",
        "/questions/..%2f..%2f__init__",
        "/questions/%2e%2e%2fask.py",
    ),
    *("file:///etc/passwd", "http://evil.example/", "/%", "/%zz", "/\x7f", "*"),
)


def get(attacked: Service, target: str, *lines: str, method: str = "GET") -> tuple[int, str]:
    """Status and all of an answer to a request that no client would write."""
    head = [f"{method} {target} HTTP/1.1", "Host: x", "Connection: close", *lines, "", ""]
    said = attacked.send("\r\n".join(head).encode("latin-1"))
    whole = "\n".join(said.lines) + "\n\n" + said.body.decode("utf-8", "replace")
    look_at(said.status, whole)
    assert not [line for line in said.lines if line.lower().startswith("x-evil")]
    return said.status, whole


@pytest.mark.parametrize("place", PLACES)
def test_no_parameter_ends_a_header(attacked: Service, place: str) -> None:
    for words in BREAKS:
        for accept in ("text/html", "*/*"):
            status, _ = get(attacked, f"{place}{words}", f"Accept: {accept}")
            assert status < 500


@pytest.mark.parametrize("name", ["X-Query-Id", "Accept", "Content-Type", "If-None-Match", "Range"])
def test_no_header_ends_a_header(attacked: Service, name: str) -> None:
    for value in (
        "a" * 5_000,
        "\x01",
        "\xff\xfe",
        "a\rX-Evil: 1",
        "a\nX-Evil: 1",
        '"',
        ";;q=,",
        "\t",
    ):
        for path in ("/sparql?query=ASK%7B%7D", "/doc/state/FJI", "/static/style.css"):
            status, _ = get(attacked, path, f"{name}: {value}")
            assert status < 500


def test_an_id_of_a_query_is_given_back_only_where_it_is_one(wary: httpx.Client) -> None:
    for value in ("abc", "a" * 65, "a b c d e f", "12345678;x", "<script>x"):
        answer = wary.get("/sparql?query=ASK%7B%7D", headers={"X-Query-Id": value})
        assert answer.status_code == 400
        assert "x-query-id" not in answer.headers


@pytest.mark.parametrize("target", PATHS)
def test_no_path_leads_to_a_file(attacked: Service, target: str) -> None:
    status, whole = get(attacked, target)

    assert status != 200 or "<html" in whole or "# " not in whole
    assert "root:" not in whole
    assert "from __future__" not in whole


@pytest.mark.parametrize(
    "target",
    [
        *(
            f"/lookup?symbol={x}"
            for x in ("//evil.example", "http://evil.example/", "%5c%5cevil.example")
        ),
        *(f"/{x}" for x in ("/evil.example", "/evil.example/id/state/FJI", "%2f%2fevil.example")),
        *(f"/id/{x}" for x in ("/evil.example", "%2f%2fevil.example", "http://evil.example")),
        *("//A/RES/90/1", "/lookup?symbol=//A/RES/90/1", "/id/state/FJI?//evil.example"),
    ],
)
def test_no_redirect_leads_elsewhere(attacked: Service, target: str) -> None:
    status, whole = get(attacked, target, "Accept: text/html")
    places = [ln for ln in whole.split("\n\n")[0].splitlines() if ln.lower().startswith("location")]

    assert status in (303, 404)
    for place in places:
        address = place.partition(": ")[2]
        assert address.startswith("/")
        assert not address.startswith("//")


@pytest.mark.parametrize(
    "target",
    [
        *(
            "/search?q=%22",
            "/search?q=NEAR(%22",
            "/search?q=%00",
            "/search?q=a%20OR%20OR",
            "/search?q=-",
        ),
        *(f"/search?q={x}" for x in ("a" * 60_000, "(" * 5_000, "%28" * 5_000, "a*" * 3_000)),
        *(f"/{x}{'9' * 30}" for x in ("doc/state/FJI?page=", "changes?since=", "search?q=a&page=")),
        *(f"/trace?from=A/RES/90/1&{x}" for x in ("depth=1000000", "depth=-1", "asOf=99999-99-99")),
        *(
            f"/{x}"
            for x in ("dump/99999999999999999999.nq.zst", "questions/due-at-session?session=a:b%00")
        ),
    ],
    ids=lambda t: t[:40],
)
def test_no_number_and_no_word_is_too_much(attacked: Service, target: str) -> None:
    for accept in ("text/html", "application/json"):
        status, _ = get(attacked, target, f"Accept: {accept}")
        assert status < 500


def test_what_is_no_http_is_refused(attacked: Service) -> None:
    for request in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\nASK {}",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    ):
        said = attacked.send(request)
        assert said.status == 400, request


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1.evil.example", "http://127.0.0.1", ""],
)
def test_a_page_of_another_origin_writes_nothing_even_with_the_token(
    wary: httpx.Client, origin: str
) -> None:
    headers = WRITER | {"Origin": origin}
    turtle = headers | {"Content-Type": "text/turtle"}
    answers = [
        wary.post("/update", data={"update": INSERT}, headers=headers),
        wary.post("/update", content=INSERT, headers=headers | {"Content-Type": "text/plain"}),
        wary.put("/graphs/crossed", content="<> <p> 1 .", headers=turtle),
        wary.post("/graphs/crossed", content="<> <p> 1 .", headers=turtle),
        wary.delete("/graphs/crossed", headers=headers),
    ]
    preflight = wary.options(
        "/update", headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
    )
    written = wary.get("/sparql", params={"query": "ASK { GRAPH ?g { <urn:x:crossed> ?p ?o } }"})

    assert {a.status_code for a in answers} == {403}
    for answer in (*answers, preflight):
        assert "access-control-allow-origin" not in answer.headers
    assert written.json()["boolean"] is False


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Bearer {TOKEN[:-1]}"},
        {"Authorization": f"Bearer {TOKEN.upper()}"},
        {"Authorization": TOKEN},
        {"Authorization": "Bearer \u00fc".encode().decode("latin-1")},
        {"X-Authorization": f"Bearer {TOKEN}"},
        {"Cookie": f"token={TOKEN}; Authorization=Bearer {TOKEN}"},
    ],
    ids=str,
)
def test_only_the_token_writes(wary: httpx.Client, given: dict[str, str]) -> None:
    headers = [(k.encode(), v.encode("latin-1")) for k, v in (given | FORM).items()]
    form = f"update={quote(INSERT)}&access_token={TOKEN}"
    answer = wary.post("/update", content=form, headers=headers)
    put = wary.put(f"/graphs/x?access_token={TOKEN}", content="", headers=headers)

    assert (answer.status_code, put.status_code) == (401, 401)
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_updates_by_get_are_none(wary: httpx.Client) -> None:
    answer = wary.get("/update", params={"update": INSERT}, headers=WRITER)
    query = wary.get("/sparql", params={"update": INSERT}, headers=WRITER)

    assert (answer.status_code, query.status_code) == (405, 400)


@pytest.mark.parametrize(
    "form", ["json", "xml", "csv", "tsv", "ttl", "nt", "nq", "trig", "jsonld", "rdf", "html"]
)
def test_a_fault_says_nothing_of_the_machine(wary: httpx.Client, form: str) -> None:
    """The client of these tests looks for it in each answer."""
    for query in ("SELECT", "DESCRIBE <urn:x:none>", "SELECT (1/0 AS ?x) {}", "CONSTRUCT {} {}"):
        answer = wary.get("/sparql", params={"query": query, "format": form})
        assert answer.status_code in (200, 400, 406)
