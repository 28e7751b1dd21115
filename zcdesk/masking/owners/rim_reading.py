"""Whose a seal is by what its rim or rows say, read one way after the other until it is clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zcdesk.geometry import bounds
from zcdesk.masking.owners.foreign_letters import (
    FOREIGN_LETTERS,
    GUESSED,
    LEGIBLE,
    REPEATED,
    ForeignLetters,
    is_of_body,
    own_letters,
    telling_letters,
)
from zcdesk.masking.owners.letter_evidence import (
    PLAIN,
    Evidence,
    Whose,
    evidences,
    is_plainly_another,
    whose,
)
from zcdesk.masking.owners.places_before import (
    PlaceBefore,
    own_with_place,
    place_before,
    whose_with_place,
)
from zcdesk.masking.seals.rings_of_crumbs import is_bitonal
from zcdesk.masking.seals.seal_detection import Seal, Shape
from zcdesk.masking.seals.seal_text import (
    LETTERS_ALONE,
    box_readings,
    grid_readings,
    inward_readings,
    mirrored_readings,
    readings,
    ring_readings,
)
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.organisations import BRAND, without_place
from zcdesk.names.spellings import folded, is_han
from zcdesk.picture import Picture
from zcdesk.reading import certainty
from zcdesk.reading.lattice import Lattice
from zcdesk.verdict_rows import first_row

_CERTAIN = -2.0  # sum from which on the own word needs no further look
_AGREEING = 3  # readings that show another organisation end it; an own word later is in doubt
_PART = -5.0  # least sum of the five letters by which a seal is known that the page's edge cuts off
_PART_LETTERS = 5
_CUT_OFF = 0.15  # radii beyond the page's edge
_NAME_SEAL = 4  # letters
_FILLING = 0.6  # of the letters in a dark box
_TINY = 50  # px of radius: the letters of smaller rings are less than 10 px high
SMALL = 0.034
"""Of the page's long side: a ring of 10 mm radius may be a square name seal."""

_DIM, _MORE_LETTERS = 0.65, 1
"""The same in a mirror, and how many foreign letters more must be seen there: thin paper blurs what
shines through."""

_NEVER_MIRRORED = certainty.PLAIN
"""Mean probability from which on a ring is read as it is; of 115 own rings drawn on the other
side of thin paper three came to more, seen from behind."""

_ELSEWHERE = 2  # readings that must plainly show the place of another school or office
_PLAIN_LOOKS = {Shape.RING: 2, Shape.BOX: 1}
"""Looks in which a letter proves that something is said: cut into a grid, or in the mirror, a curl
has letters as well."""

_MIRRORED = 2  # letters plainly read in the mirror that prove it there

Told = tuple[Whose, Evidence | None]
"""Whose a seal is, and the best piece of evidence for an own word."""


def read_rim(picture: Picture, seal: Seal, sought: Sequence[Keyword]) -> Told:
    """Read a seal until it is clear whose it is."""
    heard = _Heard(picture, seal, sought)
    for look in _looks(picture, seal):
        heard.begin_look()
        for lattice in look:
            heard.hear(lattice)
            if by := first_row("seal_reading", heard).get("by"):
                return heard.told(by)
        if by := first_row("seal_look", heard).get("by"):
            return heard.told(by)
    return heard.told(first_row("seal_end", heard)["by"])


