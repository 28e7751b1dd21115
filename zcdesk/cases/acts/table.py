"""All that a person can do to a case, an act a row: the window, the command line, the decision
file, undo, the history and F1 read it here.

A new act is a row, with its function beside its like and, where it is told by no word of the
history yet, a code and its sentence.
"""

from __future__ import annotations

from typing import Any

from zcdesk.cases.acts import arranging, deciding, drawing, following, laying, noting
from zcdesk.cases.acts.act import Act
from zcdesk.cases.acts.asked import (
    Added,
    Answered,
    Answers,
    Chosen,
    Claimed,
    Confirmed,
    Dated,
    Decided,
    Delivered,
    Drawn,
    DrawnPlace,
    FindingNamed,
    Fitted,
    Framed,
    LetStand,
    Levelled,
    Limited,
    Lit,
    LookedFor,
    Mended,
    Moved,
    NotApplicable,
    Nothing,
    OfRound,
    OfSlot,
    OnPage,
    OnPages,
    Place,
    Pledged,
    Put,
    Reached,
    Replaced,
    Reshaped,
    Returned,
    Secret,
    Shifted,
    Sides,
    TermAgreed,
    Text,
    Ticked,
    Turned,
    Words,
)
from zcdesk.cases.acts.codes import ActCode
from zcdesk.cases.acts.secrecy import note_classified
from zcdesk.cases.case import Case, Decision
from zcdesk.cases.profiles import notice_of
from zcdesk.cases.stations import Station
from zcdesk.cases.waivers import Waiver
from zcdesk.masking.hits import Mask


def _with_picture(case: Case, asked: OnPage) -> str:
    return "" if case.page(asked.page).page is not None else "act.needs_picture"


def _no_refused_file(case: Case, asked: OnPage) -> str:
    return "act.needs_picture" if case.page(asked.page).refused else ""


def _quarter(case: Case, asked: Turned) -> str:
    return _no_refused_file(case, asked) if asked.degrees in (90, 180, 270) else "act.needs_quarter"


def _documents(case: Case, asked: OnPage) -> str:
    several = laying.documents_on(case.page(asked.page))
    return "" if several else "act.needs_documents"


def _sheets(case: Case, asked: Sides) -> str:
    slots = {case.page(number).slot for number in asked.pages}
    return "" if len(slots) == 1 and len(set(asked.pages)) > 1 else "act.needs_one_slot"


def _found(case: Case, asked: Place) -> str:
    return "" if 0 <= asked.hit < len(case.page(asked.page).hits) else "act.needs_place"


def _drawn(case: Case, asked: DrawnPlace) -> str:
    return "" if 0 <= asked.drawn < len(case.page(asked.page).drawn) else "act.needs_place"


def _one_way(_case: Case, asked: Limited) -> str:
    return "cli.join_or_split" if asked.join and asked.split else ""


def _reason(_case: Case, asked: LetStand) -> str:
    return "" if asked.reason.strip() and asked.at else "act.needs_reason"


def _sent(case: Case, _asked: Dated) -> str:
    return "" if case.deliveries or case.rounds else "cli.nothing_sent"


def _returned(case: Case, asked: OfRound) -> str:
    return "" if 0 <= asked.number < len(case.rounds) else "act.needs_return"


def _returned_for(case: Case, asked: Mended) -> str:
    items = case.rounds[asked.number].items if not _returned(case, asked) else ()
    return "" if 0 <= asked.item < len(items) else "act.needs_return"


def _moved(case: Case, asked: Moved) -> Case:
    return arranging.move_pages(case, notice_of(case), asked.pages, asked.slot, asked.before)


def _confirmed(case: Case, asked: Confirmed) -> Case:
    if asked.answer is not None:
        case = deciding.answer(case, asked.page, asked.answer)
    return deciding.confirm(case, asked.page)


