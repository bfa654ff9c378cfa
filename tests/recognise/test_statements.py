"""Each way in which reports tell who spoke, in short paragraphs of invented meetings."""

from __future__ import annotations

import pytest

from kg.authority import load_authority
from kg.cut import cut
from kg.model import Statement
from kg.read import read_bytes
from kg.recognise import recognise_statements

HEAD = "Report of the Committee on Lakes on its third session\n\nI. Debate\n\n"
REPRESENTATIVE, OBSERVER = "representative", "observer"


def spoken(text: str) -> list[Statement]:
    (document,) = cut(read_bytes((HEAD + text).encode(), "lakes.md"), load_authority())
    return list(recognise_statements(document, load_authority()))


def speakers(text: str) -> list[str]:
    return [statement.speaker for statement in spoken(f"1. {text}\n")]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        # who does it
        ("The representative of Kenya said that more was needed.", ["Kenya"]),
        ("A representative of UNDP pointed out two errors.", ["UNDP"]),
        ("The observer for the Holy See also made a statement.", ["Holy See"]),
        ("The delegation of Chile reserved its position.", ["Chile"]),
        ("Delegates from Ghana and Benin described national measures.", ["Ghana", "Benin"]),
        ("The Government representative of France agreed with the text.", ["France"]),
        ("The World Bank representative presented the new strategy.", ["World Bank"]),
        ("The expert from Japan introduced an informal document.", ["Japan"]),
        ("Norway and the European Union supported the text.", ["Norway", "European Union"]),
        ("The secretariat briefed the Committee on the status of funds.", ["secretariat"]),
        ("The Chair of the Task Force, Ms. Ada Berg, reported on its work.", ["Ada Berg"]),
        ("Mr. Bo Lind (Finland), Chair of the Bureau, informed the Committee.", ["Bo Lind"]),
        ("Ms. Ida Dal, Mr. Per Sol and Dr. Ivo Jen gave talks and presentations.",
         ["Ida Dal", "Per Sol", "Ivo Jen"]),
        ("The Director of the Water Division introduced the item.",
         ["Director of the Water Division"]),
        ("The TIR Secretary informed the Board that it was late.", ["TIR Secretary"]),
        ("The Chair and the secretariat thanked the hosts.", ["Chair", "secretariat"]),
        ("The spokesperson for the Group of 77 and China (Sudan) said so.",
         ["Group of 77 and China"]),
        ("IRU presented its survey.", ["IRU"]),
        ("The CHAIRMAN said so.", ["CHAIRMAN"]),
        ("The Committee welcomed Mr. P. Sol (Norway), who presented the study.", ["P. Sol"]),
        ("The Committee was informed by the Chair, Mr. A. Bo (Chad), and the secretariat that it "
         "was ready.", ["A. Bo", "secretariat"]),
        ("The representative of the former Yugoslav Republic of Macedonia spoke.",
         ["former Yugoslav Republic of Macedonia"]),
        ("The experts from UNEP and WMO made presentations.", ["UNEP", "WMO"]),
        ("The expert of the Rain, Snow and Ice project took the floor.",
         ["expert of the Rain, Snow and Ice project"]),
        ("The Committee took note of the presentation made by Sweden on its past.", ["Sweden"]),
        ("The proposal was supported by Peru and the Lake Trust and adopted.",
         ["Peru", "Lake Trust"]),
        ("Mr. KHAN (Pakistan) said that he agreed.", ["KHAN"]),
        ("Representatives of the following bodies took the floor: Lake Watch, Pond Friends and "
         "Women in Water.", ["Lake Watch", "Pond Friends", "Women in Water"]),
        ("The government of Mali explained its vote.", ["government of Mali"]),
        ("The secretary read out a note. The chair summed up.", ["secretary", "chair"]),
        ("The Bureau member from Austria, who chaired the group on ponds (Bern, 2 May), presented "
         "its work.", ["Bureau member from Austria"]),
        ("The Secretary of the Group, on behalf of its Chair, and the member from Mali, who led "
         "the work, reported on it.", ["Secretary of the Group", "member from Mali"]),
        ("A representative of the contracting company Lake Watch brought in to count fish spoke.",
         ["Lake Watch"]),
        ("The non-governmental organizations Lake Watch and Rain Trust made statements.",
         ["Lake Watch", "Rain Trust"]),
        ("The French and Russian speaking delegations deplored it.",
         ["French and Russian speaking delegations"]),
        ("The Group of Latin American and Caribbean Countries (GRULAC) agreed.",
         ["Group of Latin American and Caribbean Countries"]),
        ("The Committee was informed by the LAKE and POND Project Manager about it.",
         ["LAKE and POND Project Manager"]),
        ("The Committee was orally briefed by the Chair of the Bureau about it.",
         ["Chair of the Bureau"]),
        ("The representative of Mali, Chair of the informal group on ponds, reported on it.",
         ["Mali"]),
        ("The Vice-Chair from Mali and Chair of the group on ponds reported on it.",
         ["Vice-Chair from Mali and Chair of the group on ponds"]),
        ("The representatives of the Governments of Chad and Niger spoke.", ["Chad", "Niger"]),
        ("The Executive Director of the Lake Fund, Ada Berg, spoke.", ["Ada Berg"]),
        ("The Head of the Fund, Lake Policy Section, spoke.",
         ["Head of the Fund, Lake Policy Section"]),
        ("His Excellency the President of Togo, Mr. Bo Lin, spoke.", ["Bo Lin"]),
        ("The representative of Peru (Chair of the contact group) reported back.", ["Peru"]),
        ("The representative of the Rain Secretariat spoke.", ["Rain Secretariat"]),
        # where in the sentence
        ("In the discussion, Austria, Belgium and Eurelectric supported the text.",
         ["Austria", "Belgium", "Eurelectric"]),
        ("At the invitation of the Chair, Ms. Una Ray, Head of the Trust, spoke.", ["Una Ray"]),
        ("The secretariat presented the plan, and the representative of Peru welcomed it.",
         ["secretariat", "Peru"]),
        ("Hungary reported that it had begun; Romania and Serbia indicated that they would.",
         ["Hungary", "Romania", "Serbia"]),
        ("The representative of Chile, supported by Peru, asked for more time.",
         ["Chile", "Peru"]),
        # passives
        ("The Committee was informed by the secretariat about the fund.", ["secretariat"]),
        ("The Committee was briefed by Mr. Abe Lin of the Lake Institute about its work.",
         ["Abe Lin"]),
        ("The Committee took note of the statements by the representatives of Mali and Togo and "
         "adopted the plan.", ["Mali", "Togo"]),
        ("The Committee took note of the information provided by Switzerland on its intention.",
         ["Switzerland"]),
        ("The Committee welcomed a presentation by the customs authorities of Uzbekistan.",
         ["customs authorities of Uzbekistan"]),
        ("Statements in explanation of vote were made by Cuba, Iran (Islamic Republic of) and "
         "Togo.", ["Cuba", "Iran (Islamic Republic of)", "Togo"]),
        ("Remarks were delivered by Ms. Ula Ray, Minister of Water of Chad, and Mr. Vik Sen, "
         "Director of the Lake Trust, who spoke first.", ["Ula Ray", "Vik Sen"]),
        ("The Committee heard statements by Angola, Benin and the World Bank.",
         ["Angola", "Benin", "World Bank"]),
        ("The outcome was presented by the Co-Chair, Ms. Eva Low.", ["Eva Low"]),
        ("Also speaking were Austria and the World Bank.", ["Austria", "World Bank"]),
        ("The Committee thanked the representatives of Mali and WMO for their presentations.",
         ["Mali", "WMO"]),
        ("A dialogue followed, in which the representatives of Mali and Togo participated.",
         ["Mali", "Togo"]),
        ("The Committee heard from Ms. Ida Dal of Lake Watch.", ["Ida Dal"]),
        ("Some were unsure in view of the clarification of the secretariat that it was late.",
         ["secretariat"]),
        ("Statements were made by, or on behalf of, 95 States, the observer for Palestine and two "
         "bodies.", ["Palestine"]),
        ("Statements before the vote were made by Cuba and Togo.", ["Cuba", "Togo"]),
        ("Several speakers, including the representatives of Egypt and Peru, supported it.",
         ["Egypt", "Peru"]),
        # lists in the paragraph
        ("The following delegations took the floor: Chile, Cuba and Viet Nam.",
         ["Chile", "Cuba", "Viet Nam"]),
        ("Statements were made by representatives of: Benin; the Holy See; and Lake Watch.",
         ["Benin", "Holy See", "Lake Watch"]),
        ("The panel featured the following speakers: Anna Bell, Director, Lake Institute; Mr. Carl "
         "Duro, Professor; and Eva Fell, Minister of Water of Chile.",
         ["Anna Bell", "Carl Duro", "Eva Fell"]),
        ("A representative of the Rivers, Lakes and Ponds Branch of UNEP took the floor.",
         ["Rivers, Lakes and Ponds Branch of UNEP"]),
    ],
)  # fmt: skip
def test_whoever_speaks_is_named(sentence: str, names: list[str]) -> None:
    assert speakers(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "The Committee noted that Germany had ratified the Protocol.",
        "The Committee thanked the delegation of France and requested the secretariat to wait.",
        "The Committee noted the report of the Chair of the Bureau and welcomed it.",
        "Some delegations, including from Austria and Japan, expressed concern.",
        "One representative said that more time was needed. Several speakers agreed.",
        "The project, funded by Switzerland and supported by the European Union, had ended.",
        "The Bureau recommended a change. The Working Party on Ponds proposed another.",
        "The secretariat prepared a note and organized a workshop. It updated the list.",
        "The Committee was informed that the secretariat had received two proposals.",
        "The lead country, Latvia, presented the draft.",
        "The session was opened by the Chair. Mr. Li Wei was elected Rapporteur.",
        "The Committee requested the secretariat to report, taking into account the views voiced.",
        "The Chair invited the Committee to consider the report.",
        "Moderated by Mr. Tom Hill, the panel discussed lakes.",
        "The Committee was informed about the project, funded by the Lake Account (LA).",
        "The Committee was informed that the funds had been sent in full by WMO to the Trust.",
        "It was informed about carriage by Road (CRT) on 5 June 2011 and by Rail: 10.",
        "It was informed about texts kept by PD.29 (1958, 1997 and 1998 Agreements).",
        "Noting the retirement of Mr. Per Sol, Secretary of the Committee and its Bureau, and "
        "praising his work, the Committee expressed its thanks and wished him well.",
        "The CHAIRMAN invited the Committee to vote.",
        "The method proposed by the secretariat could be used.",
        "At its ninth session (May 2015), PondEx had been slow. At the session, IRU gave a "
        "presentation.",
        "Representatives of States and Parties to the Convention spoke.",
        "The report by the secretariat described the fund. Goal 5 stressed equality.",
        "In Kenya, the Government introduced a law. Latin America reported growth.",
        "The Commission invited the Government of Ghana and the secretariat to report to it.",
    ],
)
def test_whoever_does_not_speak_is_not_named(sentence: str) -> None:
    assert speakers(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The representative of Egypt, speaking on behalf of the Group of 77 and China, spoke.",
         [("Egypt", REPRESENTATIVE, "Group of 77 and China")]),
        ("Statements were made by the representatives of Nepal (on behalf of the Group of "
         "Asia-Pacific States) and Mali and by the observer for Togo.",
         [("Nepal", REPRESENTATIVE, "Group of Asia-Pacific States"),
          ("Mali", REPRESENTATIVE, None), ("Togo", OBSERVER, None)]),
        ("Statements were made by a delegate of the European Union, in its capacity as "
         "observer (also on behalf of those who joined it), and by observers for Chad and Cuba.",
         [("European Union", OBSERVER, "those who joined it"), ("Chad", OBSERVER, None),
          ("Cuba", OBSERVER, None)]),
        ("On behalf of the Arab Group, the representative of Oman made a statement.",
         [("Oman", REPRESENTATIVE, "Arab Group")]),
        ("The representative of Sweden, on behalf of Austria, Belgium and Chile, introduced it.",
         [("Sweden", REPRESENTATIVE, "Austria, Belgium and Chile")]),
        ("The representatives of the European Union and its member States and of the United "
         "Kingdom of Great Britain and Northern Ireland made statements.",
         [("European Union and its member States", REPRESENTATIVE, None),
          ("United Kingdom of Great Britain and Northern Ireland", REPRESENTATIVE, None)]),
        ("The representative of Pakistan, speaking on behalf of the Group of 77 and China, and the "
         "representative of Togo, speaking on behalf of associated countries, spoke.",
         [("Pakistan", REPRESENTATIVE, "Group of 77 and China"),
          ("Togo", REPRESENTATIVE, "associated countries")]),
        ("The delegation of Mali said so.", [("Mali", None, None)]),
        ("The following Parties made statements: Mali and Togo.",
         [("Mali", None, None), ("Togo", None, None)]),
        ("The observers for the following bodies spoke: European Union and WMO.",
         [("European Union", OBSERVER, None), ("WMO", OBSERVER, None)]),
        ("A representative of UNEP shared its plan. Speaking also on behalf of Rain Trust (RT), "
         "the speaker provided details.", [("UNEP", REPRESENTATIVE, "Rain Trust")]),
        ("A representative of WMO, on behalf of its Rain Committee, spoke.",
         [("WMO", REPRESENTATIVE, "Rain Committee")]),
        ("The representative of Cuba introduced, on behalf of Algeria, Cuba and Mali, draft "
         "decision L.8.", [("Cuba", REPRESENTATIVE, "Algeria, Cuba and Mali")]),
        ("Statements were made by Mali, Peru, and, on behalf of the Nordic countries, Denmark.",
         [("Mali", None, None), ("Peru", None, None), ("Denmark", None, "Nordic countries")]),
        ("Norway, on behalf of the Nordic countries, stressed the need.",
         [("Norway", None, "Nordic countries")]),
        ("A statement on behalf of the Alliance of Small Island States was delivered by Samoa.",
         [("Samoa", None, "Alliance of Small Island States")]),
        ("Ms. Hana Dal briefed the Committee on behalf of Mr. Fred Zet, Chair of the Bureau.",
         [("Hana Dal", None, "Fred Zet")]),
    ],
)  # fmt: skip
def test_capacity_and_group_are_those_of_the_speaker(
    sentence: str, wanted: list[tuple[str, str | None, str | None]]
) -> None:
    found = spoken(f"1. {sentence}\n")

    assert [(s.speaker, s.capacity, s.on_behalf_of) for s in found] == wanted


