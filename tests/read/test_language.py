"""Telling which official language a text is in."""

from __future__ import annotations

import pytest

from kg.read import language_of

TEXTS = {
    "ar": "يطلب إلى الأمين العام أن يقدم تقريرا عن المنارات إلى الجمعية في دورتها القادمة",
    "en": "Requests the Keeper of the Lamps to report to the Assembly on the lighthouses",
    "es": "Pide al Guardián de las Lámparas que presente a la Asamblea un informe sobre los faros",
    "fr": "Prie le Gardien des lampes de présenter à l’Assemblée un rapport sur les phares",
    "ru": "Просит Хранителя ламп представить Ассамблее доклад о маяках побережья",
    "zh": "请灯塔守护者向大会提交一份关于灯塔的报告，并邀请各港口参加大会下届会议的讨论",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_each_official_language_is_told(language: str, text: str) -> None:
    assert language_of(text) == language
    assert language_of(f"A/RES/90/12\n\n{text}\n\n{text}") == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A/RES/90/12",
        "Bittet den Wärter, der Versammlung über die Leuchttürme zu berichten und sie zu prüfen",
        f"{TEXTS['en']}. {TEXTS['fr']}.",
    ],
)
def test_what_is_unclear_is_left_open(text: str) -> None:
    assert language_of(text) is None


def test_a_long_text_is_told_from_its_parts() -> None:
    assert language_of(f"{TEXTS['fr']}. " * 20_000) == "fr"