class _Heard:
    """What the readings of one seal have told so far: the facts that the rows ask for."""

    def __init__(self, picture: Picture, seal: Seal, sought: Sequence[Keyword]) -> None:
        self._picture, self._seal, self._sought = picture, seal, sought
        self._parts = _parts(sought) if is_cut_off(picture, seal) else ()
        self._begun = _begun(sought) if seal.shape is Shape.BOX and seal.certain else ()
        self._letters, self._telling = own_letters(sought), telling_letters(sought)
        self._said: dict[str, float] = defaultdict(float)
        # A letter that no other reading repeats is a curl of a frame (回), or of print that crosses
        # a ring (依); of a worn own ring a fax leaves no more.
        self._least = 1 if is_bitonal(picture) else 2
        self._unread, self._plainest, self._look = Whose.SILENT, 0.0, -1
        self._places: list[PlaceBefore] = []
        self.found: list[Evidence] = []
        self.ring = seal.shape is Shape.RING

    def begin_look(self) -> None:
        """Read in another way from here on."""
        self._look += 1
        self._foreign = ForeignLetters(self._seal, self._letters, self._telling)
        self._in_look: list[Lattice] = []
        self._misread = False

    def hear(self, lattice: Lattice) -> None:
        """Take in one more reading."""
        self._plainest = max(self._plainest, lattice.confidence if _is_legible(lattice) else 0.0)
        if self._look < _PLAIN_LOOKS[self._seal.shape]:
            letters = _letters_in(lattice, GUESSED)
            for letter, probability in letters.items():
                self._said[letter] += probability
            says = len(letters) >= self._least or max(self._said.values(), default=0.0) >= REPEATED
            self._unread = Whose.UNREAD if says else self._unread
        pieces = [*evidences(lattice, self._parts, _PART)] or [*evidences(lattice, self._sought)]
        begun = evidences(lattice, self._begun)
        pieces += [evidence for evidence in begun if _fills(lattice, evidence, 1.0)]
        self._foreign.heard(lattice, like_own=bool(pieces))
        self._in_look.append(lattice)
        for piece in pieces:
            if self._seal.certain or _fills(lattice, piece):
                place = place_before(lattice, piece, self._sought)
                self._places.append(place)
                self.found += [piece] if place is not PlaceBefore.ANOTHER_BODY else []
        self._verdict, self._best = whose_with_place(self.found)
        # Bands that are much alike misread a letter alike: another one may have the own letter.
        self._misread |= len(self._in_look) >= _AGREEING and self.other

    @property
    def own(self) -> bool:
        """The own word was read."""
        return self._verdict is Whose.OWN

    @property
    def other(self) -> bool:
        """What is like an own word is another one."""
        return self._verdict is Whose.OTHER

    @property
    def certain(self) -> bool:
        """It needs no further look."""
        return any(evidence.spot.score > _CERTAIN for evidence in self.found)

    @property
    def denied(self) -> bool:
        """Some readings firmly showed another's, so that a person tells."""
        return self._misread or PlaceBefore.ANOTHER in self._places

    @property
    def others_often(self) -> bool:
        """Readings of this look agree on another organisation."""
        return self._foreign.agreeing >= _AGREEING or self._foreign.same_twice

    @property
    def of_another_place(self) -> bool:
        """A reading shows another place's school or office."""
        return PlaceBefore.ANOTHER_BODY in self._places

    @property
    def of_another_place_twice(self) -> bool:
        """Readings plainly show it."""
        return self._places.count(PlaceBefore.ANOTHER_BODY) >= _ELSEWHERE

    @property
    def elsewhere(self) -> bool:
        """It is another place's, whose name is like the own one in all other letters."""
        return self.of_another_place_twice and not own_with_place(self.found)

    @property
    def others_letters(self) -> bool:
        """What was read together is in no own word, or in the names of bodies alone."""
        foreign = self._foreign
        return foreign.together or foreign.is_sure or is_of_body(self._in_look, self._sought)

    def told(self, by: str) -> Told:
        """Return whose the seal is by one of the ways that the rows name."""
        ways = {
            "as_found": lambda: (self._verdict, self._best),
            "likely": lambda: (Whose.LIKELY_OWN, self._best),
            "another": lambda: (Whose.OTHER, self._best),
            "like_own": lambda: (Whose.LIKE_OWN, None),
            "unread": lambda: (self._unread, None),
            "closely": self._closely,
            "another_unless_mirrored": self._unless_mirrored,
            "mirrored": self._or_mirrored,
        }
        return ways[by]()

    def _closely(self) -> Told:
        """Return whose a ring is that differs from the own one in few letters, by these alone. What
        touches a letter from inside makes another one of it in all of the wider bands; and where
        letters are too small to be told apart, one that differs proves little."""
        looks = ring_readings(self._picture, self._seal, LETTERS_ALONE)
        more = (evidence for lattice in looks for evidence in evidences(lattice, self._sought))
        every = [*self.found, *more]
        verdict, best = whose_with_place(every)
        if verdict is Whose.OWN or best is None:
            return Whose.LIKELY_OWN, best
        if min(self._seal.radii) >= _TINY:
            return Whose.OTHER, best
        if is_plainly_another(every, best.spot.keyword):
            return Whose.LIKE_OWN, None  # shown to a person, and not covered
        return Whose.LIKELY_OWN, best

    def _unless_mirrored(self) -> Told:
        """Return that a seal is another's, unless the mirror shows the own one in its place. In a
        mirror 司 looks like 后: a ring that shines through reads as other words, seldom plainly."""
        if self.ring and self._plainest < _NEVER_MIRRORED:
            first = next(mirrored_readings(self._picture, self._seal), None)
            if first is not None and first.confidence > self._plainest:
                verdict, best = self._mirrored()
                return (verdict, best) if verdict is Whose.OWN else (Whose.OTHER, None)
        return Whose.OTHER, None

    def _or_mirrored(self) -> Told:
        verdict, best = self._mirrored()
        return max(self._unread, verdict), best

    def _mirrored(self) -> Told:
        """Read a ring that shows through from the sheet's other side, when nothing else was told.
        Letters like 业 and 本 are the same in a mirror, so a mirrored reading counts only when it
        is plainer than all others. What is like the own seal is surely covered: the other side's
        seal proves nothing on this page, whoever's it is."""
        mirrored: list[Evidence] = []
        unread = Whose.SILENT
        foreign = ForeignLetters(self._seal, self._letters, self._telling)
        dim = ForeignLetters(self._seal, self._letters, self._telling, _DIM, _MORE_LETTERS)
        for lattice in mirrored_readings(self._picture, self._seal):
            if lattice.confidence <= self._plainest:
                continue
            unread = Whose.UNREAD if len(_letters_in(lattice, PLAIN)) >= _MIRRORED else unread
            pieces = [*evidences(lattice, self._sought)]
            mirrored += pieces
            foreign.heard(lattice, like_own=bool(pieces))
            dim.heard(lattice, like_own=bool(pieces))
        verdict, best = whose(mirrored)
        if verdict >= Whose.LIKE_OWN:
            return Whose.OWN, best
        if verdict is Whose.SILENT and (foreign.together or dim.together):
            return Whose.OTHER, None
        return max(unread, verdict), best