@pytest.mark.parametrize(
    ("sentence", "kind", "form"),
    [
        ("The secretariat introduced the note.", "secretariat", "introductory"),
        ("An introductory statement was made by Peru.", "state", "introductory"),
        ("The Director of Ponds made opening remarks.", "person", "opening"),
        ("At the opening of the session, a statement was made by Fiji.", "state", "opening"),
        ("The representative of UNDP gave a presentation.", "organization", "presentation"),
        ("The representative of the African Group presented its view.", "group", "presentation"),
        ("The Chair presented document LAKES/2019/4.", "person", "introductory"),
        ("The representative of the secretariat said so.", "secretariat", "statement"),
        ("The Director of Ponds welcomed delegates.", "person", "opening"),
        ("The Chair presented the plan for ponds (LAKES/2019/4).", "person", "introductory"),
        ("The text was a draft presented by Peru.", "state", "introductory"),
        ("Peru thanked the hosts and presented its lakes.", "state", "presentation"),
        ("Peru spoke of the cost. Peru gave a presentation on rain.", "state", "presentation"),
        (
            "Mr. Bo Lin, Chair, opened the session. In his address he spoke of rain.",
            "person",
            "opening",
        ),
        ("At the opening plenary meeting, Peru announced a gift.", "state", "statement"),
    ],
)
def test_kind_and_form_are_told(sentence: str, kind: str, form: str) -> None:
    (found,) = spoken(f"1. {sentence}\n")

    assert (found.speaker_kind, found.form) == (kind, form)


