"""Which paragraph of a cited text is meant is told by the words of the citation."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from kg.authority import load_authority
from kg.meant import (
    CitedText,
    Citing,
    Decision,
    Named,
    Reason,
    Rule,
    Topic,
    Verbs,
    decide,
    decide_topic,
    places,
    read_cited,
    read_verbs,
)


@dataclass(frozen=True)
class Written:
    """A paragraph written for these tests."""

    id: str
    text: str

    @property
    def kind(self) -> str:
        return "preambular" if "pp" in self.id else "operative" if "op" in self.id else "report"


LIGHTHOUSES = (
    Written("pp1", "Recalling its resolution 8/2 on lamps and the keepers of harbours,"),
    Written("pp2", "Recognizing that dark coasts endanger fishers and small boats,"),
    Written("pp3", "Noting with concern the loss of trained keepers on remote islands,"),
    Written("op1", "Takes note of the report of the Secretary-General on dark coasts;"),
    Written(
        "op2",
        "Decides to establish an open-ended group of keepers to study the lamps of remote"
        " islands, with a view to proposing how they may be lit;",
    ),
    Written(
        "op3",
        "Requests the Secretary-General to submit to the Assembly at its tenth session a report"
        " on the cost of oil and wicks;",
    ),
    Written("op4", "Invites the Special Rapporteur on fog to prepare a study of bells and horns;"),
    Written("op5", "Adopts the Charter of Lighthouses annexed to the present resolution;"),
    Written("op6", "Requests the Secretary-General to set up a voluntary fund for harbour towns;"),
    Written("op7", "Urges all States to train young keepers in the mending of lenses:"),
    Written("op7(a)", "By opening schools of glass grinding in every province;"),
    Written("op7(b)", "By lending tools and benches to apprentices;"),
    Written("op8", "Decides to extend the mandate of the Inspector of Buoys until the year 2040;"),
    Written("annex.1", "Lighthouses are kept for all who sail."),
    Written("annex.2", "Keepers of lighthouses shall be paid by the month."),
)  # fmt: skip


@pytest.fixture(scope="module")
def verbs() -> Verbs:
    return read_verbs(load_authority())


@pytest.fixture(scope="module")
def lighthouses(verbs: Verbs) -> CitedText:
    return read_cited(LIGHTHOUSES, verbs)


def citing(text: str, target: str | None = None) -> tuple[Citing, int]:
    """A paragraph with its citations; 9/1 is the one that is asked for."""
    named = [
        Named(found.start(), found.end(), target if "9/1" in found[0] else None)
        for found in re.finditer(
            r"(?:paragraphs? [\w, ()]+? of )?(?:its )?(?:resolutions? )?\d+/\d+", text
        )
    ]
    which = next(i for i, one in enumerate(named) if re.search(r"9/1$", text[one.start : one.end]))
    return Citing(text, tuple(named)), which


def decided(text: str, cited: CitedText, verbs: Verbs, target: str | None = None) -> Decision:
    return decide(*citing(text, target), cited, verbs)


@pytest.mark.parametrize(
    ("text", "paragraph", "rule"),
    [
        (
            "Recalling its resolution 9/1 of 4 May 2011, in which it decided to establish an"
            " open-ended group of keepers to study the lamps of remote islands,",
            "op2", Rule.RETOLD,
        ),
        (
            "Recalling also resolution 9/1 of 4 May 2011 on the safety of coasts, by which the"
            " Assembly urged all States to train young keepers, and noting the need for oil,",
            "op7", Rule.RETOLD,
        ),
        (
            "Noting that, in its resolution 9/1, the General Assembly urged States to open schools"
            " of glass grinding in every province,",
            "op7(a)", Rule.RETOLD,
        ),
        (
            "Recalling its resolution 9/1, which recognized that dark coasts endanger fishers and"
            " small boats,",
            "pp2", Rule.RECOGNIZED,
        ),
        (
            "Thanks the group of keepers established pursuant to resolution 9/1 for its work;",
            "op2", Rule.CREATED,
        ),
        (
            "Encourages gifts to the fund set up by resolution 9/1;",
            "op6", Rule.CREATED,
        ),
        (
            "Takes note of the report of the Secretary-General on the cost of wicks, submitted"
            " pursuant to resolution 9/1;",
            "op3", Rule.REPORT,
        ),
        (
            "Takes note of the study of the Special Rapporteur on horns, prepared in response to"
            " resolution 9/1;",
            "op4", Rule.REPORT,
        ),
        (
            "Guided by the Charter of Lighthouses, adopted by the General Assembly in its"
            " resolution 9/1,",
            "op5", Rule.RETOLD,
        ),
        (
            "Welcoming the extension by the General Assembly, in its resolution 9/1, of the mandate"
            " of the Inspector of Buoys,",
            "op8", Rule.RETOLD,
        ),
        (
            "Recalling resolution 9/1, by which the mandate of the Inspector of Buoys was extended"
            " until the year 2040,",
            "op8", Rule.RETOLD,
        ),
        (
            "Decides to lend tools and benches to apprentices, in accordance with its resolution"
            " 9/1;",
            "op7(b)", Rule.CONTENT,
        ),
        (
            "Recalling the request made to the Secretary-General by the General Assembly, in its"
            " resolution 9/1, to submit a report on the cost of oil and wicks,",
            "op3", Rule.RETOLD,
        ),
        (
            "Recalling its invitation to the Special Rapporteur on fog, in its resolution 9/1, to"
            " prepare a study of bells and horns,",
            "op4", Rule.RETOLD,
        ),
        (
            "Guided by the Charter of Lighthouses, as adopted by the General Assembly in its"
            " resolution 9/1,",
            "op5", Rule.RETOLD,
        ),
        (
            "Recalling its resolution 9/1, which supports the training of young keepers in all"
            " States,",
            "op7", Rule.RETOLD,
        ),
        (
            "Supports the open-ended group of keepers that studies the lamps of remote islands with"
            " a view to proposing how they may be lit, and stresses the need for the full"
            " implementation of resolution 9/1 in this regard;",
            "op2", Rule.CONTENT,
        ),
        (
            "Calls upon all that can, in line with resolution 9/1, to lend tools and benches to"
            " apprentices;",
            "op7(b)", Rule.CONTENT,
        ),
        (
            "With reference to resolution 9/1, a report on the cost of oil and wicks was submitted"
            " to the Assembly at its tenth session.",
            "op3", Rule.CONTENT,
        ),
        (
            "Takes note of the reports of the Secretary-General on the cost of oil and wicks,"
            " submitted pursuant to resolutions 8/4 and 9/1;",
            "op3", Rule.REPORT,
        ),
    ],
)  # fmt: skip
def test_the_paragraph_is_meant_whose_deed_is_told(
    text: str, paragraph: str, rule: Rule, lighthouses: CitedText, verbs: Verbs
) -> None:
    decision = decided(text, lighthouses, verbs)

    assert (decision.paragraphs, decision.rule, decision.reason) == ((paragraph,), rule, None)
    assert 0 < decision.score <= 1
    assert decision.matched


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Recalling its resolution 9/1 of 4 May 2011,", Reason.NOTHING),
        ("Recalling its resolution 9/1, entitled “The safety of coasts”,", Reason.TITLE),
        ("Stresses the importance of fully implementing its resolution 9/1;", Reason.NOTHING),
        (
            "Welcoming the progress made pursuant to resolutions 8/4, 9/1 and 10/3,",
            Reason.JOINT,
        ),
        (
            "Recalling its resolutions 8/4 of 3 May 2010 and 9/1 of 4 May 2011, in which it called"
            " for better tides,",
            Reason.JOINT,
        ),
        (
            "Recalling its resolution 9/1, in which it decided to abolish the tax on herring nets,",
            Reason.NONE,
        ),
        (
            "Recalling its resolution 9/1, in which it requested the Secretary-General,",
            Reason.ALIKE,
        ),
    ],
)  # fmt: skip
def test_a_citation_that_does_not_tell_enough_stays_undecided(
    text: str, reason: Reason, lighthouses: CitedText, verbs: Verbs
) -> None:
    decision = decided(text, lighthouses, verbs)

    assert not decision.decided
    assert decision.reason is reason


def test_words_behind_the_last_of_a_list_are_not_of_the_others(
    lighthouses: CitedText, verbs: Verbs
) -> None:
    text = (
        "Recalling its resolutions 8/4 and 9/1, as well as resolution 10/3, in which it decided to"
        " establish an open-ended group of keepers to study the lamps of remote islands,"
    )

    assert not decided(text, lighthouses, verbs).decided


def test_several_deeds_mean_several_paragraphs(lighthouses: CitedText, verbs: Verbs) -> None:
    text = (
        "Recalling its resolution 9/1, in which it adopted the Charter of Lighthouses and urged all"
        " States to train young keepers,"
    )

    assert decided(text, lighthouses, verbs).paragraphs == ("op5", "op7")


def test_a_recital_is_not_meant_where_something_was_decided(verbs: Verbs) -> None:
    cited = read_cited(
        (
            Written("pp1", "Recognizing the need for a school of divers in the northern ports,"),
            Written("op1", "Decides to found, in the north, a school for those who dive;"),
        ),
        verbs,
    )
    text = "Recalling its resolution 9/1, in which it decided to found a school for those who dive,"

    assert decided(text, cited, verbs).paragraphs == ("op1",)


@pytest.mark.parametrize(
    ("text", "target", "paragraphs"),
    [
        ("Recalls paragraph 3 of its resolution 9/1;", "op3", ("op3",)),
        ("Reaffirms paragraphs 2 to 4 of its resolution 9/1;", "op2", ("op2", "op3", "op4")),
        ("Recalls paragraph 7 (b) of resolution 9/1;", "op7(b)", ("op7(b)",)),
        ("Keepers are paid (resolution 9/1, annex, para. 2).", None, ("annex.2",)),
        ("Recalls resolution 9/1, paragraphs 5 and 8, with thanks;", None, ("op5", "op8")),
        (
            "Bearing in mind paragraph 2 of the Charter of Lighthouses, adopted by consensus as"
            " resolution 9/1,",
            None, ("annex.2",),
        ),
        ("In line with paragraph 2 of the annex to resolution 9/1,", None, ("annex.2",)),
    ],
)  # fmt: skip
def test_a_printed_number_goes_before_the_words(
    text: str,
    target: str | None,
    paragraphs: tuple[str, ...],
    lighthouses: CitedText,
    verbs: Verbs,
) -> None:
    decision = decided(text, lighthouses, verbs, target)

    assert (decision.paragraphs, decision.rule) == (paragraphs, Rule.NUMBER)


def test_a_printed_number_that_the_text_does_not_have_is_said(
    lighthouses: CitedText, verbs: Verbs
) -> None:
    decision = decided("Recalls paragraph 31 of its resolution 9/1;", lighthouses, verbs, "op31")

    assert (decision.paragraphs, decision.reason) == ((), Reason.NO_SUCH)


def test_a_number_belongs_to_the_resolution_after_it(lighthouses: CitedText, verbs: Verbs) -> None:
    text = (
        "Recalling resolution 9/1, paragraph 3 of resolution 10/3 and section II of resolution 8/4,"
    )

    assert not decided(text, lighthouses, verbs).decided


SECTIONS = (
    Written("I.op1", "Approves the budget of the harbour office;"),
    Written("II.op1", "Requests the harbour master to count the ropes;"),
    Written("II.op2", "Decides to paint the quay;"),
)


@dataclass(frozen=True)
class Heading:
    """A heading written for these tests."""

    id: str
    text: str
    kind: str = "heading"


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("Recalling section II of its resolution 9/1,", "II.heading"),
        ("Recalls section II of its resolution 9/1, in which it decided to paint it;", "II.op2"),
        ("Recalls section II of resolution 9/1, in which it approved the budget;", "II.heading"),
    ],
)  # fmt: skip
def test_a_printed_section_holds_what_is_meant(text: str, paragraph: str, verbs: Verbs) -> None:
    cited = read_cited(
        (Heading("I.heading", "Budget"), Heading("II.heading", "Ropes"), *SECTIONS), verbs
    )

    assert decided(text, cited, verbs).paragraphs == (paragraph,)


def test_a_paragraph_does_not_set_up_what_it_says_another_text_did(verbs: Verbs) -> None:
    cited = read_cited(
        (
            Written("op1", "Decides to establish a Committee of all ports to count the buoys;"),
            Written("op2", "Thanks the Committee of pilots established by resolution 3/3;"),
        ),
        verbs,
    )

    decision = decided(
        "Noting that buoys were counted by the Committee established pursuant to resolution 9/1,",
        cited,
        verbs,
    )

    assert (decision.paragraphs, decision.rule) == (("op1",), Rule.CREATED)


def test_the_words_told_are_the_clause_of_the_citation(
    lighthouses: CitedText, verbs: Verbs
) -> None:
    text = (
        "Recalling its resolution 9/1, in which it adopted the Charter of Lighthouses, and noting"
        " the mending of lenses,"
    )

    (told,) = decided(text, lighthouses, verbs).told

    assert text[told.start : told.end].strip() == "the Charter of Lighthouses"


TOPICS = (
    Topic("op9", "expert group, cybercrime, comprehensive study"),
    Topic("op10", "expert group, standard minimum rules for the treatment of prisoners"),
)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            "Recalling its resolution 9/1, in which it requested the Commission to set up an expert"
            " group for a comprehensive study of the problem of cybercrime,",
            ("op9",),
        ),
        (
            "Recalling its resolution 9/1, in which it requested an expert group to revise the"
            " minimum rules for the treatment of prisoners to a new standard,",
            ("op10",),
        ),
        ("Recalling its resolution 9/1, in which it requested an expert group to meet,", ()),
        ("Recalling its resolution 9/1 on crime,", ()),
    ],
)  # fmt: skip
def test_where_the_text_is_not_at_hand_the_topic_of_a_curated_mandate_tells(
    text: str, paragraphs: tuple[str, ...], verbs: Verbs
) -> None:
    assert decide_topic(*citing(text), TOPICS, verbs).paragraphs == paragraphs


@pytest.mark.parametrize(("target", "paragraphs"), [("op10", ("op10",)), ("op3", ())])
def test_of_curated_mandates_a_printed_number_names_its_own(
    target: str, paragraphs: tuple[str, ...], verbs: Verbs
) -> None:
    text = "Recalls paragraph 10 of its resolution 9/1;"

    assert decide_topic(*citing(text, target), TOPICS, verbs).paragraphs == paragraphs


def test_citations_are_found_in_the_cleaned_text_in_their_order() -> None:
    text = "Recalling paragraphs 2 and 3 of resolution 9/1, 9/12 and again 9/1"
    quotes = ["paragraphs 2 and 3 of resolution 9/1", "3 of resolution 9/1", "9/12", "9/1", "7/7"]

    found = [text[start:end] for start, end in places(text, quotes)]

    assert found == [*quotes[:4], ""]