def _looks(picture: Picture, seal: Seal) -> Iterator[Iterator[Lattice]]:
    yield readings(picture, seal)
    if seal.shape is Shape.RING:
        yield inward_readings(picture, seal)
        if max(seal.radii) < SMALL * max(picture.shape[:2]):
            yield box_readings(picture, replace(seal, shape=Shape.BOX))
    else:
        yield grid_readings(picture, seal)


def is_cut_off(picture: Picture, seal: Seal) -> bool:
    """Tell whether the page's edge cuts a seal, as it does where one is set across many pages."""
    height, width = picture.shape[:2]
    left, top, right, bottom = bounds(seal.polygon)
    reach = _CUT_OFF * min(seal.radii)
    return left < -reach or top < -reach or right > width + reach or bottom > height + reach


def _letters_in(lattice: Lattice, above: float) -> dict[str, float]:
    """Return the letters of a reading that are surer than ``above``, and how sure each is. Emblems,
    medals and flowers have none that was not guessed at; a ring worn to its last letters has."""
    return {
        character.text: character.probability
        for character in lattice.characters
        if is_han(character.text) and character.probability > above
    }


def _is_legible(lattice: Lattice) -> bool:
    plain = [c for c in lattice.characters if c.probability >= PLAIN and is_han(c.text)]
    return lattice.confidence >= LEGIBLE and len(plain) >= FOREIGN_LETTERS


def _parts(sought: Sequence[Keyword]) -> tuple[Keyword, ...]:
    """Return the telling parts of long words: some letters that take in the brand."""
    parts: dict[tuple[object, ...], Keyword] = {}
    for keyword in sought:
        text = folded(keyword.word.text)
        brand = text.find(without_place(text)[:BRAND])
        if len(text) != len(keyword.classes) or len(text) <= _PART_LETTERS or brand < 0:
            continue
        for first in range(max(0, brand + BRAND - _PART_LETTERS), brand + 1):
            classes = keyword.classes[first : first + _PART_LETTERS]
            if len(classes) == _PART_LETTERS:
                parts.setdefault(classes, replace(keyword, classes=classes))
    return tuple(parts.values())


def _begun(sought: Sequence[Keyword]) -> tuple[Keyword, ...]:
    """Return the first letters of long names: a name seal has room for so many."""
    long = (keyword for keyword in sought if keyword.dotted and len(keyword.classes) > _NAME_SEAL)
    return tuple(replace(keyword, classes=keyword.classes[:_NAME_SEAL]) for keyword in long)


def _fills(lattice: Lattice, evidence: Evidence, least: float = _FILLING) -> bool:
    """Tell whether a word is nearly all that a box says; in a cell of a form it is one of many."""
    letters = sum(is_han(character.text) for character in lattice.characters)
    return len(evidence.spot.columns) >= least * letters
