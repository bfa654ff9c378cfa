"""The authority files that ship, and what the loader says of malformed ones."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

import kg.authority
from kg.authority import Authority, act_symbol, load_authority
from kg.errors import AuthorityError

HERE = Path(__file__).parent
MALFORMED = sorted((HERE / "malformed").iterdir())


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / "names" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_public_names_are_sorted() -> None:
    assert kg.authority.__all__ == sorted(kg.authority.__all__)


def test_all_members_and_both_observers_are_listed(authority: Authority) -> None:
    statuses = Counter(state.status for state in authority.states.values())

    assert statuses["member"] == 193
    assert {i for i, s in authority.states.items() if s.status == "observer"} == {"VAT", "PSE"}


@pytest.mark.parametrize("row", rows("states.csv"), ids=lambda row: f"{row['name']}-{row['on']}")
def test_a_state_is_known_by_the_names_of_its_day(
    authority: Authority, row: dict[str, str]
) -> None:
    state = authority.state(row["name"], date.fromisoformat(row["on"]))

    assert (state.iso3 if state else "") == row["iso3"]


@pytest.mark.parametrize("row", rows("bodies.csv"), ids=lambda row: row["name"])
def test_a_body_is_known_by_its_names(authority: Authority, row: dict[str, str]) -> None:
    body = authority.body(row["name"])

    assert (body.id if body else "") == row["id"]


@pytest.mark.parametrize(
    "row", rows("symbols.csv"), ids=lambda row: f"{row['body']}-{row['number']}"
)
def test_an_act_is_named_in_the_form_of_its_series(
    authority: Authority, row: dict[str, str]
) -> None:
    body = authority.bodies[row["body"]]

    symbol = act_symbol(body, row["number"], decision=row["act"] == "decision")

    assert (symbol or "") == row["symbol"]


@pytest.mark.parametrize("row", [r for r in rows("symbols.csv") if r["symbol"]], ids=str)
def test_the_body_of_an_act_is_told_by_its_symbol(
    authority: Authority, row: dict[str, str]
) -> None:
    body = authority.body_of_symbol(row["symbol"])

    assert body is not None
    assert body.id == row["body"]


def test_a_former_name_says_until_when_it_was_borne(authority: Authority) -> None:
    names = {n.name: n for n in authority.bodies["au"].others}

    former = names["Organization of African Unity"]
    assert (former.kind, former.valid_until) == ("former", date(2002, 7, 9))
    assert former.holds_on(date(2002, 7, 8))
    assert not former.holds_on(date(2002, 7, 9))


def test_no_body_is_above_itself(authority: Authority) -> None:
    for body in authority.bodies.values():
        above, seen = body.parent, {body.id}
        while above:
            assert above not in seen
            seen.add(above)
            above = authority.bodies[above].parent


def test_names_asked_for_do_not_fill_the_memory(authority: Authority) -> None:
    for n in range(25_000):
        assert authority.body(f"group {n} of nobody") is None

    assert len(authority._asked) <= 10_000


def test_a_symbol_without_end_is_no_bodys(authority: Authority) -> None:
    assert authority.body_of_symbol("X/" * 1_000_000) is None


def test_the_longest_prefix_of_a_symbol_decides_its_body(authority: Authority) -> None:
    symbols = ("UNODC/CCPCJ/EG.4/2013/2", "A/HRC/RES/15/5", "A/RES/65/230", "X/1")
    found = [authority.body_of_symbol(symbol) for symbol in symbols]

    assert [body.id if body else None for body in found] == ["eg-cybercrime", "hrc", "ga", None]


def test_an_instrument_is_found_among_other_words(authority: Authority) -> None:
    found = authority.instrument("paragraph 42 of the Salvador Declaration on something else")

    assert found is not None
    assert found.key == "salvador-declaration"


def test_there_are_malformed_cases_and_each_says_what_is_expected() -> None:
    assert MALFORMED
    assert all((case / "expected.txt").exists() for case in MALFORMED)


@pytest.mark.parametrize("case", MALFORMED, ids=lambda path: path.name)
def test_a_malformed_file_is_refused_with_its_line(case: Path, tmp_path: Path) -> None:
    for shipped in files("kg.authority").iterdir():
        if shipped.name.endswith(".csv"):
            (tmp_path / shipped.name).write_text(shipped.read_text(encoding="utf-8"), "utf-8")
    for changed in case.glob("*.csv"):
        shutil.copy(changed, tmp_path)

    with pytest.raises(AuthorityError) as refused:
        load_authority(tmp_path)

    assert str(refused.value) == (case / "expected.txt").read_text(encoding="utf-8").strip()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AuthorityError, match=r"state_names\.csv, line 0: the file is missing"):
        load_authority(tmp_path)
