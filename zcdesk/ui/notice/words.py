"""What the editor says of topics, answers, rows and kinds."""

from __future__ import annotations

from zcdesk.applicant import Target
from zcdesk.notices.editing.draft import DraftAnswer
from zcdesk.notices.editing.questions import Question, ReadyAnswer
from zcdesk.notices.sentences.proposals import Topic
from zcdesk.ui.kit import preferences
from zcdesk.wording import sentence, thing_word


def in_words(code: str, **told: str | int) -> str:
    """Return a sentence of ``resources/wording`` in the language of the window."""
    return sentence(code, preferences().settings.language, **told).message


def tick_word(tick: str) -> str:
    """Return what a tick covers."""
    if tick in set(Target):
        return thing_word(tick, preferences().settings.language, "tick")
    return in_words(f"editing.tick_{tick}")


def topic_word(topic: Topic) -> str:
    """Return the name of a topic in the strip."""
    return in_words(f"editing.topic_{topic}")


def option_words(option: ReadyAnswer) -> str:
    """Return the words of a ready answer."""
    return in_words(option.code, **option.told)


def always_words(answer: DraftAnswer) -> str:
    """Return the words of an answer that every question has."""
    return in_words(f"editing.option_{answer}")


def who_word(who: str) -> str:
    """Return whose step a row of the time table is."""
    return in_words(f"editing.who_{who}")


def asked_words(question: Question, count: int) -> str:
    """Return the question itself."""
    if question.asked is not None:
        quoted = " ".join(question.asked.words.split())
        if question.more:
            each = (f"{at}　{' '.join(one.words.split())}"
                    for at, one in enumerate(question.sentences, 1))  # fmt: skip
            count = len(question.sentences)
            return in_words("editing.asks_together", count=count) + "\n" + "\n".join(each)
        return in_words("editing.asks_sentence", words=quoted)
    kind = "silent" if question.silent else "list"
    return in_words(f"editing.asks_{kind}_{question.topic}", count=count)