LINES = """1. At the 1st meeting, the following persons made statements under item 4:

(a) Ada Berg, Minister of Water of Chad (video message);

(b) Bo van Lind, Permanent Representative of Togo (on behalf of the Group of African States);

(c) The representatives of Mali and Peru.

2. The Committee adopted the plan.

3. At the same meeting, the following made statements:

(a) Representatives of States members of the Committee: Chile, Ghana (on behalf of Benin and Mali);

(b) Observers for non-governmental organizations: Lake Watch (also on behalf of River Watch and \
Pond Watch), Friends of Rain.

4. The Committee had before it the following:

(a) Note by the Secretariat on presentations made by Chile;
"""


def test_speakers_on_lines_of_their_own_are_read_until_the_list_ends() -> None:
    found = spoken(LINES)

    assert [(s.paragraph, s.speaker, s.capacity, s.on_behalf_of, s.agenda_item) for s in found] == [
        ("1(a)", "Ada Berg", None, None, ("4",)),
        ("1(b)", "Bo van Lind", None, "Group of African States", ("4",)),
        ("1(c)", "Mali", REPRESENTATIVE, None, ("4",)),
        ("1(c)", "Peru", REPRESENTATIVE, None, ("4",)),
        ("3(a)", "Chile", REPRESENTATIVE, None, ()),
        ("3(a)", "Ghana", REPRESENTATIVE, "Benin and Mali", ()),
        ("3(b)", "Lake Watch", OBSERVER, "River Watch and Pond Watch", ()),
        ("3(b)", "Friends of Rain", OBSERVER, None, ()),
    ]


