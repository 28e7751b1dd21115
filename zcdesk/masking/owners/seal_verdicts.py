"""Whose seal it is: the own employer's, the applicant's own name, somebody else's, unreadable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum

from zcdesk.applicant import OWN_WORDS, Target, Word, WordKind
from zcdesk.geometry import Polygon, bounds, rounded
from zcdesk.masking.hits import FAINT_EVIDENCE, Hit, Mask, Origin
from zcdesk.masking.own_words.page_search import confidence
from zcdesk.masking.owners.foreign_letters import (
    FOREIGN_LETTERS,
    GUESSED,
    LEGIBLE,
    REPEATED,
    ForeignLetters,
    is_of_body,
    own_letters,
    says_one_of,
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
from zcdesk.masking.owners.seal_over_printed_name import (
    HALF_READ,
    is_over_another,
    name_in_middle,
    name_through,
    names_of_employer,
    others_named,
)
from zcdesk.masking.seals.ink_colours import Colour
from zcdesk.masking.seals.ring_fitting import PART
from zcdesk.masking.seals.rings_of_crumbs import is_bitonal
from zcdesk.masking.seals.seal_detection import Seal, Shape, words_of_ring
from zcdesk.masking.seals.seal_text import (
    LETTERS_ALONE,
    box_readings,
    grid_readings,
    inner_readings,
    inward_readings,
    mirrored_readings,
    readings,
    ring_readings,
    unrolled_bands,
)
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.organisations import (
    BRAND,
    bare_place,
    is_of_every_place,
    own_places,
    parts_of_names,
    without_place,
)
from zcdesk.names.spellings import folded, follows_another_place, is_han
from zcdesk.picture import Picture
from zcdesk.reading import certainty
from zcdesk.reading.arabic.arcs import ARCS, read_arc
from zcdesk.reading.lattice import Lattice
from zcdesk.reading.line import Line

_CERTAIN = -2.0  # sum from which on the own word needs no further look
_AGREEING = 3  # readings that show another organisation end it; an own word later is in doubt
_PART = -5.0  # least sum of the five letters by which a seal is known that the page's edge cuts off
_PART_LETTERS = 5
_CUT_OFF = 0.15  # radii beyond the page's edge
_SMALL = 0.034  # of the page's long side: a ring of 10 mm radius may be a square name seal
_ROWS = 1.7  # times as long as high: stamps with rows, no name seals
_TILTED = 2.0  # degrees by which a stamp may lean; forms are straight
_NAME_SEAL = 4  # letters
_FILLING = 0.6  # of the letters in a dark box
_FINE = 100  # px of radius: in smaller rings a letter of the own name may be misread alike by all
_TINY = 50  # px of radius: the letters of smaller rings are less than 10 px high
_LIKELY = FAINT_EVIDENCE  # of an own seal whose letters were seen in several readings together
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

_RIM = ((0.55, 0.97),)
"""Radii between which a ring's words stand."""

_CLOSED, _DARK, _BARE, _WRITTEN = 0.9, 128, 0.04, 0.2
"""Share of a ring's outline with ink, level of ink, least and most of it along a rim that words may
be on: 23 rings with Uyghur alone had .06 to .19 in all layers, and whole outlines. Of 65 round
places on public pages 12 emblems, medals and patterns had such an outline, and .21 to .8 in some
layer; a medal of two plain circles .02."""

_LONGEST = 5  # letters of a place: 克拉玛依市


def judge_seals(
    picture: Picture,
    seals: Sequence[Seal],
    keywords: Sequence[Keyword],
    targets: Collection[Target],
    words: Sequence[Word] = (),
    found: Sequence[Hit] = (),
    lines: Sequence[Line] = (),
) -> tuple[Hit, ...]:
    """Return a hit for each seal that shows, or may show, the applicant's employer or name. A seal
    that plainly says something else gives no hit, nor does one that says nothing. A seal that names
    what is to be covered is that: its words are covered, the whole of it where seals are a target.

    Args:
        words: Those that may be on an arc in Arabic script.
        found: What was found in print: a seal over the unit's name is that unit's.
        lines: What was read of the page.
    """
    sought = [
        k for k in keywords if k.word.sure and not k.latin and k.word.kind.target in OWN_WORDS
    ]
    names = names_of_employer(found)
    others = others_named(lines, found)
    hits = [_judged(picture, seal, sought, targets, words, names) for seal in seals]
    return tuple(
        hit
        for seal, hit in zip(seals, hits, strict=True)
        if hit is not None and (hit.mask.matched or not is_over_another(seal, others))
    )


