"""The figures of reports of meetings, and what must hold on reports not seen before."""

from __future__ import annotations

from typing import Final

from tests.score.figures import Figure

__all__ = ["ADOPTION", "FIELDS", "FIGURES", "OWN", "UNREAD_AT_MOST"]

FIELDS: Final = ("symbol", "title", "date", "body")
"""What an annotation says of the report as a document."""

OWN: Final = ("body", "ordinal", "start_date", "end_date", "place")
"""What is asked of the meeting that the report is of."""

ADOPTION: Final = ("date", "sitting", "symbol")
"""What is asked of the adoption of the report."""

UNREAD_AT_MOST: Final = 0.05
"""The share of a report's numbered paragraphs that may be unread without a reason."""

FIGURES: Final = (
    Figure("reports", "reports of meetings"),
    *(Figure(f"field {name}", f"  report's {name}", share=True) for name in FIELDS),
    Figure("anchors", "anchors found", share=True),
    Figure("anchors begin", "  at a paragraph's beginning", share=True),
    Figure("meeting", "own meeting, its five parts", {"recall": 0.98}, share=True),
    *(Figure(f"meeting {name}", f"  meeting's {name}", share=True) for name in OWN),
    Figure("other meetings", "other meetings of the body"),
    Figure("officers", "officers", {"f1": 0.92}),
    Figure("states", "attending States", {"f1": 0.98}),
    Figure("state status", "  right status", share=True),
    Figure("organizations", "organizations attending", {"f1": 0.90}),
    Figure("organization kind", "  right kind", share=True),
    Figure("counts", "attendance counts"),
    Figure("statements", "statements: paragraph, speaker", {"f1": 0.93}),
    Figure("speaker kind", "  right kind of speaker", share=True),
    Figure("capacity", "  right capacity", share=True),
    Figure("on behalf of", "  on whose behalf", share=True),
    Figure("statement item", "  right agenda item", share=True),
    Figure("form", "  right form", share=True),
    Figure("agenda", "agenda: number and title", {"f1": 0.95}),
    Figure("parent", "  right parent", share=True),
    Figure("documents", "documents before the meeting", {"f1": 0.97}),
    Figure("document role", "  right role", share=True),
    Figure("citations", "citations", {"f1": 0.97}),
    Figure("citation body", "  right body", share=True),
    Figure("citation date", "  right date", share=True),
    Figure("citation effect", "  right effect", share=True),
    Figure("outcomes", "outcomes: paragraph and verb", {"f1": 0.90}),
    Figure("addressee", "  right addressee", share=True),
    Figure("due", "  right due", share=True),
    Figure("mandates", "mandates: paragraph and verb"),
    Figure("mandate type", "  right type", share=True),
    Figure("mandate addressees", "  right addressees", share=True),
    Figure("mandate due", "  right due, all four parts", share=True),
    Figure("adoption", "adoption of the report, its parts", share=True),
    *(Figure(f"adoption {name}", f"  adoption's {name}", share=True) for name in ADOPTION),
    Figure("votes", "votes: paragraph and figures"),
    Figure("read", "numbered paragraphs not unread", {"recall": 1 - UNREAD_AT_MOST}, share=True),
    Figure("read enough", "  reports with enough of them", {"recall": 1.0}, share=True),
)
