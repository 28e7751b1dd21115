"""Every number of the acceptance list is held by a test: here, or in a module named here."""

from __future__ import annotations

import ast
import importlib
import pkgutil

import pytest

from tests.checks import acceptance
from tests.setup.checkout import ROOT

WANTED = set(range(1, 99)) | set(range(102, 106))

ELSEWHERE = [
    # number, module, test
    (3, "notices.test_the_guide", "test_the_guides_notice_works_without_a_line_of_code"),
    (14, "pages.test_preparing", "test_a_sideways_and_leaning_scan_stands_upright"),
    (14, "pages.turning.test_uprightness",
     "test_each_quarter_turn_is_answered_by_the_one_that_undoes_it"),
    (15, "pages.judging.test_clarity",
     "test_a_page_that_cannot_be_read_is_called_out_with_its_reason"),
    (15, "pages.judging.test_defects",
     "test_waves_of_a_screen_the_back_of_a_sheet_and_cut_lines_are_told"),
    (15, "ui.review.test_reviewing",
     "test_a_refused_page_is_taken_away_and_a_new_scan_put_in_its_place"),
    (16, "workflow.case.test_importing",
     "test_a_damaged_page_is_a_gap_in_the_case_and_refuses_the_loose_file"),
    (16, "pages.test_hostile_files", "test_a_broken_file_is_opened_or_refused_with_a_sentence"),
    (17, "workflow.case.test_importing", "test_every_page_of_a_file_becomes_a_page_of_the_case"),
    (17, "pages.opening.test_photos_of_phones", "test_a_heic_photo_stands_as_the_phone_shows_it"),
    (20, "workflow.package.test_packages",
     "test_a_page_that_was_inserted_gets_a_letter_and_others_keep_their_names"),
    (25, "masking.test_burning", "test_pages_that_differ_only_below_a_cover_come_out_identical"),
    (25, "verification.bytes.test_container", "test_what_is_not_picture_is_told"),
    (26, "cases.acts.test_deciding", "test_a_page_with_an_open_doubt_cannot_be_confirmed"),
    (26, "export.papers.test_checklist", "test_the_click_is_the_persons_answer"),
    (27, "export.papers.test_checklist",
     "test_a_page_with_the_employer_only_is_left_to_the_person"),
    (27, "ui.review.test_reviewing",
     "test_a_page_that_shows_only_the_employer_waits_for_a_persons_answer"),
    (29, "workflow.package.test_packages",
     "test_the_guide_shows_numbers_and_percent_on_page_and_paper"),
    (30, "workflow.package.test_exporting",
     "test_a_page_that_nobody_confirmed_stays_out_and_is_told"),
    (31, "ui.review.test_reviewing", "test_a_cover_is_drawn_retargeted_and_deleted"),
    (31, "ui.review.test_reviewing", "test_leaving_a_typed_name_open_asks_inside_its_row"),
    (32, "names.test_employer_forms", "test_short_forms_leave_out_place_and_legal_form"),
    (32, "masking.own_words.test_page_search", "test_a_former_employer_is_a_persons_decision"),
    (33, "masking.owners.test_seal_verdicts",
     "test_the_own_employers_seal_is_a_doubt_unless_seals_are_to_be_covered"),
    (33, "masking.signatures.test_signature_spaces",
     "test_an_unreadable_signature_is_a_doubt_and_its_cover_holds_all_strokes"),
    (34, "masking.own_words.test_page_search", "test_other_people_stay"),
    (35, "checks.written.test_texts", "test_own_name_and_employer_in_a_summary"),
    (35, "checks.written.test_texts", "test_a_find_names_its_paragraph_and_repeats_nothing"),
    (36, "workflow.package.test_exporting", "test_originals_keep_their_bytes"),
    (36, "workflow.package.test_packages", "test_the_two_routes_never_take_each_others_place"),
    (47, "checks.slots.test_what_is_needed",
     "test_one_of_three_is_enough_in_xinjiang_and_all_three_are_asked_from_elsewhere"),
    (57, "checks.slots.test_what_is_needed",
     "test_a_series_wants_a_page_for_each_year_that_is_not_excused"),
    (66, "checks.written.test_texts", "test_the_length_of_a_summary"),
    (67, "checks.written.test_texts", "test_the_length_of_a_summary"),
    (73, "checks.dates.test_time_left", "test_a_posting_lasts_five_working_days"),
    (74, "documents.test_templates", "test_a_form_is_the_notices_own_word_for_word"),
    (75, "documents.test_making", "test_signatures_seals_and_opinions_stay_empty"),
    (76, "documents.test_making", "test_a_report_counts_the_people_of_both_groups"),
    (79, "documents.test_making",
     "test_wording_of_another_notice_is_borrowed_only_when_asked_and_says_so"),
    (84, "checks.dates.test_time_left", "test_who_is_outside_the_notice_is_told_in_its_words"),
    (85, "workflow.package.test_packages",
     "test_pictures_for_covering_inside_are_upright_uncovered_and_told_apart"),
    (94, "workflow.package.test_paper", "test_all_eleven_items_stand_with_copies_form_and_clause"),
    (98, "ui.case.test_case_pages",
     "test_a_changed_answer_tells_what_it_added_and_dropped"),
    (105, "setup.test_installed", "test_the_main_job_opens_no_way_to_the_network"),
    (105, "workers.test_pool", "test_a_worker_can_open_no_socket"),
]  # fmt: skip

WHOLE_TESTS = {2, 4, 5, 11, 24, 37, 43, 45, 46, 53, 56, 63, 71, 82, 86, 92, 96, 98}
"""Numbers that stand beside the assertions of whole tests, as comments or constant rows."""


def numbers_in_tables() -> set[int]:
    """Return the numbers that the rows of this package's tables begin with."""
    held: set[int] = set()
    for module in pkgutil.iter_modules(acceptance.__path__):
        if module.name == "test_every_number":
            continue
        found = vars(importlib.import_module(f"{acceptance.__name__}.{module.name}"))
        for name, table in found.items():
            if name.isupper() and isinstance(table, list):
                held |= {row[0] for row in table if isinstance(row, tuple)}
    return held


def test_every_number_of_the_list_is_held_somewhere() -> None:
    held = numbers_in_tables() | {number for number, _, _ in ELSEWHERE} | WHOLE_TESTS
    assert sorted(WANTED - held) == []


@pytest.mark.parametrize(("module", "name"), sorted({row[1:] for row in ELSEWHERE}))
def test_what_is_held_elsewhere_is_there(module: str, name: str) -> None:
    path = ROOT / "tests" / f"{module.replace('.', '/')}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