def _judged(
    picture: Picture,
    seal: Seal,
    sought: Sequence[Keyword],
    targets: Collection[Target],
    words: Sequence[Word],
    names: Sequence[Mask],
) -> Hit | None:
    said, best = _read(picture, seal, sought)
    if said is Whose.LIKE_OWN and best is not None and min(seal.radii) < _FINE:
        said = Whose.LIKELY_OWN
    in_rows = False
    if said is Whose.OTHER and seal.shape is Shape.RING and seal.colour is not Colour.DARK:
        rows = inner_readings(picture, seal)
        inner, within = whose_with_place([e for row in rows for e in evidences(row, sought)])
        in_rows = inner >= Whose.LIKELY_OWN
        said, best = (Whose.LIKELY_OWN, within) if in_rows else (said, best)
    if said is Whose.OTHER and _is_mixed_with_print(picture, seal):
        said = Whose.UNREAD
    word, sure, evidence = None, False, 0.0
    if best is not None and said >= Whose.LIKELY_OWN:
        word, evidence = best.spot.keyword.word, max(_LIKELY, confidence(best.spot.score))
        sure = said is Whose.OWN and best.spot.keyword.complete
    if seal.shape is Shape.RING and said is not Whose.OTHER and not sure:
        arc = read_arc(unrolled_bands(picture, seal, ARCS), words)
        word, sure, evidence = (arc.own, True, 1.0) if arc.own else (word, sure, evidence)
        said = Whose.OTHER if arc.another and said <= Whose.UNREAD else said
    whole = in_rows or max(seal.radii) < _SMALL * max(picture.shape[:2])
    mask = Mask(
        target=Target.SEAL,
        polygon=rounded(seal.polygon),
        matched=word.label if word else "",
        confidence=evidence,
        origin=Origin.SEAL,
    )
    # A league's or a union's seal says its own name; whose it is the print in its middle tells.
    other = said is Whose.OTHER
    name = name_in_middle(seal, names) if other else name_through(seal, mask, names)
    if name is not None and not sure:
        mask = replace(mask, matched=name.matched, confidence=max(evidence, HALF_READ))
        rim = list(readings(picture, seal)) if other else []
        sure = not other or says_one_of(rim, parts_of_names()["bodies_within_units"])
        said = Whose.LIKELY_OWN
    nobodys = said <= Whose.UNREAD and not mask.matched
    if said is Whose.SILENT and _may_say_more(picture, seal):
        said = Whose.UNREAD
    if said is Whose.OTHER or (nobodys and (said is Whose.SILENT or _is_print(seal))):
        return None
    return _hit(mask, sure, targets, () if whole else words_of_ring(seal))


def _hit(mask: Mask, sure: bool, targets: Collection[Target], band: tuple[Polygon, ...]) -> Hit:
    """Return what is proposed for a seal; where it says nothing to be covered a person decides."""
    kind = mask.kind
    asked = kind is not None and not {Target.SEAL, kind.target}.isdisjoint(targets)
    # All own seals of one kind are decided once; former employers are each another one. What a
    # person says of one that is only likely hers does not hold for those that surely are.
    owner = mask.matched if kind is WordKind.FORMER_EMPLOYER else kind and kind.target
    key = f"seal:{owner}{'' if sure else ':likely'}" if kind else ""
    code = "hit.own_seal" if kind else "hit.unread_seal"
    return replace(mask.hit(code, sure=sure and asked, key=key), parts=band)


