"""Whose seal it is: the own employer's, the applicant's own name, somebody else's, unreadable."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zcdesk.applicant import OWN_WORDS, Target, Word, WordKind
from zcdesk.geometry import Polygon, rounded
from zcdesk.masking.hits import FAINT_EVIDENCE, Hit, Mask, Origin
from zcdesk.masking.own_words.page_search import confidence
from zcdesk.masking.owners.foreign_letters import says_one_of
from zcdesk.masking.owners.letter_evidence import Whose, evidences
from zcdesk.masking.owners.places_before import whose_with_place
from zcdesk.masking.owners.rim_reading import SMALL, Told, is_cut_off, read_rim
from zcdesk.masking.owners.seal_over_printed_name import (
    HALF_READ,
    is_in_large_print,
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
from zcdesk.masking.seals.seal_text import inner_readings, readings, unrolled_bands
from zcdesk.masking.spotting.keywords import Keyword
from zcdesk.names.organisations import parts_of_names
from zcdesk.picture import Picture
from zcdesk.reading.arabic.arcs import ARCS, Arc, read_arc
from zcdesk.reading.line import Line
from zcdesk.verdict_rows import first_row

_ROWS = 1.7  # times as long as high: stamps with rows, no name seals
_TILTED = 2.0  # degrees by which a stamp may lean; forms are straight
_FINE = 100  # px of radius: in smaller rings a letter of the own name may be misread alike by all
_LIKELY = FAINT_EVIDENCE  # of an own seal whose letters were seen in several readings together

_RIM = ((0.55, 0.97),)
"""Radii between which a ring's words stand."""

_CLOSED, _DARK, _BARE, _WRITTEN = 0.9, 128, 0.04, 0.2
"""Share of a ring's outline with ink, level of ink, least and most of it along a rim that words may
be on: 23 rings with Uyghur alone had .06 to .19 in all layers, and whole outlines. Of 65 round
places on public pages 12 emblems, medals and patterns had such an outline, and .21 to .8 in some
layer; a medal of two plain circles .02."""


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
    names, others = names_of_employer(found), others_named(lines, found)
    every: list[_SealFacts] = []
    every += (
        _SealFacts(picture, seal, sought, words, names, others, lines, every) for seal in seals
    )
    return tuple(hit for facts in every for hit in _hits(facts, targets))


def _hits(seal: _SealFacts, targets: Collection[Target]) -> Iterator[Hit]:
    row = first_row("seal", seal)
    if "as" in row:
        matched, evidence = seal.told(row["as"])
        mask = Mask(
            target=Target.SEAL,
            polygon=seal.outline,
            matched=matched,
            confidence=evidence,
            origin=Origin.SEAL,
        )
        yield _hit(mask, "sure" in row, targets, seal.band)


