"""One intake for words: what is looked for in place of a name or an employer as it was typed.

Command line, window, files of facts, rosters and case files all go through here, so that a word
means the same at every door. What nobody sees goes without a word; what people write beside a name
is cut off and told; what is no name or employer is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace

from zcdesk.applicant import Applicant, WordKind
from zcdesk.identity_numbers import plain_number
from zcdesk.names.spellings import BRACKETS, folded, is_han
from zcdesk.names.typed_employers import take_employer, with_zeros
from zcdesk.names.typed_names import take_name
from zcdesk.names.typed_parts import Refusal, TypedPart, is_dot, is_no_word, without_invisible

__all__ = [
    "Refusal",
    "TakenWords",
    "TypedPart",
    "TypedWord",
    "same_words",
    "take_word",
    "take_words",
]


_LISTS = {
    "aliases": WordKind.ALIAS,
    "employer_aliases": WordKind.EMPLOYER_ALIAS,
    "former_employers": WordKind.FORMER_EMPLOYER,
}


_NAMES = frozenset({WordKind.NAME, WordKind.ALIAS})


@dataclass(frozen=True)
class TypedWord:
    """A typed text that is not looked for as it was typed.

    Attributes:
        field: Which of the applicant's words, by the name of :class:`Applicant`'s attribute.
        typed: As it was typed.
        taken: What is looked for instead, or why it is refused.
    """

    field: str
    typed: str
    taken: TypedPart


@dataclass(frozen=True)
class TakenWords:
    """An applicant whose words are looked for, and what became of those that were typed otherwise.

    Attributes:
        applicant: Her words; a refused one stays as it was typed.
        words: Everything that differs from what was typed, hidden marks among it.
    """

    applicant: Applicant
    words: tuple[TypedWord, ...] = field(default=())

    @property
    def refused(self) -> tuple[TypedWord, ...]:
        """What is no name or employer."""
        return tuple(word for word in self.words if word.taken.refusal)

    @property
    def cut(self) -> tuple[TypedWord, ...]:
        """What a person has to know: something that can be seen was left out or taken apart."""
        return tuple(word for word in self.words if word.taken.cut)


def take_word(kind: WordKind, typed: str) -> TypedPart:
    """Return what is looked for in place of a typed name or employer.

    The word comes first; further forms stood beside it (a name in Latin letters, a former name) or
    are looked for as well where it is not plain what was meant. An empty text gives none.

    Args:
        kind: NAME and ALIAS are people's names, ID_NUMBER is a number, all others employers.
        typed: As it was typed or pasted.
    """
    text = without_invisible(typed)
    if not text:
        return TypedPart(changed=bool(typed.strip()))
    if kind is WordKind.ID_NUMBER:
        return _number(typed, text)
    if is_no_word(text):
        return TypedPart(refusal=Refusal.NO_WORD, shown=text)
    if kind not in _NAMES:
        text = with_zeros(text)
    taken = take_name(text) if kind in _NAMES else take_employer(text)
    if taken.refusal:
        return taken
    bracketed = kind in _NAMES and any(mark in BRACKETS for mark in text)
    if folded(text) == folded(taken.texts[0]) and not bracketed:  # spaces as somebody wrote them
        taken = replace(taken, texts=(text, *taken.texts[1:]))
    cut = len(taken.texts) > 1 or _seen(text) != _seen(taken.texts[0])
    return replace(taken, cut=cut, changed=folded(typed) != folded(taken.texts[0]))


def take_words(typed: Applicant) -> TakenWords:
    """Return the applicant whose words are looked for; nothing stays silent that was cut."""
    noted: list[TypedWord] = []

    def take(name: str, kind: WordKind, text: str) -> tuple[str, ...]:
        taken = take_word(kind, text)
        spaced = kind in _NAMES and " " in text.strip() and is_han("".join(text.split()))
        other = taken.texts[:1] not in ((text,), ())
        if taken.refusal or taken.cut or taken.changed or other or spaced:
            noted.append(TypedWord(name, text, taken))
        return (text,) if taken.refusal else taken.texts

    name, *names = take("name", WordKind.NAME, typed.name) or ("",)
    employer, *employers = take("employer", WordKind.EMPLOYER, typed.employer) or ("",)
    lists: dict[str, list[str]] = {
        field: [form for text in getattr(typed, field) for form in take(field, kind, text)]
        for field, kind in _LISTS.items()
    }
    number = take("id_number", WordKind.ID_NUMBER, typed.id_number) or ("",)
    applicant = Applicant(
        name,
        employer,
        tuple(_others((*lists["aliases"], *names), name)),
        tuple(_others((*lists["employer_aliases"], *employers), employer)),
        tuple(_others(lists["former_employers"], "")),
        number[0],
    )
    return TakenWords(applicant, tuple(noted))


def same_words(one: Applicant, other: Applicant) -> bool:
    """Tell whether the same is looked for; spaces, width and dots make no other word."""
    return _compared(one) == _compared(other)


def _compared(applicant: Applicant) -> list[list[str]]:
    fields = asdict(applicant).values()
    return [
        [folded(text) for text in ((value,) if isinstance(value, str) else value)]
        for value in fields
    ]


def _others(texts: Iterable[str], word: str) -> Iterator[str]:
    """Yield each form once that is not the word itself."""
    known = {folded(word)}
    for text in texts:
        if text and folded(text) not in known:
            known.add(folded(text))
            yield text


def _seen(text: str) -> str:
    """Return what a person sees of a word: no spaces, dots and dashes as they like."""
    return "".join(letter for letter in folded(text) if not is_dot(letter))


def _number(typed: str, text: str) -> TypedPart:
    number = plain_number(text)
    if any(mark in "*?？×□_" for mark in number):
        return TypedPart(refusal=Refusal.WILD_CARD, shown="*")
    return TypedPart((number,), changed=number != typed.strip().upper()) if number else TypedPart()
