"""What Presidio's image redactor covers on some pages; run by ``benchmarks/against_others.py``.

It runs in a Python of its own that has ``presidio-image-redactor`` and ``spacy`` installed, on a
machine with ``tesseract`` and its ``chi_sim`` data; nothing of zcdesk is imported. Standard input:
one JSON line a page, ``{"path": …, "words": […]}``. Standard output: one JSON line a page with the
boxes (left, top, width, height) and the seconds that were used, by clock and by processor.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Sequence

import spacy
from PIL import Image
from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngineProvider
from presidio_image_redactor import ImageAnalyzerEngine, ImageRedactorEngine

LANGUAGE = "zh"


def engine(folder: str) -> ImageRedactorEngine:
    """Return the redactor with a blank Chinese pipeline: nothing is downloaded."""
    spacy.blank(LANGUAGE).to_disk(folder)
    models = [{"lang_code": LANGUAGE, "model_name": folder}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    analyzer = AnalyzerEngine(
        nlp_engine=provider.create_engine(),
        registry=RecognizerRegistry(supported_languages=[LANGUAGE]),
        supported_languages=[LANGUAGE],
    )
    return ImageRedactorEngine(image_analyzer_engine=ImageAnalyzerEngine(analyzer))


def recognizers(words: Sequence[str]) -> list[PatternRecognizer]:
    """Return a recogniser of the words; Tesseract puts blanks between Chinese letters."""
    patterns = [
        Pattern("word", r"\s*".join(re.escape(letter) for letter in word if letter.strip()), 1.0)
        for word in words
    ]
    return [
        PatternRecognizer(
            supported_entity="KNOWN_WORD", patterns=patterns, supported_language=LANGUAGE
        )
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        redactor = engine(folder)
        for line in sys.stdin:
            task = json.loads(line)
            before, clock = os.times(), time.monotonic()
            image = Image.open(task["path"]).convert("RGB")
            _, boxes = redactor.redact_and_return_bbox(
                image,
                ocr_kwargs={"lang": "chi_sim"},
                ad_hoc_recognizers=recognizers(task["words"]),
                entities=["KNOWN_WORD"],
                language=LANGUAGE,
            )
            after = os.times()
            told = {
                "boxes": [[box.left, box.top, box.width, box.height] for box in boxes],
                "clock": time.monotonic() - clock,
                "processor": sum(after[:4]) - sum(before[:4]),
            }
            print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
