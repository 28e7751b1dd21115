"""What is proposed for a page, step by step; order is data, and so is what a step sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from zcdesk.applicant import Target
from zcdesk.geometry import Polygon, bounds, centre, holds
from zcdesk.masking.codes.qr_and_bar_codes import judge_codes
from zcdesk.masking.fields.id_numbers import judge_id_numbers
from zcdesk.masking.fields.unread_values import judge_labelled_values
from zcdesk.masking.hits import Hit
from zcdesk.masking.own_words.english_organisations import judge_latin_organisations
from zcdesk.masking.own_words.names_by_sound import judge_names_by_sound
from zcdesk.masking.own_words.occluded_by_seals import (
    judge_words_below_colour_seals,
    judge_words_below_dark_seals,
)
from zcdesk.masking.own_words.page_search import search
from zcdesk.masking.own_words.show_through import judge_show_through, without_show_through_doubts
from zcdesk.masking.owners.seal_over_printed_name import (
    judge_names_below_seals,
)
from zcdesk.masking.owners.seal_verdicts import judge_seals
from zcdesk.masking.page_view import PageView, Readings
from zcdesk.masking.portraits.portrait_verdicts import judge_portraits
from zcdesk.masking.rereading.print_below_print import unread_below_print
from zcdesk.masking.rereading.upside_down_lines import search_upside_down
from zcdesk.masking.signatures.signature_spaces import judge_signatures
from zcdesk.masking.unread.unread_lines import stands_as_words, unreadable_place
from zcdesk.masking.unread.unread_places import judge_unread
from zcdesk.masking.watermarks.repeated_text import judge_words_cut_by_rim
from zcdesk.masking.watermarks.skewed_text import judge_unread_skewed_text
from zcdesk.masking.watermarks.template_matching import judge_by_template
from zcdesk.reading.crowded_letters import crowded_letters

NOTHING, ALL = "nothing", "all"
"""What a step sees of the hits besides those up to a named step."""

Hits = Sequence[Hit]


@dataclass(frozen=True)
class Judge:
    """One step that proposes hits.

    Attributes:
        name: By which a fault of it is remembered and its time is measured.
        call: Takes the page, all readings and the hits that it sees, and gives its own.
        why: What it is about, and why it is there.
        sees: ``NOTHING``, ``ALL`` hits of the steps above, or the name of the last step whose hits
            it sees.
        replaces: Its hits are in the place of those above (unless it fails) instead of behind.
        only_for: It is asked only where this is to be covered; None: always. What a slot asks for
            is covered on none of its pages.
    """

    name: str
    call: Callable[[PageView, Readings, Hits], Iterable[Hit]]
    why: str
    sees: str = NOTHING
    replaces: bool = False
    only_for: Target | None = None


def _words(view: PageView, readings: Readings, _: Hits) -> Iterable[Hit]:
    hits = search(readings.all_straight(view), view.sought, view.wanted)
    return without_show_through_doubts(hits, view.behind, view.front, view.width)


def _seal_words(view: PageView, readings: Readings, found: Hits) -> Iterable[Hit]:
    lines = readings.all_straight(view)
    return judge_seals(view.picture, view.seals, view.every, view.wanted, view.words, found, lines)


def _signatures(view: PageView, _: Readings, hits: Hits) -> Iterable[Hit]:
    masks = [hit.mask for hit in hits if hit.covers_by_default]
    return judge_signatures(view.page, view.lines, masks, view.wanted, view.every, view.rings)


def _below_own_seals(view: PageView, readings: Readings, hits: Hits) -> Iterable[Hit]:
    lines = readings.all_straight(view)
    return judge_names_below_seals(
        judge_words_below_colour_seals(lines, view.seals, view.sought, hits)
    )


def _latin_organisations(view: PageView, readings: Readings, hits: Hits) -> Iterable[Hit]:
    # Each line twice, its best reading first.
    lines = (*readings.clearest(view), *readings.all_again)
    return judge_latin_organisations(lines, hits, view.every)


def _unread_slants(view: PageView, readings: Readings, hits: Hits) -> Iterable[Hit]:
    places = _seals_and_photos(view, hits)
    return judge_unread_skewed_text(readings.strips, readings.slanting, hits, places, view.lines)


def _unread_lines(view: PageView, readings: Readings, hits: Hits) -> Iterable[Hit]:
    places = _seals_and_photos(view, hits)
    hidden = [bounds(hit.mask.polygon) for hit in hits if hit.covers_by_default]
    hidden += map(bounds, view.marks)
    again = readings.all_again
    unread = unread_below_print(view.page, view.twice[0], view.lines, readings.again)
    below = (
        *(place for place in unread if stands_as_words(bounds(place), view.front, again)),
        *crowded_letters(view.page, view.lines),
    )
    yield from (
        unreadable_place(place)
        for place in below
        if not any(holds(cover, centre(place)) for cover in hidden)
    )
    yield from judge_unread(
        view.page,
        view.reading,
        view.front,
        again,
        hits,
        places,
        (view.words, view.wanted),
    )


def _seals_and_photos(view: PageView, hits: Hits) -> tuple[Polygon, ...]:
    # What seems to be written in a portrait is its hair and collar.
    photos = (hit.mask.polygon for hit in hits if hit.mask.target is Target.PHOTO)
    return (*view.certain_seals, *photos)


JUDGES = (
    Judge(
        "words",
        _words,
        "her words in print; doubts where the other side shines through are dropped here, "
        "before the finds upside down, which are not meant",
    ),
    Judge(
        "words upside down",
        lambda view, readings, _: search_upside_down(
            readings.turned_over, view.size, view.sought, view.wanted
        ),
        "her words in lines that stand on their head",
    ),
    Judge(
        "across seals",
        lambda view, readings, found: judge_words_below_dark_seals(
            readings.all_straight(view), view.seals, view.sought, found
        ),
        "words that a dark ring crosses; near misses and shorter finds there give way",
        sees="words upside down",
        replaces=True,
    ),
    Judge(
        "cut words",
        lambda view, readings, _: judge_words_cut_by_rim(
            readings.slanting, view.sought, view.clear
        ),
        "parts of a skewed word that the page's rim cuts, beside the whole one",
    ),
    Judge(
        "alike slants",
        lambda view, readings, hits: judge_by_template(
            view.pale, readings.slanting, view.sought, hits
        ),
        "where the picture of a skewed word stands again; must know what is covered already",
        sees=ALL,
    ),
    Judge(
        "shining words",
        lambda view, *_: judge_show_through(view.behind, view.sought, view.wanted, view.width),
        "her words on the other side, read in the mirror",
    ),
    Judge(
        "seal words",
        _seal_words,
        "whose seal it is; a name printed through the ring settles it, what only a seal or a "
        "watermark gave does not",
        sees="words upside down",
    ),
    Judge(
        "signatures",
        _signatures,
        "what is covered as a word is no signature; seals are no words",
        sees="alike slants",
    ),
    Judge(
        "portraits",
        lambda view, *_: judge_portraits(view.picture, view.lines, view.seals, view.reading.photos),
        "photos of people",
        only_for=Target.PHOTO,
    ),
    Judge(
        "codes",
        lambda view, *_: judge_codes(view.picture, view.lines, view.wanted, view.words, view.codes),
        "QR codes and bar codes that say a word of hers; all, where codes are to be covered",
    ),
    Judge(
        "ID numbers",
        lambda view, _, found: judge_id_numbers(view.lines, view.every, found),
        "identity numbers; one found as her word is not told twice",
        sees="words upside down",
        only_for=Target.ID_NUMBER,
    ),
    Judge(
        "below own seals",
        _below_own_seals,
        "words below a seal, once it is known which seals are hers; such a seal settles a name",
        sees=ALL,
        replaces=True,
    ),
    Judge(
        "labels",
        lambda view, readings, hits: judge_labelled_values(
            view.page,
            readings.clearest(view),
            hits,
            view.certain_seals,
            view.sought,
            view.wanted,
        ),
        "values that nobody could read beside a label that asks for her; only where no hit is",
        sees=ALL,
    ),
    Judge(
        "names by sound",
        lambda view, readings, hits: judge_names_by_sound(
            readings.clearest(view), hits, view.every
        ),
        "a transliterated name in Latin letters that nobody told; only where no hit is",
        sees=ALL,
        only_for=Target.NAME,
    ),
    Judge(
        "Latin organisations",
        _latin_organisations,
        "an employer's English name that nobody told, stacked on finds",
        sees=ALL,
        only_for=Target.EMPLOYER,
    ),
    Judge(
        "unread slants",
        _unread_slants,
        "strips that nobody could read; doubts of the two steps before must not silence one",
        sees="below own seals",
    ),
    Judge(
        "unread lines",
        _unread_lines,
        "last: asks only for what nothing above explains",
        sees=ALL,
    ),
)
"""Hits of one place keep this order on the page, so that independent steps cannot be swapped."""