def _let_stand(case: Case, asked: LetStand) -> Case:
    assert asked.at is not None
    about = asked.code, asked.reason, asked.at, asked.rule, asked.slot, asked.page, asked.who
    return noting.waive(case, Waiver(*about))


def _put(case: Case, asked: Put) -> Case:
    if asked.item is None:
        return following.add_item(case, asked.number, asked.todo)
    return following.change_item(case, asked.number, asked.item, asked.todo)


ADD = Act("add", ActCode.ADD, lambda case, asked: arranging.add_pages(case, asked.pages),
          Added, command="add", entry="")  # fmt: skip
REPLACE_PAGE = Act("replace", ActCode.REPLACE_PAGE,
                   lambda case, asked: deciding.replace_page(case, asked.page, asked.by),
                   Replaced, keys=("H",), command="add", entry="")  # fmt: skip
REMOVE_PAGES = Act("remove", ActCode.REMOVE_PAGE,
                   lambda case, asked: arranging.remove_pages(case, asked.pages),
                   OnPages, command="remove",
    example="--page 3")  # fmt: skip
MOVE = Act("move", ActCode.SORT, _moved, Moved, keys=("M",), command="sort")
REORDER = Act("reorder", ActCode.ORDER, _moved, Moved)
SHIFT = Act("shift", ActCode.ORDER,
            lambda case, asked: arranging.shift_page(case, asked.page, asked.by),
            Shifted)  # fmt: skip
MERGE_SIDES = Act("merge", ActCode.MERGE_SIDES,
                  lambda case, asked: arranging.merge_sides(
                      case, asked.pages, backwards=asked.backwards),
                  Sides, _sheets, command="merge",
    example="--page 1 --page 2 --page 3 --page 4 --backwards")  # fmt: skip

TURN = Act("turn", ActCode.TURN,
           lambda case, asked: laying.turn_page(case, asked.page, asked.degrees),
           Turned, _quarter, keys=("Ctrl+R",), command="turn",
    example="--page 3 --degrees 90")  # fmt: skip
FRAME = Act("frame", ActCode.FRAME,
            lambda case, asked: laying.cut_out_page(case, asked.page, asked.corners),
            Framed, _with_picture)  # fmt: skip
LEVEL = Act("level", ActCode.LEVEL,
            lambda case, asked: laying.level_page(case, asked.page, asked.skew),
            Levelled, _with_picture)  # fmt: skip
LIGHT = Act("light", ActCode.LIGHT,
            lambda case, asked: laying.light_page(case, asked.page, even=asked.even),
            Lit, _with_picture)  # fmt: skip
SPLIT_PAGE = Act("split", ActCode.SPLIT_PAGE,
                 lambda case, asked: laying.split_page(case, asked.page),
                 OnPage, _documents)  # fmt: skip

COVER = Act("cover", ActCode.DECIDE_PLACE,
            lambda case, asked: deciding.decide(case, asked.page, asked.hit, Decision.COVER),
            Place, _found, keys=("E",), command="decide", entry="places")  # fmt: skip
LEAVE = Act("leave", ActCode.DECIDE_PLACE,
            lambda case, asked: deciding.decide(case, asked.page, asked.hit, Decision.LEAVE),
            Place, _found, keys=("R",), command="decide", entry="places")  # fmt: skip
COVER_WORDS = Act("words", ActCode.DECIDE_PLACE,
                  lambda case, asked: deciding.decide(case, asked.page, asked.hit, Decision.WORDS),
                  Place, _found, keys=("Shift+E",), command="decide", entry="places")  # fmt: skip
DECIDE_SAME = Act("same", ActCode.DECIDE_PLACE,
                  lambda case, asked: deciding.decide_everywhere(
                      case, asked.page, asked.hit, asked.decision),
                  Decided, _found, keys=("T",), command="decide", entry="same_again")  # fmt: skip