@dataclass(frozen=True, eq=False)
class _SealFacts:
    """What the rows of a seal ask of it. What takes long, its rim, its rows and the arc in Arabic
    script, is read when a row asks.

    Attributes:
        sought: The own words.
        words: Those that may be on an arc in Arabic script.
        names: Where the own employer's name was surely read in print.
        others: Where another organisation's was.
        lines: What was read of the page.
        every: The page's seals, this one among them.
    """

    picture: Picture
    seal: Seal
    sought: Sequence[Keyword]
    words: Sequence[Word]
    names: Sequence[Mask]
    others: Sequence[Polygon]
    lines: Sequence[Line]
    every: Sequence[_SealFacts]

    @property
    def outline(self) -> Polygon:
        """Its outline on the page."""
        return rounded(self.seal.polygon)

    @cached_property
    def band(self) -> tuple[Polygon, ...]:
        """What covers its words alone; nothing does where they are in rows, or small."""
        small = max(self.seal.radii) < SMALL * max(self.picture.shape[:2])
        return () if small or self._in_rows else words_of_ring(self.seal)

    @cached_property
    def _rim(self) -> Told:
        said, best = read_rim(self.picture, self.seal, self.sought)
        if said is Whose.LIKE_OWN and best is not None and min(self.seal.radii) < _FINE:
            return Whose.LIKELY_OWN, best
        return said, best

    @cached_property
    def _rows(self) -> Told:
        """What the rows within a coloured ring say of which the rim says another's name."""
        if self._rim[0] is not Whose.OTHER or not self._ring or self.seal.colour is Colour.DARK:
            return Whose.SILENT, None
        rows = inner_readings(self.picture, self.seal)
        return whose_with_place([each for row in rows for each in evidences(row, self.sought)])

    @property
    def _in_rows(self) -> bool:
        return self._rows[0] >= Whose.LIKELY_OWN

    @cached_property
    def _said(self) -> Told:
        if self._in_rows:
            return Whose.LIKELY_OWN, self._rows[1]
        if self._rim[0] is Whose.OTHER and self._is_mixed_with_print:
            return Whose.UNREAD, self._rim[1]
        return self._rim

    @cached_property
    def _arc(self) -> Arc | None:
        if not self._ring or self._said[0] is Whose.OTHER:
            return None
        return read_arc(unrolled_bands(self.picture, self.seal, ARCS), self.words)

    @property
    def _ring(self) -> bool:
        return self.seal.shape is Shape.RING

    @property
    def own(self) -> bool:
        """The rim says the own word, of which the recogniser knows all letters."""
        said, best = self._said
        return said is Whose.OWN and best is not None and best.spot.keyword.complete

    @property
    def likely_own(self) -> bool:
        """The rim likely says it."""
        return self._said[0] >= Whose.LIKELY_OWN

    @property
    def like_own(self) -> bool:
        """The rim says what is like it."""
        return self._said[0] is Whose.LIKE_OWN

    @property
    def another(self) -> bool:
        """The rim says another's name, or its arc in Arabic script does."""
        arc = self._arc is not None and self._arc.another and self._said[0] <= Whose.UNREAD
        return self._said[0] is Whose.OTHER or arc

    @property
    def arc_own(self) -> bool:
        """The arc in Arabic script says the own word."""
        return self._arc is not None and self._arc.own is not None

    @property
    def name_in_middle(self) -> bool:
        """The own name is printed in its middle."""
        return name_in_middle(self.seal, self.names) is not None

    @property
    def _through(self) -> Mask | None:
        return name_through(self.seal, self._word.kind if self._word else None, self.names)

    @property
    def name_through(self) -> bool:
        """The own name is printed through it, which tells what a rim leaves open."""
        return self._through is not None

    @property
    def _beside(self) -> Sequence[_SealFacts]:
        """Other rings that the same printed name runs through."""
        return [one for one in self.every if one is not self and one._through is self._through]

    @property
    def name_of_own_ring(self) -> bool:
        """That name is another ring's, which says it itself."""
        return any(one.own for one in self._beside)

    @property
    def name_of_two(self) -> bool:
        """That name may be another ring's as well."""
        return any(not one.another for one in self._beside)

    @property
    def _word(self) -> Word | None:
        _, best = self._said
        return best.spot.keyword.word if best is not None and self.likely_own else None

    @property
    def body(self) -> bool:
        """The rim says what a league or a union of a unit does: whose it is the print tells."""
        rim = list(readings(self.picture, self.seal))
        return says_one_of(rim, parts_of_names()["bodies_within_units"])

    @property
    def over_another(self) -> bool:
        """Another organisation's name is printed in its middle."""
        return is_over_another(self.seal, self.others)

    @property
    def in_large_print(self) -> bool:
        """It was seen in large letters that are read."""
        return is_in_large_print(self.seal, self.lines)

    @property
    def silent(self) -> bool:
        """It says nothing."""
        return self._said[0] is Whose.SILENT and not self._may_say_more

    @property
    def _may_say_more(self) -> bool:
        """What says nothing in Han letters may say something: a closed ring that leaves as much
        paper along its rim as words of another script do (medals, emblems, targets and moiré are
        fuller of ink), a stamp across print that a fax made one with it."""
        if not self._ring:
            return self._is_crossed_without_colour
        if is_cut_off(self.picture, self.seal):
            return False
        bands = unrolled_bands(self.picture, self.seal, _RIM)
        most = max(float((band < _DARK).mean()) for band in bands)
        return self.seal.ring_share >= _CLOSED and _BARE <= most <= _WRITTEN

    @property
    def _is_crossed_without_colour(self) -> bool:
        return self.seal.crossed and is_bitonal(self.picture)

    @property
    def _is_mixed_with_print(self) -> bool:
        """It is across print in ink that nothing tells from the print's. What is read there of
        another company may be the print, or one row of three."""
        rows = self._ring or max(self.seal.radii) > _ROWS * min(self.seal.radii)
        return self._is_crossed_without_colour or (rows and self.seal.crossed)

    @property
    def printed(self) -> bool:
        """What could not be read is a cell or a place for a photo: a dark frame that stands
        upright. Its words are letters as well; nothing that is said there tells it. An open ring
        that rows run through is made of their curls: one of print had .73 of its outline, worn
        seals over signature and date .75 and more."""
        if self._ring:
            return self.seal.crossed and self.seal.ring_share < PART
        lean = abs((self.seal.angle + 45) % 90 - 45)  # one that is higher than wide is on its side
        return self.seal.colour is Colour.DARK and lean < _TILTED and not self.seal.crossed

    def told(self, by: str) -> tuple[str, float]:
        """Return which word the seal says, or nothing, and how surely."""
        _, best = self._said
        rim = max(_LIKELY, confidence(best.spot.score)) if best and self._word else 0.0
        if by == "rim" and self._word is not None:
            return self._word.label, rim
        if by == "arc" and self._arc is not None and self._arc.own is not None:
            return self._arc.own.label, 1.0
        name = name_in_middle(self.seal, self.names) if self.another else self._through
        return (name.matched, max(rim, HALF_READ)) if by == "name" and name else ("", 0.0)


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