INNER = """1. At its 2nd meeting, the Conference heard statements by the following:

His Excellency Mr. Abdou Bo, President of Mali

Albania

Brazil (on behalf of the Southern Common Market)

Inter-Lake Union

2. Norway reserved its position.
"""


def test_lines_that_the_cut_leaves_in_one_paragraph_are_read_one_by_one() -> None:
    found = spoken(INNER)

    assert [(s.speaker, s.on_behalf_of) for s in found] == [
        ("Abdou Bo", None),
        ("Albania", None),
        ("Brazil", "Southern Common Market"),
        ("Inter-Lake Union", None),
        ("Norway", None),
    ]


ITEMS = """1. At its 2nd meeting, the Committee considered agenda item 3 (a), entitled “Ponds”.

2. The secretariat introduced the note.

3. On agenda item 7, the representative of Mali made a statement.

II. Rivers (agenda item 5)

4. The representative of Peru said that rivers were long. He added that they were wet.

5. Ms. Una Ray spoke.

6. She also stressed the cost.
"""


def test_the_item_is_that_of_the_words_else_of_the_heading_else_of_what_was_taken_up() -> None:
    found = spoken(ITEMS)

    assert [(s.paragraph, s.speaker, s.agenda_item) for s in found] == [
        ("2", "secretariat", ("3(a)",)),
        ("3", "Mali", ("7",)),
        ("4", "Peru", ("5",)),
        ("5", "Una Ray", ("5",)),
        ("6", "Una Ray", ("5",)),
    ]