DRAW = Act("draw", ActCode.DRAW,
           lambda case, asked: deciding.draw(case, asked.page, Mask(asked.target, asked.polygon)),
           Drawn, _with_picture, keys=("Q",))  # fmt: skip
REPEAT = Act("repeat", ActCode.DRAW,
             lambda case, asked: drawing.repeat(case, asked.page, asked.target, asked.polygon),
             Drawn, _with_picture, keys=("B",))  # fmt: skip
RESHAPE = Act("reshape", ActCode.CHANGE_DRAWN,
              lambda case, asked: drawing.reshape_drawn(
                  case, asked.page, asked.drawn, Mask(asked.target, asked.polygon)),
              Reshaped, _drawn)  # fmt: skip
FIT = Act("fit", ActCode.CHANGE_DRAWN,
          lambda case, asked: drawing.fit_cover(case, asked.page, asked.hit, asked.polygon),
          Fitted, _found)  # fmt: skip
DELETE_DRAWN = Act("delete", ActCode.DELETE_DRAWN,
                   lambda case, asked: deciding.delete_drawn(case, asked.page, asked.drawn),
                   DrawnPlace, _drawn, keys=("X", "Delete"))  # fmt: skip

ANSWER = Act("answer", ActCode.ANSWER,
             lambda case, asked: deciding.answer(case, asked.page, asked.answer),
             Answered, command="decide", entry="answer")  # fmt: skip
CLASSIFY = Act("classify", ActCode.FACTS,
               lambda case, asked: note_classified(case, asked.page, asked.classified),
               Secret, keys=("3",), command="decide", entry="classified")  # fmt: skip
LOOK_FOR = Act("looked", ActCode.FACTS,
               lambda case, asked: deciding.note_looked_for(case, asked.page, done=asked.done),
               LookedFor, keys=("4",), command="decide", entry="by_hand")  # fmt: skip
CLAIM = Act("claim", ActCode.CLAIM,
            lambda case, asked: deciding.claim(case, asked.page, claimed=asked.mine),
            Claimed, keys=("I",), command="decide", entry="pages")  # fmt: skip
KEEP_AS_IS = Act("keep-as-is", ActCode.LET_STAND,
                 lambda case, asked: deciding.keep_as_is(case, asked.pages),
                 OnPages, keys=("K",), command="decide")  # fmt: skip
CONFIRM = Act("confirm", ActCode.CONFIRM, _confirmed,
              Confirmed, command="decide", entry="confirm")  # fmt: skip
CONFIRM_SURE = Act("confirm-sure", ActCode.CONFIRM_SURE,
                   lambda case, asked: deciding.confirm_sure(case),
                   Nothing, keys=("Ctrl+Enter", "Ctrl+Return"),
                   command="decide", entry="confirm_sure")  # fmt: skip

RENAME = Act("rename", ActCode.APPLICANT,
             lambda case, asked: deciding.rename_applicant(case, asked.applicant),
             Words, command="facts", entry="spellings")  # fmt: skip
TELL_FACTS = Act("facts", ActCode.FACTS,
                 lambda case, asked: noting.answer_questions(case, asked.answers),
                 Answers, command="facts", entry="facts")  # fmt: skip
PLEDGE = Act("pledge", ActCode.FACTS,
             lambda case, asked: noting.pledge(case, given=asked.given),
             Pledged, command="export")  # fmt: skip
WRITE_TEXT = Act("text", ActCode.TEXT,
                 lambda case, asked: noting.write_text(case, asked.field, asked.text),
                 Text, command="decide", entry="texts")  # fmt: skip
NOT_APPLICABLE = Act("not-applicable", ActCode.NOT_APPLICABLE,
                     lambda case, asked: noting.mark_not_applicable(case, asked.slot, asked.reason),
                     NotApplicable, command="facts", entry="not_applicable")  # fmt: skip
APPLICABLE = Act("applicable", ActCode.APPLICABLE,
                 lambda case, asked: noting.mark_not_applicable(case, asked.slot, ""),
                 OfSlot, command="facts", entry="not_applicable")  # fmt: skip
