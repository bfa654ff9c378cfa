"""Each way in which reports name their officers, in short paragraphs of invented meetings."""

from __future__ import annotations

import pytest

from kg.authority import load_authority
from kg.cut import cut
from kg.model import Officer
from kg.read import read_bytes
from kg.recognise import recognise_officers

HEAD = "Report of the Committee on Lakes on its third session\n\nI. Officers\n\n"
ADA = ("Ada Berg", "Norway")
BO = ("Bo Lind", "Finland")
EVA = ("Eva Sol", "Spain")


def officers(text: str) -> list[Officer]:
    (document,) = cut(read_bytes((HEAD + text).encode(), "lakes.md"), load_authority())
    return list(recognise_officers(document, load_authority()))


def told(text: str) -> list[tuple[str, str, str | None]]:
    return [(o.role, o.name, o.represents) for o in officers(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # elected
        ("The Committee elected Ms. Ada Berg (Norway) as Chair.", [("Chair", *ADA)]),
        ("It elected Ms. Ada Berg (Norway) as Chair; as well as Mr. Bo Lind (Finland) and Ms. Eva "
         "Sol (Spain) as Vice-Chairs for its sessions in 2015 and 2016.",
         [("Chair", *ADA), ("Vice-Chair", *BO), ("Vice-Chair", *EVA)]),
        ("Ms. Ada Berg (Norway) was elected by acclamation as Chair.", [("Chair", *ADA)]),
        ("Ms. Ada Berg (Norway) was re-elected Chair until the close of the fourth session.",
         [("Chair", *ADA)]),
        ("It elected as its Chair Ms. Ada Berg (Norway).", [("Chair", *ADA)]),
        ("Mr. Bo Lind (Finland) was elected Chair and Ms. Eva Sol (Spain) was elected Rapporteur.",
         [("Chair", *BO), ("Rapporteur", *EVA)]),
        ("The Committee elected Mr. Bo Lind (Finland) and Ms. Eva Sol (Spain) as Chair and "
         "Vice-Chair, respectively.", [("Chair", *BO), ("Vice-Chair", *EVA)]),
        ("The Committee elected, by acclamation, Ada Berg (Norway) Chair of its third session.",
         [("Chair", *ADA)]),
        ("Ms. Ada Berg (Norway) and Mr. Bo Lind (Finland) were elected Co-Chairs by acclamation.",
         [("Co-Chair", *ADA), ("Co-Chair", *BO)]),
        ("Mr. Bo Lind (Bolivia (Plurinational State of)) was elected Vice-President.",
         [("Vice-President", "Bo Lind", "Bolivia (Plurinational State of)")]),
        # lists
        ("The Committee elected the following officers: Chair: Ms. Ada Berg (Norway); Vice-Chairs: "
         "Mr. Bo Lind (Finland) and Ms. Eva Sol (Spain); Rapporteur: Mr. X. Yo (Japan).",
         [("Chair", *ADA), ("Vice-Chair", *BO), ("Vice-Chair", *EVA),
          ("Rapporteur", "X. Yo", "Japan")]),
        ("The Bureau was composed of: Ms. Ada Berg (Norway), Chair; Mr. Bo Lind (Finland) and Ms. "
         "Eva Sol (Spain), Vice-Chairs; and Mr. X. Yo (Japan), Rapporteur.",
         [("Chair", *ADA), ("Vice-Chair", *BO), ("Vice-Chair", *EVA),
          ("Rapporteur", "X. Yo", "Japan")]),
        ("President: Ada Berg (Norway) Vice-Presidents: Bo Lind (Finland) Eva Sol (Spain)",
         [("President", *ADA), ("Vice-President", *BO), ("Vice-President", *EVA)]),
        ("Chair: Ms. Ada Berg (Norway)", [("Chair", *ADA)]),
        ("Ms. Ada Berg, Norway (Chair)", [("Chair", *ADA)]),
        # presiding
        ("The session was chaired by Ms. Ada Berg (Norway).", [("Chair", *ADA)]),
        ("The round table was co-chaired by Ms. Ada Berg (Norway) and Mr. Bo Lind (Finland).",
         [("Co-Chair", *ADA), ("Co-Chair", *BO)]),
        ("The Committee met under the chairmanship of Ms. Ada Berg (Norway).", [("Chair", *ADA)]),
        ("The segment was presided over by Ms. Ada Berg (Norway).", [("Chair", *ADA)]),
        ("Ms. Ada Berg (Norway) chaired the session.", [("Chair", *ADA)]),
        ("The Committee was chaired by its President, H.E. Ms. Ada Berg (Norway).",
         [("President", *ADA)]),
        ("The panel was co-chaired by Ada Berg, Ambassador and Permanent Representative of Norway "
         "to the organizations in Porto, put forward by the Group of Western European and other "
         "States, and Bo Lind, Minister of Water of Finland.",
         [("Co-Chair", *ADA), ("Co-Chair", *BO)]),
        # by office
        ("The session was opened by Ms. Ada Berg (Norway), Chair of the Committee.",
         [("Chair", *ADA)]),
        ("The Chair of the Committee, Ms. Ada Berg, opened the session.",
         [("Chair", "Ada Berg", None)]),
        ("Chair Ada Berg (Norway) opened the session.", [("Chair", *ADA)]),
        ("Mr. Bo Lind served as Secretary of the Committee.", [("Secretary", "Bo Lind", None)]),
        ("Ms. Ada Berg, Ambassador and Permanent Representative of Norway to the United Nations, "
         "Chair of the Committee, opened the meeting.", [("Chair", *ADA)]),
        ("Ms. Ada Berg, Chair, Head of Water, Ministry of Rivers, Norway, briefed the Committee.",
         [("Chair", *ADA)]),
        # of others
        ("The President of the General Assembly, Dennis Abel, made a statement.",
         [("President of the General Assembly", "Dennis Abel", None)]),
        ("Mr. Ivo Jen, Chair of the Working Party on Rules affecting Reeds (WP.99), informed it.",
         [("Chair of the Working Party on Rules affecting Reeds", "Ivo Jen", None)]),
        ("Mr. Ivo Jen, WP.99 Chair, informed the Committee.",
         [("Chair of WP.99", "Ivo Jen", None)]),
        # with posts, or told of
        ("It elected Ms. Ada Berg, Minister of Lakes of Norway, as its President.",
         [("President", *ADA)]),
        ("It elected Ms. Ada Berg, Ambassador, Permanent Mission of Norway, as Chair.",
         [("Chair", *ADA)]),
        ("Mr. Bo Lind, Minister of Lakes of Finland, speaking in his capacity as outgoing "
         "President of the Committee, opened it.", [("President", *BO)]),
        ("Ms. Una Ray, Director of the Division, acted as Secretary of the Committee.",
         [("Secretary", "Una Ray", None)]),
        ("It thanked Mr. Bo Lind for having led, as Chair, its work.",
         [("Chair", "Bo Lind", None)]),
        ("It noted that Mr. Per Sol, who has been Chief of Section, Secretary of the Committee "
         "and its Bureau, would retire.", [("Secretary", "Per Sol", None)]),
        ("Mr. B.A. Lind from Finland, who had, inter alia, served as Chair of the Committee, left.",
         [("Chair", "B.A. Lind", "Finland")]),
        ("The representative of Norway, Ms. Ada Berg, was elected Chair.", [("Chair", *ADA)]),
        ("Mr. Bo Lind of Finland was elected Chair and Ms. Ada Berg of Norway and Ms. Eva Sol of "
         "Spain Vice-Chairs.",
         [("Chair", *BO), ("Vice-Chair", *ADA), ("Vice-Chair", *EVA)]),
        ("It elected two co-chairs — Mr. Bo Lind of the Ministry of Lakes of Finland (incoming "
         "Chair of the Steering Group); and Ms. Ada Berg of the Institute of Norway.",
         [("Co-Chair", *BO), ("Co-Chair", *ADA), ("Chair of the Steering Group", *BO)]),
        ("The Chair of the OECD Working Party on Lake Floods (Ms. Ada Berg, Norway) moderated.",
         [("Chair of the OECD Working Party on Lake Floods", *ADA)]),
        # by the last name alone, of which the paragraph tells more
        ("It elected Mr. Bo Lind (Finland) and Ms. Berg (Norway) to the Bureau, of whom Ms. Berg "
         "as Chair, and Mr. Lind as Vice-Chair.",
         [("Chair", "Berg", "Norway"), ("Vice-Chair", *BO)]),
        # names and offices of several parts
        ("It elected Mr. Jean–Luc Yo (Japan) as Vice-Chair-cum-Rapporteur.",
         [("Vice-Chair-cum-Rapporteur", "Jean–Luc Yo", "Japan")]),
        ("Ms Ada Berg (Norway) and Mr Bo Lind (Finland) were elected First and Second Vice-Chair, "
         "respectively.", [("First Vice-Chair", *ADA), ("Second Vice-Chair", *BO)]),
        ("Ms. Ada Berg (Norway) and Mr. Bo Lind (Finland) agreed to serve as co-chairs of the "
         "contact group on reeds.",
         [("Co-Chair of the contact group on reeds", *ADA),
          ("Co-Chair of the contact group on reeds", *BO)]),
        # members of the Bureau are no officers
        ("It elected Ms. Ada Berg (Norway) as Chair, and the following Bureau members: Mr. Bo Lind "
         "(Finland) and Ms. Eva Sol (Spain).", [("Chair", *ADA)]),
        ("Ms. Una Ray, President, A Pond for All: Together, Canada, spoke.", []),
        # none
        ("Mr. Bo Lind, Minister of Water of Finland, and the Executive Secretary, Mr. Per Sol, "
         "spoke.", []),
        ("Mr. Bo Lind, Chairman of the National Water Board of Finland, spoke.", []),
        ("The Special Rapporteur on lakes, Ms. Eva Sol (Spain), spoke.", []),
        ("The President of Peru, Mr. Per Sol, spoke.", []),
        ("The Chair thanked Mr. Bo Lind (Finland) for his work.", []),
        ("The former Chair of the Committee, Mr. Bo Lind (Finland), spoke.", []),
        ("The Secretary of State for Water of Finland, Mr. Bo Lind, spoke.", []),
    ],
)  # fmt: skip
def test_every_officer_is_read(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert told(f"1. {sentence}\n") == expected


def test_an_office_opens_a_list_of_paragraphs() -> None:
    text = (
        "1. The officers were as follows:\n\nVice-Chairs:\n\nMs. Ada Berg (Norway)\n\n"
        "Mr. Bo Lind (Finland)\n\n2. The session was closed.\n"
    )

    assert told(text) == [("Vice-Chair", *ADA), ("Vice-Chair", *BO)]


def test_a_table_of_officers_is_read_by_row() -> None:
    text = (
        "1. The officers were as follows:\n\n| Office | Regional group | Elected officer |\n"
        "| --- | --- | --- |\n| Chair | African States | Ada Berg (Norway) |\n"
        "| First Vice-Chair | Asia-Pacific States | Bo Lind (Finland) |\n"
    )

    assert told(text) == [("Chair", *ADA), ("First Vice-Chair", *BO)]


def test_elections_and_terms_are_told() -> None:
    (one,) = officers(
        "1. Ms. Ada Berg (Norway) was elected as Chair for its sessions in 2015 and 2016.\n"
    )

    assert one.elected
    assert one.term == "sessions in 2015 and 2016"
    assert one.iso3 == "NOR"


def test_a_long_list_of_people_takes_no_time() -> None:
    people = ", ".join(f"Mr. Abe Bee{n % 7} Cee Dee (Norway)" for n in range(500))

    assert told(f"1. The Chair thanked {people}.\n") == []
