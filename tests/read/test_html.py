"""Reading HTML: the main text, with the numbers and lines that a browser shows."""

from __future__ import annotations

import pytest

from kg.errors import SourceError
from kg.read import read_bytes


def blocks(body: str, head: str = "") -> list[str]:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read_bytes(page.encode(), "x").text.strip().split("\n\n")


def test_blocks_are_lines_and_the_rest_runs_on() -> None:
    source = read_bytes(
        b"<html><body><h1>Lighthouses</h1><p>The <i>Harbour</i>\n  Assembly&nbsp;&mdash;"
        b"<p>Requests<br>the Keeper.<blockquote>Light!</blockquote></body></html>",
        "x.html",
    )

    assert source.format == "text/html"
    assert source.text == (
        "Lighthouses\n\nThe Harbour Assembly —\n\nRequests\nthe Keeper.\n\nLight!\n"
    )


def test_the_frame_of_a_page_is_left_out() -> None:
    said = "1. Requests the Keeper to report on the lamps of the harbours. " * 5
    body = (
        "<header>Site</header><nav>Menu</nav><div class='breadcrumb'>Here</div>"
        f"<main><header><h1>Lamps</h1></header><p>{said}</p><aside>See also</aside></main>"
        "<script>var a = '<p>no</p>'</script><style>p {}</style><footer>Imprint</footer>"
        "<div style='display: none'>hidden</div><p hidden>hidden</p>"
    )

    assert blocks(body, "<title>Lamps</title><script>1</script>") == ["Lamps", said.strip()]


def test_lists_are_numbered_as_a_browser_numbers_them() -> None:
    body = (
        "<ol start=3><li>Requests:<ol type=a><li>To report;<li>To light;</ol>"
        "<li value=7><p>Invites.</p></ol><ul><li>A lamp</ul>"
        "<ol style='list-style-type: lower-roman'><li>Oil<li>Wicks</ol>"
        "<ol><li>1. Has its number.</ol>"
    )

    assert blocks(body) == [
        "3. Requests:",
        "a. To report;",
        "b. To light;",
        "7. Invites.",
        "- A lamp",
        "i. Oil",
        "ii. Wicks",
        "1. Has its number.",
    ]


def test_note_calls_and_notes_bear_their_marks() -> None:
    body = (
        "<p>The register <sup><a href='#fn1'>1</a></sup> and the 2<sup>nd</sup> annex"
        "<a href='#_ftn2'>[2]</a>.<section class=footnotes><ol><li id=fn1>See Z/1. "
        "<a href='#r1'>↩</a></ol></section><p><a href='#_ftnref2'>[2]</a> Ibid."
    )

    assert blocks(body) == [
        "The register<sup>1</sup> and the 2nd annex<sup>2</sup>.",
        "<sup>1</sup> See Z/1.",
        "<sup>2</sup> Ibid.",
    ]


def test_tables_are_read_row_by_row_and_a_frame_of_one_cell_is_none() -> None:
    body = (
        "<table><tr><td><p>Lamps</p><p>All of them.</p></table>"
        "<table><tr><th>Harbour<th>Lamps<tr><td>Saltwick<td>7</table>"
    )

    assert blocks(body) == ["Lamps", "All of them.", "Harbour\tLamps\nSaltwick\t7"]


@pytest.mark.parametrize(
    ("start", "encoding"),
    [
        ("<html><meta charset=windows-1252>", "cp1252"),
        ("<html><meta charset='iso-8859-1'>", "cp1252"),
        ("<html><meta http-equiv=Content-Type content='text/html; charset=utf-8'>", "utf-8"),
        ("<?xml version='1.0' encoding='iso-8859-2'?><html>", "iso-8859-2"),
        ("\ufeff<html>", "utf-16-le"),
        ("\ufeff<html>", "utf-8"),
        ("<html>", "utf-8"),
        ("<html>", "cp1252"),
    ],
)
def test_the_encoding_is_the_one_declared(start: str, encoding: str) -> None:
    data = f"{start}<body><p>Phares de Bréauté, à l’aube</body></html>"
    if encoding == "iso-8859-2":
        data = data.replace("à l’aube", "an der Donau")

    text = read_bytes(data.encode(encoding), "x.html").text

    assert text.startswith("Phares de Bréauté, ")


ERRORS = {
    "404": ("<title>404 Not Found</title><h1>Not Found</h1>", "error page and no document (“404"),
    "no document": (
        "<title>Documents</title><p>There is no document matching your request.",
        "error page and no document (“There is no document matching your request”)",
    ),
    "login": ("<p>Welcome<form><input name=u><input type=password></form>", "a login page"),
    "sign in": ("<h1>Sign in to continue</h1><p>Use your account", "(“Sign in to continue”)"),
    "denied": ("<h1>Access Denied</h1><p>You don't have permission", "(“Access Denied”)"),
    "bar": ("<title>Just a moment...</title><p>Checking your browser", "(“Just a moment...”)"),
    "script": ("<div id=app></div><script>start()</script>", "without text (what it shows"),
}


@pytest.mark.parametrize(("body", "why"), ERRORS.values(), ids=ERRORS)
def test_a_page_that_came_for_a_document_is_refused_in_one_sentence(body: str, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_bytes(f"<!doctype html><html>{body}</html>".encode(), "x")

    assert why in str(refused.value)
    assert str(refused.value).endswith("and save the document that it shows.")
    assert "\n" not in str(refused.value)


def test_a_document_about_errors_is_no_error_page() -> None:
    body = "<h1>Error and rescue at sea</h1>" + "".join(
        f"<p>{n}. Requests keepers to note each lamp that was not found lit, and to say why"
        " the page of the log cannot be found.</p>"
        for n in range(1, 50)
    )

    assert len(blocks(body)) == 50


def test_elements_that_nest_without_end_are_refused() -> None:
    with pytest.raises(SourceError, match="nest too deeply"):
        read_bytes(b"<html><body>" + b"<div>" * 100_000 + b"x", "x")