LET_STAND = Act("let-stand", ActCode.LET_STAND, _let_stand,
                LetStand, _reason, command="decide", entry="waivers")  # fmt: skip
TAKE_UP_AGAIN = Act("take-up-again", ActCode.LET_STAND,
                    lambda case, asked: noting.no_longer_waive(
                        case, asked.code, asked.rule, asked.slot, asked.page),
                    FindingNamed)  # fmt: skip
CHOOSE_ROUTE = Act("route", ActCode.ROUTE,
                   lambda case, asked: noting.choose_route(case, asked.route, asked.slot),
                   Chosen, command="decide", entry="route")  # fmt: skip
LIMIT = Act("limit", ActCode.LIMIT,
            lambda case, asked: noting.limit_files(case, asked.limit),
            Limited, _one_way, command="limit",
    example="--slot diploma --kb 500 --split")  # fmt: skip

DELIVER = Act("deliver", ActCode.DELIVER,
              lambda case, asked: following.record_delivery(case, asked.delivery),
              Delivered, command="export", entry="")  # fmt: skip
SUBMIT = Act("handed-in", ActCode.SUBMIT,
             lambda case, asked: following.hand_in(case, asked.at),
             Dated, _sent, command="handed-in",
    example='--at "2024-10-08 16:00"')  # fmt: skip
REACH_STATION = Act("station", ActCode.STATION,
                    lambda case, asked: following.reach_station(
                        case, Station(asked.station, asked.at, asked.said)),
                    Reached)  # fmt: skip
TICK = Act("tick", ActCode.TICK,
           lambda case, asked: following.tick(
               case, asked.name, asked.sha256, ticked=asked.ticked),
           Ticked)  # fmt: skip
RETURN = Act("returned", ActCode.ROUND,
             lambda case, asked: following.begin_round(case, asked.returned),
             Returned, command="returned", entry="")  # fmt: skip
REMOVE_ROUND = Act("remove-return", ActCode.REMOVE_ROUND,
                   lambda case, asked: following.remove_round(case, asked.number),
                   OfRound, _returned)  # fmt: skip
MEND = Act("mended", ActCode.TO_DO,
           lambda case, asked: following.mark_done(
               case, asked.number, asked.item, done=asked.done, note=asked.note),
           Mended, _returned_for)  # fmt: skip
PUT_ITEM = Act("to-mend", ActCode.TO_DO, _put, Put, _returned)
AGREE_TERM = Act("term", ActCode.TO_DO,
                 lambda case, asked: following.agree_term(case, asked.number, asked.agreed),
                 TermAgreed, _returned)  # fmt: skip

ACTS: tuple[Act[Any], ...] = (
    ADD, REPLACE_PAGE, REMOVE_PAGES, MOVE, REORDER, SHIFT, MERGE_SIDES,
    TURN, FRAME, LEVEL, LIGHT, SPLIT_PAGE,
    COVER, LEAVE, COVER_WORDS, DECIDE_SAME, DRAW, REPEAT, RESHAPE, FIT, DELETE_DRAWN,
    ANSWER, CLASSIFY, LOOK_FOR, CLAIM, KEEP_AS_IS, CONFIRM, CONFIRM_SURE,
    RENAME, TELL_FACTS, PLEDGE, WRITE_TEXT, NOT_APPLICABLE, APPLICABLE, LET_STAND, TAKE_UP_AGAIN,
    CHOOSE_ROUTE, LIMIT,
    DELIVER, SUBMIT, REACH_STATION, TICK, RETURN, REMOVE_ROUND, MEND, PUT_ITEM, AGREE_TERM,
)  # fmt: skip
"""What changes which pages there are and where; how a page lies; what is covered; what is said of a
page; what is said of the case; what happens after the export."""

NAMED = {act.name: act for act in ACTS}
