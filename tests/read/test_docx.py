"""Reading DOCX: what a word processor shows is what is read."""

from __future__ import annotations

from kg.read import read_bytes
from tests.read.wordfile import NUMBERING, docx, paragraph, run

RAISED = '<w:vertAlign w:val="superscript"/>'


def blocks(body: str, **parts: str) -> list[str]:
    return read_bytes(docx(body, parts), "x.docx").text.strip().split("\n\n")


def call(number: int, more: str = "") -> str:
    return f'<w:r><w:rPr>{RAISED}</w:rPr><w:footnoteReference w:id="{number}"{more}/></w:r>'


def note(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}">{paragraph("<w:r><w:footnoteRef/></w:r>", text)}</w:footnote>'
    )


def test_paragraphs_are_read_in_order_without_their_looks() -> None:
    data = docx(
        paragraph(run("The Harbour Assembly", "<w:i/>"), run(","))
        + paragraph(run("Recalling", "<w:i/>"), " its resolution 89/4 of 3\u00a0May 2030,")
    )

    source = read_bytes(data, "x.docx")

    assert source.format.endswith("wordprocessingml.document")
    assert source.text == (
        "The Harbour Assembly,\n\nRecalling its resolution 89/4 of 3 May 2030,\n"
    )


def test_automatic_numbers_are_part_of_the_text() -> None:
    body = (
        paragraph("Requests the Keeper:", number=(1, 0))
        + paragraph("To report;", number=(1, 1))
        + paragraph("To light:", number=(1, 1))
        + paragraph("Lamps;", number=(1, 2))
        + paragraph("Buoys;", number=(1, 2))
        + paragraph("Invites harbours:", number=(1, 0))
        + paragraph("To give;", number=(1, 1))
    )

    assert blocks(body, numbering=NUMBERING) == [
        "1. Requests the Keeper:",
        "(a) To report;",
        "(b) To light:",
        "(i) Lamps;",
        "(ii) Buoys;",
        "2. Invites harbours:",
        "(a) To give;",
    ]


def test_a_list_counts_on_unless_it_is_told_to_start_again() -> None:
    body = (
        paragraph("One.", number=(1, 0))
        + paragraph("No number.", number=(0, 0))
        + paragraph("Two.", number=(1, 0))
        + paragraph("One again.", number=(4, 0))
        + paragraph("Two again.", number=(4, 0))
    )

    assert blocks(body, numbering=NUMBERING) == [
        "1. One.",
        "No number.",
        "2. Two.",
        "1. One again.",
        "2. Two again.",
    ]


def test_numbers_come_from_styles_and_from_the_levels_above() -> None:
    styles = (
        '<w:style w:styleId="Section"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
        '</w:style><w:style w:styleId="Sub"><w:basedOn w:val="Section"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Quiet"><w:basedOn w:val="Sub"/></w:style>'
    )
    body = (
        paragraph("Lamps", style="Section")
        + paragraph("Oil.", style="Sub")
        + paragraph("Wicks.", style="Quiet")
        + paragraph("Buoys", style="Section")
        + paragraph("Chains.", style="Sub")
        + paragraph("A bell.", number=(3, 0))
    )

    assert blocks(body, numbering=NUMBERING, styles=styles) == [
        "I. Lamps",
        "1.1 Oil.",
        "1.2 Wicks.",
        "II. Buoys",
        "2.1 Chains.",
        "- A bell.",
    ]


def test_footnotes_stand_after_the_paragraph_that_calls_them() -> None:
    notes = '<w:footnote w:id="0" w:type="separator"/>' + note(7, "See Z/89/30.") + note(9, "Ibid.")
    body = paragraph("Recalling the register", call(9), " and its annex,", call(7)) + paragraph(
        "1. Requests it."
    )

    assert blocks(body, footnotes=notes) == [
        "Recalling the register<sup>1</sup> and its annex,<sup>2</sup>",
        "<sup>1</sup> Ibid.",
        "<sup>2</sup> See Z/89/30.",
        "1. Requests it.",
    ]


def test_a_footnote_with_a_mark_of_its_own_does_not_count() -> None:
    notes = note(1, "* Reissued.") + note(2, "See Z/89/30.")
    own = call(1, ' w:customMarkFollows="1"') + run("*", RAISED)

    assert blocks(
        paragraph("Lighthouses", own) + paragraph("The register", call(2)), footnotes=notes
    ) == [
        "Lighthouses<sup>*</sup>",
        "* Reissued.",
        "The register<sup>1</sup>",
        "<sup>1</sup> See Z/89/30.",
    ]


def test_what_was_deleted_is_out_and_what_was_inserted_is_in() -> None:
    body = paragraph(
        "Requests ",
        "<w:del><w:r><w:delText>urges </w:delText></w:r></w:del>",
        f"<w:ins>{run('the Keeper')}</w:ins>",
        f"<w:moveFrom>{run(' and others')}</w:moveFrom>",
        run(" secretly", "<w:vanish/>"),
        run(" to report"),
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    ) + paragraph("One half", more="<w:rPr><w:del/></w:rPr>")
    body += paragraph(" and the other.")

    assert blocks(body) == ["Requests the Keeper to report", "One half and the other."]


def test_tables_are_read_row_by_row_and_a_frame_of_one_cell_is_none() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in cells) + "</w:tr>"

    body = f"<w:tbl>{row('Harbour', 'Lamps')}{row('Saltwick', '7')}</w:tbl>"
    body += f"<w:tbl>{row('A frame.')}</w:tbl>"

    assert blocks(body) == ["Harbour\tLamps\nSaltwick\t7", "A frame."]


def test_a_box_of_text_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Boxed.')}</w:txbxContent>"
    body = paragraph(
        "Around.",
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
    )

    assert blocks(body) == ["Around.", "Boxed."]


def test_hard_hyphens_tabs_and_breaks_are_characters() -> None:
    body = paragraph(
        "1.",
        "<w:r><w:tab/><w:t>Well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:br/><w:t>lamps</w:t></w:r>",
    )

    assert blocks(body) == ["1.\tWell-known\nlamps"]
