"""Each way in which reports tell of their meeting and of others, in invented reports."""

from __future__ import annotations

import pytest

from kg.authority import load_authority
from kg.cut import cut
from kg.model import Adoption, Meeting
from kg.read import read_bytes
from kg.recognise import recognise, recognise_adoption, recognise_meetings


def meetings(text: str) -> list[Meeting]:
    (document, *_) = cut(read_bytes(text.encode(), "lakes.md"), load_authority())
    return list(recognise_meetings(document, load_authority()))


def own(text: str) -> tuple[object, ...]:
    (one,) = [meeting for meeting in meetings(text) if meeting.own]
    days = (one.start_date, one.end_date)
    return (one.body, one.ordinal, one.event, *days, one.place, one.sittings)


TITLE = "Report of the Committee on Lakes on its third session\n\nI. Opening\n\n"
BODY = "Committee on Lakes"


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        # the days
        (TITLE + "1. The Committee on Lakes held its third session in Bern from 28 February to "
         "1 March 2019. It held four plenary meetings.\n",
         (BODY, 3, "session", "2019-02-28", "2019-03-01", ("Bern",), 4)),
        (TITLE + "1. The third session of the Committee on Lakes was held at the Palais des "
         "Nations, Geneva, on 8 December 2023 and from 14 to 22 March 2024.\n",
         (BODY, 3, "session", "2023-12-08", "2024-03-22", ("Geneva",), None)),
        (TITLE + "1. The Committee met in Geneva and online from 30 December 2019 to 3 January "
         "2020.\n",
         (BODY, 3, "session", "2019-12-30", "2020-01-03", ("Geneva", "online"), None)),
        (TITLE + "1. The Committee held its third session from Monday, 3 May, to Friday, 7 May "
         "2021. The session was held in a hybrid format in Nairobi.\n",
         (BODY, 3, "session", "2021-05-03", "2021-05-07", ("online",), None)),
        (TITLE + "1. The third session of the Committee took place virtually on 3 and 4 May 2021. "
         "Seven formal meetings were held.\n",
         (BODY, 3, "session", "2021-05-03", "2021-05-04", ("online",), 7)),
        (TITLE + "1. The Committee on Lakes (hereinafter “the Committee”) convened its third "
         "session, at the invitation of the Government of Peru, in Lima from 2 to 6 June 2014.\n",
         (BODY, 3, "session", "2014-06-02", "2014-06-06", ("Lima",), None)),
        # the cover
        ("Committee on Lakes\n\nThird session\n\nVienna and New York, 3–7 and 10–14 May 2021\n\n"
         "Report of the Committee on its third session\n\nI. Opening\n\n1. The Chair opened it.\n",
         (BODY, 3, "session", "2021-05-03", "2021-05-14", ("Vienna", "New York"), None)),
        ("General Assembly\n\nSeventy-fourth session\n\nItem 99 of the provisional agenda\n\n"
         "Report of the Committee on Lakes on its third session, held in Rome from 2 to 4 June 2019"
         "\n\nI. Opening\n\n1. The Chair opened the session.\n",
         (BODY, 3, "session", "2019-06-02", "2019-06-04", ("Rome",), None)),
        ("Report of the third meeting of the Task Force on Lakes, held in Oslo, Norway, on "
         "5 and 6 May 2010\n\nI. Opening\n\n1. The meeting was attended by 12 experts.\n",
         ("Task Force on Lakes", 3, "meeting", "2010-05-05", "2010-05-06", ("Oslo",), None)),
        ("Report of the Fourth World Conference on Lakes\n\nI. Opening\n\n1. The Fourth World "
         "Conference on Lakes was held in Quito from 1 to 5 July 1996, in conformity with "
         "resolution 49/999.\n",
         ("World Conference on Lakes", 4, "conference", "1996-07-01", "1996-07-05", ("Quito",),
          None)),
        ("Committee on Lakes\n\nOne-hundred-and-fifty-first session\n\nGeneva, 3 October 2017\n\n"
         "Report of the Committee on Lakes on its one-hundred-and-fifty-first session\n\n"
         "I. Opening\n\n1. The Chair opened the session.\n",
         (BODY, 151, "session", "2017-10-03", "2017-10-03", ("Geneva",), None)),
    ],
)  # fmt: skip
def test_the_own_meeting_is_put_together(report: str, expected: tuple[object, ...]) -> None:
    assert own(report) == expected


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("During the session, the Committee held 12 plenary meetings.", 12),
        ("A total of nine meetings were held.", 9),
        ("The session consisted of six meetings.", 6),
        ("The Committee held its 101st to 110th meetings.", 10),
    ],
)
def test_the_sittings_are_counted(sentence: str, count: int) -> None:
    told = "1. The Committee on Lakes held its third session in Bern on 1 March 2019.\n\n"

    assert own(f"{TITLE}{told}2. {sentence}\n")[-1] == count


