"""The house: who may import whom, no circles, and tests that lie where their subject does."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "real3d"

BOTTOM = ("messages", "errors", "numerics", "runtime")
"""Everybody may import these; they import each other only to the left."""
MATERIAL = (*BOTTOM, "media")
IMPORTS: Mapping[str, tuple[str, ...]] = {
    "messages": (),
    "errors": ("messages",),
    "numerics": (),
    "runtime": ("messages", "errors"),
    "media": BOTTOM,
    "portrait": MATERIAL,
    "speech": MATERIAL,
    "motion": (*MATERIAL, "speech"),
    "text_to_speech": MATERIAL,
    "captions": MATERIAL,
    "provenance": MATERIAL,
    "evaluation": (*MATERIAL, "portrait", "speech"),
    "engine": (*MATERIAL, "portrait", "motion"),
    "mesh": (*MATERIAL, "portrait", "speech", "motion", "provenance", "engine"),
    "triplane": (*MATERIAL, "portrait", "speech", "motion", "engine"),
    "portable": (*MATERIAL, "portrait", "speech", "motion", "provenance", "mesh"),
    "pipeline": (
        *MATERIAL,
        *("portrait", "speech", "text_to_speech", "motion", "provenance", "engine"),
        "captions",
        *("mesh", "portable", "triplane"),
    ),
    "cli": (
        *MATERIAL,
        *("captions", "text_to_speech", "motion", "provenance", "evaluation", "triplane"),
        "pipeline",
    ),
    "ui": (*MATERIAL, "motion", "portrait", "captions", "text_to_speech", "portable", "pipeline"),
}
"""What each room may import besides itself: only what lies below it."""


def modules(folder: Path) -> dict[str, Path]:
    """The modules below a folder of the repository, by their dotted names."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted(folder.rglob("*.py"))
    }


MODULES = modules(PACKAGE)


def imported(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """The known modules that a file imports: at its top, in functions, for type checking only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                if whole in known:
                    yield whole
                elif node.module in known:
                    yield node.module


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


GRAPH = {name: set(imported(path, MODULES)) - {name} for name, path in MODULES.items()}


def test_only_four_files_lie_in_the_package_itself() -> None:
    files = {path.name for path in PACKAGE.glob("*.py")}
    assert files == {"__init__.py", "__main__.py", "engine.py", "errors.py"}


def test_no_import_runs_in_a_circle() -> None:
    try:
        TopologicalSorter(GRAPH).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' → '.join(error.args[1])}")


def test_rooms_do_not_stand_in_a_circle_either() -> None:
    rooms: dict[str, set[str]] = {}
    for module, targets in GRAPH.items():
        folder = MODULES[module].parent
        others = {MODULES[target].parent for target in targets} - {folder}
        rooms.setdefault(str(folder), set()).update(
            str(other) for other in others if other != PACKAGE and folder != PACKAGE
        )
    try:
        TopologicalSorter(rooms).prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' → '.join(error.args[1])}")


@pytest.mark.parametrize("name", sorted({room(module) for module in MODULES} - {"", "__main__"}))
def test_imports_point_down(name: str) -> None:
    upwards = [
        f"{module} imports {target}"
        for module, targets in GRAPH.items()
        for target in targets
        if room(module) == name and room(target) not in (name, *IMPORTS[name], "")
    ]
    assert upwards == []


def test_only_the_page_knows_gradio() -> None:
    knowing = [
        module
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
        )
        if (name or "").split(".")[0] == "gradio" and room(module) != "ui"
    ]
    assert knowing == []


@pytest.mark.parametrize("folder", ["tests", "training"])
def test_benchmarks_are_imported_by_benchmarks_alone(folder: str) -> None:
    known = modules(ROOT / "benchmarks")
    users = [
        str(path.relative_to(ROOT))
        for path in (ROOT / folder).rglob("*.py")
        if list(imported(path, known))
    ]
    assert users == []


def test_the_package_imports_nothing_that_is_not_shipped() -> None:
    known = {
        name: path
        for folder in ("tests", "training", "benchmarks")
        for name, path in modules(ROOT / folder).items()
    }
    assert [name for name, path in MODULES.items() if list(imported(path, known))] == []


def test_tests_lie_where_their_subject_does() -> None:
    folders = {path.parent.relative_to(PACKAGE) for path in MODULES.values()}
    special = {
        Path(name)
        for name in ("browser", "deploy", "examples", "training/speech", "training/triplane")
    }
    special |= {Path("."), Path("training")}
    strangers = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("test_*.py")
        if path.parent.relative_to(ROOT / "tests") not in folders | special
    ]
    assert strangers == []