def seals_as_words(hits: Sequence[Hit], targets: Collection[Target]) -> tuple[Hit, ...]:
    """Return the hits; where seals are no target, one that names what is to be covered is that."""

    def as_word(hit: Hit) -> Hit:
        kind = hit.mask.kind
        names = hit.mask.target is Target.SEAL and kind is not None and kind.target in targets
        return replace(hit, mask=replace(hit.mask, target=kind.target)) if names and kind else hit

    return tuple(hits) if Target.SEAL in targets else tuple(map(as_word, hits))


def _is_mixed_with_print(picture: Picture, seal: Seal) -> bool:
    """Tell whether a seal is across print in ink that nothing tells from the print's.
    What is read there of another company may be the print, or one row of three."""
    rows = seal.shape is Shape.RING or max(seal.radii) > _ROWS * min(seal.radii)
    return seal.crossed and (rows or is_bitonal(picture))


def _may_say_more(picture: Picture, seal: Seal) -> bool:
    """Tell whether what says nothing in Han letters may say something: a closed ring that leaves as
    much paper along its rim as words of another script do (medals, emblems, targets and moiré are
    fuller of ink), a stamp across print that a fax made one with it."""
    if seal.shape is Shape.BOX:
        return seal.crossed and is_bitonal(picture)
    if _cut_off(picture, seal):
        return False
    bands = unrolled_bands(picture, seal, _RIM)
    most = max(float((band < _DARK).mean()) for band in bands)
    return seal.ring_share >= _CLOSED and _BARE <= most <= _WRITTEN


def _is_print(seal: Seal) -> bool:
    """Tell whether what could not be read is a cell or a place for a photo: a dark frame that
    stands upright. Its words are letters as well; nothing that is said there tells it. An open ring
    that rows run through is made of their curls: one of print had .73 of its outline, worn seals
    over signature and date .75 and more."""
    if seal.shape is Shape.RING:
        return seal.crossed and seal.ring_share < PART
    lean = abs((seal.angle + 45) % 90 - 45)  # one that is higher than wide is on its side
    return seal.colour is Colour.DARK and lean < _TILTED and not seal.crossed


def _read(picture: Picture, seal: Seal, sought: Sequence[Keyword]) -> tuple[Whose, Evidence | None]:
    """Read a seal until it is clear whose it is."""
    found: list[Evidence] = []
    parts = _parts(sought) if _cut_off(picture, seal) else ()
    begun = _begun(sought) if seal.shape is Shape.BOX and seal.certain else ()
    letters, brand, plainest = own_letters(sought), telling_letters(sought), 0.0
    said: dict[str, float] = defaultdict(float)
    # A letter that no other reading repeats is a curl of a frame (回), or of print that crosses a
    # ring (依); of a worn own ring a fax leaves no more.
    least = 1 if is_bitonal(picture) else 2
    unread = Whose.SILENT
    places: list[PlaceBefore] = []
    for number, look in enumerate(_looks(picture, seal)):
        foreign = ForeignLetters(seal, letters, brand)
        denied, heard = False, list[Lattice]()
        for count, lattice in enumerate(look, 1):
            plainest = max(plainest, lattice.confidence if _is_legible(lattice) else 0.0)
            if number < _PLAIN_LOOKS[seal.shape]:
                letters_read = _letters_in(lattice, GUESSED)
                for letter, probability in letters_read.items():
                    said[letter] += probability
                says = len(letters_read) >= least or max(said.values(), default=0.0) >= REPEATED
                unread = Whose.UNREAD if says else unread
            pieces = [*evidences(lattice, parts, _PART)] or [*evidences(lattice, sought)]
            pieces += [
                evidence for evidence in evidences(lattice, begun) if _fills(lattice, evidence, 1.0)
            ]
            foreign.heard(lattice, like_own=bool(pieces))
            heard.append(lattice)
            for piece in pieces:
                if seal.certain or _fills(lattice, piece):
                    place = _place_before(lattice, piece, sought)
                    places.append(place)
                    found += [piece] if place is not PlaceBefore.ANOTHER_BODY else []
            denied = denied or PlaceBefore.ANOTHER in places
            verdict, best = whose_with_place(found)
            # Bands that are much alike misread a letter alike: another one may have the own letter.
            denied = denied or (count >= _AGREEING and verdict is Whose.OTHER)
            if verdict is Whose.OWN and any(evidence.spot.score > _CERTAIN for evidence in found):
                return _unless_denied(verdict, denied), best
            if not found and (foreign.agreeing >= _AGREEING or foreign.same_twice):
                return _unless_mirrored(picture, seal, sought, plainest)
        body = places.count(PlaceBefore.ANOTHER_BODY) >= _ELSEWHERE
        if found:
            verdict, best = whose_with_place(found)
            # The own name with another place is like the own one in all other letters.
            another = body and not _own_with_place(found)
            if verdict is Whose.OTHER and not another and seal.shape is Shape.RING:
                return _read_closely(picture, seal, sought, found)
            return (Whose.OTHER if another else _unless_denied(verdict, denied)), best
        if PlaceBefore.ANOTHER_BODY in places:
            return (Whose.OTHER if body else Whose.LIKE_OWN), None
        if foreign.together or foreign.is_sure or is_of_body(heard, sought):
            return _unless_mirrored(picture, seal, sought, plainest)
    if seal.shape is Shape.RING:
        verdict, best = _read_mirrored(picture, seal, sought, plainest)
        return max(unread, verdict), best
    return unread, None