@pytest.mark.parametrize(
    ("sentence", "others"),
    [
        ("Its second session was held in Lima from 1 to 4 May 2017.",
         [(2, "2017-05-01", "2017-05-04", ("Lima",))]),
        ("The Committee decided to hold its fourth session in Cairo from 6 to 9 May 2021.",
         [(4, "2021-05-06", "2021-05-09", ("Cairo",))]),
        ("The fourth session of the Committee is tentatively scheduled to be held in Rome on "
         "6 May 2021.", [(4, "2021-05-06", "2021-05-06", ("Rome",))]),
        ("It noted the dates of its fourth and fifth sessions, i.e. 6–7 May 2021 and 9–10 May "
         "2022, respectively.",
         [(4, "2021-05-06", "2021-05-07", ()), (5, "2022-05-09", "2022-05-10", ())]),
        ("Since its second session (Lima, 1–4 May 2017), two States had joined.",
         [(2, "2017-05-01", "2017-05-04", ("Lima",))]),
        ("At the end of its reconvened second session, on 8 May 2018, it elected its Bureau.",
         [(2, None, "2018-05-08", ())]),
        ("At its 2nd meeting, on 2 March 2019, the Committee adopted its agenda.", []),
        ("It heard of the group, including its sixth session (Lima, 3–4 May 2017).", []),
    ],
)  # fmt: skip
def test_other_meetings_of_the_body_are_told(
    sentence: str, others: list[tuple[object, ...]]
) -> None:
    told = "1. The Committee on Lakes held its third session in Bern from 1 to 4 March 2019.\n\n"

    found = [m for m in meetings(f"{TITLE}{told}2. {sentence}\n") if not m.own]

    assert [(m.ordinal, m.start_date, m.end_date, m.place) for m in found] == others
    assert {m.body for m in found} <= {BODY}


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("At its sixth session, on 3 May 2017, the Working Party on Reeds met with it.",
         "Working Party on Reeds"),
        ("The Committee noted that at its sixth session (3–4 May 2017), WP.99 had met.", "WP.99"),
        ("The Committee noted that WP.99, at its sixth session (3–4 May 2017), had met.", "WP.99"),
        ("At its second session, on 3 May 2017, the Committee met.", BODY),
    ],
)  # fmt: skip
def test_its_session_is_of_who_is_named_nearest(sentence: str, body: str) -> None:
    told = "1. The Committee on Lakes held its third session in Bern from 1 to 4 March 2019.\n\n"

    (other,) = [m for m in meetings(f"{TITLE}{told}2. {sentence}\n") if not m.own]

    assert other.body == body


def test_the_days_of_the_text_hold_where_the_cover_counts_days_before() -> None:
    cover = "Committee on Lakes\n\nThird session\n\nBern, 1–4 March 2019\n\n"
    told = "1. The third session of the Committee on Lakes was held from 2 to 4 March 2019 as a "

    assert own(f"{cover}{TITLE}{told}hybrid meeting in Bern.\n")[3:6] == (
        "2019-03-02", "2019-03-04", ("Bern", "online")
    )  # fmt: skip


def test_a_meeting_of_another_body_is_of_that_body() -> None:
    told = "1. The Committee on Lakes held its third session in Bern from 1 to 4 March 2019.\n\n"

    found = meetings(f"{TITLE}{told}2. The Task Force on Reeds held its ninth meeting in Bonn on "
                     "2 May 2018.\n")  # fmt: skip

    assert [m.body for m in found if not m.own] == ["Task Force on Reeds"]


def test_postponement_and_mandate_are_told() -> None:
    text = (
        f"{TITLE}1. Pursuant to General Assembly resolution 70/999, the Committee on Lakes held "
        "its third session in Bern from 1 to 4 March 2021. The session had originally been "
        "scheduled to be held from 4 to 8 May 2020.\n"
    )
    (document,) = cut(read_bytes(text.encode(), "lakes.md"), load_authority())

    (meeting,) = [
        f for f in recognise(document, load_authority()).findings
        if isinstance(f, Meeting) and f.own
    ]  # fmt: skip

    assert meeting.held_under == "A/RES/70/999"
    assert meeting.postponed_from == "2020-05-04"


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("At its 7th meeting, on 4 March 2019, the Committee adopted its report (E/CN.9/2019/L.1).",
         ("2019-03-04", 7, "E/CN.9/2019/L.1")),
        ("The Committee adopted the draft report, as orally amended.", (None, None, None)),
        ("The Committee adopted the list of main decisions of its third session (E/CN.9/2019/L.2).",
         (None, None, "E/CN.9/2019/L.2")),
        ("At its 8th (closing) plenary meeting, on 5 March 2019, the Committee took note of it.\n\n"
         "3. Also at its closing plenary meeting, the Committee adopted its report.",
         ("2019-03-05", 8, None)),
        ("The report on the session was adopted at the closing meeting.", (None, None, None)),
        ("At its 9th plenary meeting, on 4 March 2019, the Rapporteur introduced the draft report. "
         "At the same meeting, the Committee adopted the report on its third session.",
         ("2019-03-04", 9, None)),
        ("The Committee adopted the report of the Committee on its third session.",
         (None, None, None)),
    ],
)  # fmt: skip
def test_the_adoption_of_the_report_is_told(
    sentences: str, expected: tuple[str | None, int | None, str | None]
) -> None:
    (document,) = cut(read_bytes(f"{TITLE}1. {sentences}\n".encode(), "l.md"), load_authority())

    found: list[Adoption] = list(recognise_adoption(document, load_authority()))

    assert [(a.date, a.sitting, a.symbol) for a in found] == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Committee adopted the report of the Working Group on Reeds.",
        "The report would be adopted by silence procedure.",
    ],
)
def test_the_report_of_another_is_not_the_own(sentence: str) -> None:
    (document,) = cut(read_bytes(f"{TITLE}1. {sentence}\n".encode(), "l.md"), load_authority())

    assert recognise_adoption(document, load_authority()) == ()
