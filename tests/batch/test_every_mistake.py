"""Each mistake that an office makes, and what keeps it from costing the day or the trust: a table.

Most of them are rows of the table in ``test_clerks_mistakes.py``; the others need a run, a disk or
a cluster of their own and stand beside what they are about.
"""

from __future__ import annotations

import ast

import pytest

from tests.batch.test_clerks_mistakes import MISTAKES
from tests.program import ROOT

IN_A_ROW = {
    "a name typed without its middle dot": "a name without its middle dot",
    "full width for half width, one space more": "full width and a space",
    "a letter mistyped": "one letter wrong",
    "material that has not come yet": "a folder that has not come",
    "a folder on another computer": "a folder on another computer",
    "another person's folder": "somebody else's folder",
    "one folder for two people": "one folder for two",
    "a merged cell": "no name",
    "a notice by half its name": "a notice by half its name",
    "a number that a spreadsheet has spoilt": "a number as a spreadsheet shows it",
    "a day that is none": "a day that is none",
    "a person in two rows": "the same person twice",
    "an answer in own words": "an answer that is none",
    "a formula that came to nothing": "a formula that came to nothing",
}
"""Mistakes, and their row in the table of mistakes of a roster."""

BESIDE = {
    # Whose a page is.
    "a page of a colleague among one's own": "tests/batch/test_strangers.py",
    "a copied scan in two folders": "tests/batch/test_marked_pages.py::"
    "test_a_copy_stays_marked_while_the_other_folder_is_not_looked_at",
    "a folder within that of somebody else": "tests/batch/test_folder_names.py::"
    "test_a_folder_is_told_by_its_name_by_those_above_it_and_by_what_it_holds",
    # What may be lost.
    "forms written again over those finished by hand": "tests/batch/test_group_forms.py::"
    "test_a_form_that_was_finished_by_hand_stays_unless_it_is_to_go",
    "one form written again": "tests/cli/test_forms_written_over.py::"
    "test_a_form_replaces_what_was_finished_by_hand_only_with_force",
    "an empty roster over a filled one": "tests/cli/test_usage.py::"
    "test_an_empty_roster_never_takes_the_place_of_a_filled_one",
    "a second run into the same folder": "tests/batch/test_running.py::"
    "test_a_second_run_into_the_folder_is_told_and_changes_nothing",
    "a folder that cannot be written, a full disk": "tests/batch/test_failing_places.py",
    "a file given twice, one that is no scan": "tests/batch/test_clerks_day.py::"
    "test_files_that_are_there_twice_or_of_no_use_are_named_once_and_all_counts_add_up",
    "Ctrl-C, sleep, power cut": "tests/batch/test_running.py::"
    "test_a_run_that_is_interrupted_sleeps_and_is_killed_goes_on_to_the_same_pages",
    "people added, left out, in another order": "tests/batch/test_running.py::"
    "test_nobodys_folder_moves_when_the_rows_of_the_roster_change",
    "results among the material": "tests/batch/roster/test_roster.py::"
    "test_results_never_lie_where_they_would_be_taken_for_scans",
    # A cluster.
    "workers that do not see the folder": "tests/batch/test_cluster.py::"
    "test_folders_that_workers_do_not_see_are_one_error_before_any_page",
    "Dask not installed, unreachable, misspelt": "tests/batch/test_cluster.py::"
    "test_why_a_cluster_cannot_be_used_is_told_each_with_its_own_words",
    # What is typed.
    "a row that is none after --only": "tests/batch/test_clerks_mistakes.py::"
    "test_rows_are_chosen_as_people_write_them",
    "a command or an option mistyped": "tests/cli/test_usage.py::"
    "test_wrong_usage_is_told_in_chinese",
    "a name at the top of the facts": "tests/cli/case/test_facts_template.py::"
    "test_words_at_the_top_of_the_file_are_hers",
    "decisions that nobody can understand": "tests/cli/case/test_commands.py::"
    "test_decisions_that_are_wrong_name_the_help_that_describes_them",
    "an export with required slots empty": "tests/cli/case/test_commands.py::"
    "test_a_whole_walk_ends_in_a_package_and_originals_stay_where_they_are",
}
"""Mistakes, and the test of each; a file where all of its tests are about it."""


@pytest.mark.parametrize("mistake", IN_A_ROW)
def test_a_mistake_of_a_roster_is_a_row_of_its_table(mistake: str) -> None:
    assert IN_A_ROW[mistake] in MISTAKES


@pytest.mark.parametrize("mistake", BESIDE)
def test_a_mistake_has_its_test(mistake: str) -> None:
    file, _, name = BESIDE[mistake].partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    tests = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
    assert name in tests if name else any(one.startswith("test_") for one in tests)
