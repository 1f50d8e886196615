"""Every hiding place, planted one by one: the gate names it."""

from __future__ import annotations

import inspect
import json

import pytest

from redaction.verify.check import check_pdf
from redaction.verify.findings import Report
from tests.redaction.verify import plants, plants_objects
from tests.redaction.verify.planting import NAME, PASSAGES, SECRET, Pdf, release

HIDDEN_WORDS = {
    **dict.fromkeys(("under_a_box", "in_white", "in_render_mode_3", "clipped_away"), "hidden_text"),
    "transparent": "not_on_list",
    "in_a_language": "metadata_differs",
    **dict.fromkeys(("tiny", "off_the_page", "down_a_column", "letter_by_letter"), "off_grid"),
    **dict.fromkeys(("backward", "drawn_in_another_order"), "off_grid"),
    "untagged": "untagged_text",
    "as_one_more_line_of_the_body": "text_differs",
    **dict.fromkeys(("in_info_keywords", "in_an_unknown_key_of_the_catalog"), "not_on_list"),
    **dict.fromkeys(("in_private_data", "in_an_annotation", "in_an_attachment"), "not_on_list"),
    **dict.fromkeys(("in_javascript", "in_a_hidden_layer", "an_undrawn_form"), "not_on_list"),
    **dict.fromkeys(("in_actual_text", "in_alternate_text"), "not_on_list"),
    "in_actual_text_of_the_page": "not_on_list",
    **dict.fromkeys(("in_an_orphan_object", "in_an_orphan_stream"), "unreferenced"),
    "in_an_object_stream": "unreferenced",
    **dict.fromkeys(("after_the_end", "in_a_comment", "between_objects"), "extra_bytes"),
    "after_the_end_of_a_stream": "extra_bytes",
    **dict.fromkeys(("in_the_title", "in_xmp", "in_a_bookmark"), "metadata_differs"),
    **dict.fromkeys(("as_base64_in_the_author", "in_the_colour_profile"), "metadata_differs"),
    "as_utf_16_in_the_creator": "not_on_list",
    **dict.fromkeys(("as_a_digest_in_xmp",), "metadata_differs"),
    "as_a_digest_in_id": "id_differs",
    **dict.fromkeys(("after_the_font_program", "in_the_name_table_of_the_font"), "font_residue"),
    "in_the_furniture": "text_differs",
}
OTHER_FAULTS = {
    **dict.fromkeys(("outside_a_crop_box", "a_picture", "in_a_thumbnail"), "not_on_list"),
    **dict.fromkeys(("in_two_blanks", "in_the_order_of_keys"), "not_on_list"),
    "in_a_stream_with_two_filters": "not_on_list",
    "in_the_level_of_compression": "not_on_list",
    "in_a_second_page_tree": "not_on_list",
    "in_a_width_between_words": "off_grid",
    **dict.fromkeys(("in_character_spacing", "a_line_moved_by_a_hair"), "off_grid"),
    **dict.fromkeys(("a_stroke_as_wide_as_the_words",), "off_grid"),
    "in_a_stroke_of_another_colour": "hidden_text",
    **dict.fromkeys(("one_line_lost", "words_of_one_line_lost"), "missing_words"),
    "two_pages_swapped": "text_differs",
    "on_a_deleted_page": "unreferenced",
    "in_an_incremental_update": "revisions",
    "behind_an_empty_password": "encrypted",
    "in_the_order_of_the_tree": "text_differs",
    "under_an_element_that_shows_nothing": "untagged_text",
    **dict.fromkeys(("in_a_tounicode_that_lies", "in_an_unused_glyph"), "font_residue"),
    "in_the_widths": "font_residue",
}
ALL = {**HIDDEN_WORDS, **OTHER_FAULTS}


WAYS = {
    name: way
    for module in (plants, plants_objects)
    for name, way in vars(module).items()
    if inspect.isfunction(way) and way.__module__ == module.__name__ and name[0] != "_"
}


def planted(name: str) -> bytes:
    pdf = Pdf(release().pdf)
    WAYS[name](pdf)
    return pdf.save()


def checked(name: str, *, alone: bool = False) -> Report:
    made = release()
    if alone:
        return check_pdf(planted(name), needles=None)
    return check_pdf(
        planted(name), text=made.txt, decisions=made.decisions, needles=made.needles, name="a.pdf"
    )


def test_every_way_to_hide_words_is_tried():
    assert set(WAYS) == set(ALL)


def test_planting_nothing_changes_nothing():
    assert Pdf(release().pdf).save() == release().pdf


@pytest.mark.parametrize("name", HIDDEN_WORDS)
def test_withheld_words_are_found_wherever_they_are_hidden(name):
    report = checked(name)
    codes = {finding.code for finding in report.findings}
    assert report.verdict == "leak", codes
    assert codes & {"withheld_words", "withheld_digest"}
    assert HIDDEN_WORDS[name] in codes


@pytest.mark.parametrize("name", OTHER_FAULTS)
def test_a_file_that_says_anything_in_another_way_is_not_clean(name):
    report = checked(name)
    assert report.verdict == "tampered", report.findings
    assert OTHER_FAULTS[name] in {finding.code for finding in report.findings}


NEEDS_OTHER_FILES = {"as_a_digest_in_id"}


@pytest.mark.parametrize("name", sorted(set(ALL) - NEEDS_OTHER_FILES))
def test_a_stranger_with_the_pdf_alone_sees_that_something_is_wrong(name):
    assert checked(name, alone=True).verdict == "tampered"


@pytest.mark.parametrize("name", ALL)
def test_no_finding_holds_a_withheld_word(name):
    shown = json.dumps(checked(name).to_json()).casefold()
    for passage in PASSAGES:
        assert all(word.casefold() not in shown for word in passage.text.split() if len(word) > 4)
    assert SECRET.casefold() not in shown
    assert NAME.casefold() not in shown