def _read_closely(
    picture: Picture, seal: Seal, sought: Sequence[Keyword], found: Sequence[Evidence]
) -> tuple[Whose, Evidence | None]:
    """Return whose a ring is that differs from the own one in few letters, by these alone. What
    touches a letter from inside makes another one of it in all of the wider bands; and where
    letters are too small to be told apart, one that differs proves little."""
    looks = ring_readings(picture, seal, LETTERS_ALONE)
    every = [*found, *(evidence for lattice in looks for evidence in evidences(lattice, sought))]
    verdict, best = whose_with_place(every)
    if verdict is Whose.OWN or best is None:
        return Whose.LIKELY_OWN, best
    if min(seal.radii) >= _TINY:
        return Whose.OTHER, best
    if is_plainly_another(every, best.spot.keyword):
        return Whose.LIKE_OWN, None  # shown to a person, and not covered
    return Whose.LIKELY_OWN, best


def _unless_denied(verdict: Whose, denied: bool) -> Whose:
    """Return what the readings say; where some of them firmly showed another's a person tells."""
    return Whose.LIKELY_OWN if verdict is Whose.OWN and denied else verdict


def _unless_mirrored(
    picture: Picture, seal: Seal, sought: Sequence[Keyword], plainest: float
) -> tuple[Whose, Evidence | None]:
    """Return that a seal is another's, unless the mirror shows the own one in its place. In a
    mirror 司 looks like 后: a ring that shines through reads as other words, seldom plainly."""
    if seal.shape is not Shape.RING or plainest >= _NEVER_MIRRORED:
        return Whose.OTHER, None
    first = next(mirrored_readings(picture, seal), None)
    if first is None or first.confidence <= plainest:
        return Whose.OTHER, None
    verdict, best = _read_mirrored(picture, seal, sought, plainest)
    return (verdict, best) if verdict is Whose.OWN else (Whose.OTHER, None)


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


def _read_mirrored(
    picture: Picture, seal: Seal, sought: Sequence[Keyword], plainest: float
) -> tuple[Whose, Evidence | None]:
    """Read a ring that shows through from the sheet's other side, when nothing else was told.
    Letters like 业 and 本 are the same in a mirror, so a mirrored reading counts only when it is
    plainer than all others (``plainest``). What is like the own seal is surely covered: the other
    side's seal proves nothing on this page, whoever's it is."""
    mirrored: list[Evidence] = []
    unread = Whose.SILENT
    own, telling = own_letters(sought), telling_letters(sought)
    foreign = ForeignLetters(seal, own, telling)
    dim = ForeignLetters(seal, own, telling, _DIM, _MORE_LETTERS)
    for lattice in mirrored_readings(picture, seal):
        if lattice.confidence <= plainest:
            continue
        unread = Whose.UNREAD if len(_letters_in(lattice, PLAIN)) >= _MIRRORED else unread
        pieces = [*evidences(lattice, sought)]
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
        if max(seal.radii) < _SMALL * max(picture.shape[:2]):
            yield box_readings(picture, replace(seal, shape=Shape.BOX))
    else:
        yield grid_readings(picture, seal)


