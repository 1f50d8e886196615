"""Rules of the house that no other tool checks."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from redaction.authority.catalogue import CODES
from workflow.errors import REFUSALS
from workflow.management.commands.diagram import decisions_page
from workflow.policy import RULES
from workflow.states import ARROWS, BY_NAME, EDGES, LABELS, ReviewState

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("redaction", "workflow", "config", "benchmarks", "tests")
SOURCES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
OUR_COMMANDS = sorted(name for name, app in get_commands().items() if app == "workflow")


def names_of(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_python_file_is_longer_than_300_lines() -> None:
    long = [path for path in SOURCES if len(path.read_text().splitlines()) > 300]
    assert names_of(long) == []


def test_no_function_is_longer_than_40_lines() -> None:
    long = []
    for path in SOURCES:
        if path.is_relative_to(ROOT / "tests"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                start = (first.end_lineno or 0) if is_docstring else node.lineno
                if (node.end_lineno or 0) - start > 40:
                    long.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert long == []


def test_every_module_opens_by_saying_what_it_promises() -> None:
    silent = [
        path
        for path in SOURCES
        if path.read_text().strip() and ast.get_docstring(ast.parse(path.read_text())) is None
    ]
    silent = [path for path in silent if path.name != "__init__.py" or path.stat().st_size > 1]
    assert names_of([p for p in silent if not p.is_relative_to(ROOT / "tests")]) == []


def test_no_name_that_explains_nothing() -> None:
    vague = re.compile(r"(utils?|helpers?|common|misc|managers?|process)\.py$")
    assert names_of([path for path in SOURCES if vague.search(path.name)]) == []


def test_nothing_is_caught_without_being_named() -> None:
    swallowing = [
        path
        for path in SOURCES
        if re.search(r"except( Exception| BaseException)?:", path.read_text())
        and path.name != "test_house_rules.py"
    ]
    assert names_of(swallowing) == []


@pytest.mark.parametrize("name", OUR_COMMANDS)
def test_every_command_has_help_and_a_place_in_the_documentation(name: str) -> None:
    assert load_command_class("workflow", name).help
    assert f"\n### {name}\n" in (ROOT / "docs" / "commands.md").read_text()


def test_every_state_is_reached_and_has_a_label() -> None:
    reached = {target for _, target in EDGES} | {ReviewState.RECEIVED.value}
    assert reached == {state.value for state in ReviewState} == {s.value for s in LABELS}


def test_every_rule_of_a_button_belongs_to_an_arrow() -> None:
    assert set(RULES) <= set(BY_NAME)
    assert len(BY_NAME) == len(ARROWS)


def test_every_code_has_a_citation() -> None:
    assert [code for code, entry in CODES.items() if not entry.citation or not entry.title] == []


def test_every_refusal_says_why_and_what_would_cure_it() -> None:
    assert [code for code, said in REFUSALS.items() if not said.why or not said.cure] == []


def test_every_refusal_that_is_raised_is_explained() -> None:
    raised = set()
    for path in SOURCES:
        if path.is_relative_to(ROOT / "workflow"):
            raised |= set(re.findall(r'Refused\(\s*"([a-z0-9-]+)"', path.read_text()))
    assert raised == set(REFUSALS) & raised
    assert set(REFUSALS) - raised == set()


def test_the_page_of_decisions_is_what_the_code_says() -> None:
    assert (ROOT / "docs" / "decisions.md").read_text() == decisions_page(), (
        "renew it: python manage.py diagram > docs/decisions.md"
    )


def test_only_one_distribution_provides_the_state_machine() -> None:
    owners = [
        found.metadata["Name"]
        for found in importlib.metadata.distributions()
        if any(str(file).startswith("django_fsm/") for file in found.files or ())
    ]
    assert owners == ["django-fsm-2"]


def test_the_lock_files_have_digests_and_no_host_names() -> None:
    for lock in (ROOT / "config").glob("*.lock"):
        text = lock.read_text()
        assert "://" not in text and "index-url" not in text
        pinned = re.findall(r"^[A-Za-z0-9_.-]+==\S+", text, re.M)
        assert pinned and text.count("--hash=sha256:") >= len(pinned)


def test_nothing_committed_names_an_outside_asset() -> None:
    outside = re.compile(r"""(src|href|url\()\s*=?\s*["'(]?\s*(https?:)?//""")
    pages = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "workflow" / "static").rglob("*.*")]
    texts = [page for page in pages if page.suffix in {".html", ".css", ".js"}]
    assert names_of([page for page in texts if outside.search(page.read_text())]) == []


def test_no_page_has_inline_script_or_style() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=")
    pages = list((ROOT / "templates").rglob("*.html"))
    assert names_of([page for page in pages if inline.search(page.read_text())]) == []


def test_the_tree_has_no_place_without_need() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    top = {path.split("/")[0] for path in listed if path}
    assert top <= {
        ".ci",
        ".gitignore",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
        "SECURITY.md",
        "assurance",
        "benchmarks",
        "config",
        "docs",
        "manage.py",
        "pyproject.toml",
        "redaction",
        "start",
        "templates",
        "test",
        "tests",
        "workflow",
    }
