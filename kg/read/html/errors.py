"""Tell a page that came in the place of a document: an error, a login, a bar."""

from __future__ import annotations

import re
from typing import Any, Final

__all__ = ["error_in"]

_LONGEST: Final = 4_000  # characters: no error page says as much, and few documents so little
_TITLE: Final = re.compile(
    r"\s*(?:error|(?:http )?(?:status )?(?:error )?[45]\d\d\b"
    r"|(?:the )?page (?:can ?not be|was not|is not|not) (?:found|available)|not found"
    r"|access (?:is )?denied|forbidden|unauthori[sz]ed|bad (?:gateway|request)"
    r"|service (?:temporarily )?unavailable|gateway time-?out|internal server error"
    r"|request (?:rejected|blocked|denied)|just a moment|attention required|maintenance"
    r"|(?:please )?(?:log|sign) ?(?:in|on)\b|login|are you (?:a )?(?:human|robot)|captcha"
    r"|web page blocked|document not found|no document|session expired)",
    re.IGNORECASE,
)
_TEXT: Final = re.compile(
    r"there is no document matching your request"
    r"|(?:page|document|file|resource|url)[^.]{0,80}(?:could not|cannot|can not|was not) be found"
    r"|(?:page|document|file|resource|url|address)[^.]{0,80} (?:was|is) not found"
    r"|(?:page|document|address) you(?:[’']re| are| have)?[^.]{0,40}"
    r"(?:does not|doesn[’']t|no longer) exists?"
    r"|(?:don[’']t|do not) have (?:the )?permission|you are not authori[sz]ed"
    r"|checking (?:if|your) (?:the site|browser)|verify (?:that )?you are (?:a )?human"
    r"|(?:please )?(?:enable|turn on) (?:javascript|cookies)|temporarily unavailable"
    r"|(?:requested|support) (?:id|url was rejected)|reference (?:#|number:)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"^\s*(?:\d{1,3}\.|\([a-z]\))\s+\w", re.MULTILINE)


def error_in(root: Any, text: str) -> str | None:
    """Why a page is no document; None where it is one.

    A page that says much is a document, whatever its title is.
    """
    if not text.strip():
        return "it is an HTML page without text (what it shows may be fetched by a script)"
    if len(text) > _LONGEST:
        return None
    titles = [
        " ".join(e.itertext()).strip() for tag in ("title", "h1", "h2") for e in root.iter(tag)
    ]
    for title in titles[:4]:
        if _TITLE.match(title):
            return f"it is an error page and no document (“{_short(title)}”)"
    if root.find(".//input[@type='password']") is not None:
        return "it is a login page and no document"
    said = _TEXT.search(" ".join(text.split()))
    if said and len(_NUMBERED.findall(text)) < 2:
        return f"it is an error page and no document (“{_short(said[0])}”)"
    return None


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