def _cut_off(picture: Picture, seal: Seal) -> bool:
    """Tell whether the page's edge cuts a seal, as it does where one is set across many pages."""
    height, width = picture.shape[:2]
    left, top, right, bottom = bounds(seal.polygon)
    reach = _CUT_OFF * min(seal.radii)
    return left < -reach or top < -reach or right > width + reach or bottom > height + reach


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


class PlaceBefore(IntEnum):
    """What is before a short form of the employer, the most telling last."""

    OWN = 0
    ANOTHER = 1
    ANOTHER_BODY = 2
    """A place without a letter of the own one, before the name of what every place has."""


def _place_before(lattice: Lattice, found: Evidence, sought: Sequence[Keyword]) -> PlaceBefore:
    """Return which place is plainly read before an own word; the own one when it is none. 第三中学
    is the short form of 伊犁州第三中学; only the place tells 哈密市第三中学 from it. A place that
    shares a letter with the own one may be it misread, and a company has branches elsewhere.
    ``found``: what was found in it."""
    word = found.spot.keyword.word
    derived = word.kind is WordKind.EMPLOYER_SHORT
    told_anywhere = word.kind is WordKind.EMPLOYER_ALIAS and is_of_every_place(folded(word.text))
    if not (derived or told_anywhere):
        return PlaceBefore.OWN
    before = [c for c in lattice.characters if c.column < found.spot.first and is_han(c.text)]
    read = ""
    for character in reversed(before[-_LONGEST:]):
        if character.probability < PLAIN:
            break
        read = character.text + read
    short = folded(word.text)
    own = _own_places(short, sought)
    if any(folded(read).endswith(place[-_LONGEST:]) for place in own):
        return PlaceBefore.OWN
    if not follows_another_place(read, word.text):
        return PlaceBefore.OWN
    endings = tuple(parts_of_names()["place_endings"])
    whole = [keyword for keyword in sought if keyword.word.kind is not WordKind.EMPLOYER_SHORT]
    letters = {letter for place in _own_places(short, whole) for letter in place}
    shared = (letters - set("".join(endings))) & set(folded(read))
    # 天山区第十中学 is the own 乌鲁木齐市第十中学 told more closely, where that is before it.
    text = folded("".join(character.text for character in lattice.characters))
    within = any(bare_place(place) in text for place in own)
    anywhere = is_of_every_place(short) and not shared and not within
    return PlaceBefore.ANOTHER_BODY if anywhere else PlaceBefore.ANOTHER


def whose_with_place(found: Collection[Evidence]) -> tuple[Whose, Evidence | None]:
    """Return what :func:`whose` does, but never surely by a name that every place has alone."""
    verdict, best = whose(found)
    if verdict is Whose.OWN and best is not None and _is_anywhere(best):
        return (verdict if _own_with_place(found) else Whose.LIKELY_OWN), best
    return verdict, best


def _own_with_place(found: Collection[Evidence]) -> bool:
    """Tell whether the own name was likely read with its place."""
    return (
        whose([evidence for evidence in found if not _is_anywhere(evidence)])[0] >= Whose.LIKELY_OWN
    )


def _is_anywhere(evidence: Evidence) -> bool:
    word = evidence.spot.keyword.word
    return word.kind is WordKind.EMPLOYER_SHORT and is_of_every_place(folded(word.text))


def _own_places(short: str, sought: Sequence[Keyword]) -> set[str]:
    """Return what is before a short form in the own names."""
    names = [folded(keyword.word.text) for keyword in sought if keyword.word.is_employer]
    return own_places(short, names)
