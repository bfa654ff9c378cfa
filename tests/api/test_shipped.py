"""The graph that ships, as a newcomer sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings

HTML = {"Accept": "text/html"}
MEETING = "/doc/meeting/eg-cybercrime/2"
REPORT = f"{MEETING}/report"
LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')


@pytest.fixture(scope="module")
def reader(shipped: Path) -> Iterator[TestClient]:
    """A person with a browser."""
    with TestClient(create_app(Settings(store=shipped)), headers=HTML) as client:
        yield client


def test_each_link_of_the_home_page_leads_somewhere(reader: TestClient) -> None:
    links = {link.replace("&amp;", "&") for link in LINK.findall(reader.get("/").text)}

    assert {"/questions", "/sparql", "/ontology", "/trace?from=A/RES/65/230&paragraph=op9"} <= links
    assert all(reader.get(link).status_code == 200 for link in links)


def test_a_newcomer_comes_from_the_resolution_to_who_spoke_in_2013(reader: TestClient) -> None:
    resolution = reader.get("/A/RES/65/230")
    meeting = reader.get(MEETING)

    assert resolution.url.path == "/doc/document/A/RES/65/230"
    assert f'href="{MEETING}"' in resolution.text
    spoke = meeting.text[meeting.text.index("Who spoke") :]
    # Paragraph 12 of the report names 49 States, paragraph 13 Ireland for a group.
    representatives = spoke[spoke.index("Statements, by representatives") :]
    representatives = representatives[: representatives.index("</table>")]
    states = re.findall(r'<td><a href="/doc/state/([A-Z]{3})">', representatives)
    assert len(states) == 50
    assert {"ARG", "IRL", "ZWE"} <= set(states)
    assert representatives.count(f'href="{REPORT}/para/12"') == 49
    assert representatives.count(f'href="{REPORT}/para/13"') == 1


def test_a_question_shows_its_solutions_in_order(reader: TestClient) -> None:
    page = reader.get("/questions/votes-on-document").text

    # 74/247 had 88-58-34 in the Third Committee and 79-60-33 in plenary.
    cells = re.findall(r"<td>(\d+)</td>", page)
    assert cells == ["88", "58", "34", "79", "60", "33"]


def test_the_trace_of_the_chain_is_a_page(reader: TestClient) -> None:
    page = reader.get("/trace", params={"from": "A/RES/65/230", "paragraph": "op9"}).text

    assert f'href="{MEETING}"' in page
    assert 'href="/doc/document/A/RES/79/243/op/2"' in page
    assert "/doc/document/A/RES/70/175" not in page  # the other line of 65/230: prisons


def test_a_paragraph_of_which_only_facts_ship_says_where_its_words_are(reader: TestClient) -> None:
    page = reader.get(f"{REPORT}/para/12").text

    assert "Characters 3536 to 4182" in page
    assert "Its words are not kept in this graph" in page