def test_a_speaker_is_told_once_in_a_paragraph() -> None:
    text = (
        "Ms. Ada Berg, Chair of the Bureau, reported on its work. Ms. Berg also noted a delay. "
        "The Chair thanked Mali. The representative of Mali replied. Mali asked for more time."
    )

    assert speakers(text) == ["Ada Berg", "Mali"]


PLEDGES = """1. The following pledges were made by delegations for 2024:

(a) Mali would give a boat and expressed thanks;

(b) The Holy See: €1,000;

(c) WMO, which had given much, presented its boats;

(d) Some others would follow.

2. The Secretary informed the Committee that the following Parties had pledged sums before:

(a) Bulgaria: $2,100;

(b) Peru: €10.
"""


def test_parts_that_begin_with_a_name_under_a_lead_of_speech_are_read_one_by_one() -> None:
    found = spoken(PLEDGES)

    assert [(s.paragraph, s.speaker, s.form) for s in found] == [
        ("1(a)", "Mali", "statement"),
        ("1(b)", "Holy See", "statement"),
        ("1(c)", "WMO", "presentation"),
        ("2", "Secretary", "statement"),
    ]


DIALOGUE = """1. During the dialogue, the following made statements and asked questions:

(a) Representatives of States members of the Board: Algeria (on behalf of the Arab Group), Cuba;

(b) Representatives of observer States: Iran (Islamic Republic of), State of Palestine;

(c) Observer for a national institution: Lake Commission of Togo (by video message).

2. Statements were made by representatives of the following: Algeria, Austria.
"""


def test_speakers_of_a_dialogue_are_read_by_their_status() -> None:
    found = spoken(DIALOGUE)

    assert [(s.paragraph, s.speaker, s.capacity, s.on_behalf_of) for s in found] == [
        ("1(a)", "Algeria", REPRESENTATIVE, "Arab Group"),
        ("1(a)", "Cuba", REPRESENTATIVE, None),
        ("1(b)", "Iran (Islamic Republic of)", OBSERVER, None),
        ("1(b)", "State of Palestine", OBSERVER, None),
        ("1(c)", "Lake Commission of Togo", OBSERVER, None),
        ("2", "Algeria", REPRESENTATIVE, None),
        ("2", "Austria", REPRESENTATIVE, None),
    ]
