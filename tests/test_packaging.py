"""What is installed is what is needed: lists of packages, what is shipped, what stands alone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.recordings import write_voice
from tests.support.without_libraries import REAL3D, run_without

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "real3d"
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CORE: list[str] = PYPROJECT["project"]["dependencies"]
EXTRAS: dict[str, list[str]] = PYPROJECT["project"]["optional-dependencies"]

DISTRIBUTIONS = {"PIL": "pillow", "c2pa": "c2pa-python", "cv2": "opencv-contrib-python"}
"""By the name that is imported, where the two differ in more than a dash."""
BROUGHT_ALONG = {"ray", "triton"}
"""Ray is what deploy/requirements.txt is for; Triton comes with PyTorch where there is one."""


READ = {"misaki"}
"""Whose files are read; nothing of it is imported."""


def listed(path: Path) -> list[str]:
    """The requirements in a file, without comments."""
    lines = (line.partition(" #")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def same(requirements: list[str]) -> dict[str, str]:
    """Requirements in one spelling, by the name of the package."""
    parsed = [Requirement(each) for each in requirements]
    return {canonicalize_name(each.name): str(each) for each in parsed}


def distribution(module: str) -> str:
    """The package that an import needs."""
    return canonicalize_name(DISTRIBUTIONS.get(module, module))


def imports(tree: ast.AST, *, in_functions: bool) -> Iterator[str]:
    """The top-level modules that a file imports, without those for type checking only."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        elif in_functions or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from imports(node, in_functions=in_functions)


def foreign(path: Path, *, in_functions: bool) -> set[str]:
    """The packages that a file needs and Python does not bring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = set(imports(tree, in_functions=in_functions))
    return {distribution(each) for each in modules - sys.stdlib_module_names - {"real3d"}}


SOURCES = sorted(PACKAGE.rglob("*.py"))
ENTRIES = [ROOT / "app.py"]


def test_a_space_installs_the_same_as_the_extras() -> None:
    space = same(listed(ROOT / "requirements.txt"))
    extras = same([*CORE, *EXTRAS["ui"], *EXTRAS["triplane"], *EXTRAS["speech"]])
    assert space.items() >= extras.items()
    # What else stands there is held back as everywhere.
    rest = {name: line for name, line in space.items() if name not in extras}
    assert rest.items() <= same(listed(ROOT / "constraints.txt")).items()


def test_the_same_package_is_asked_for_alike_everywhere() -> None:
    lists = [CORE, *EXTRAS.values()]
    asked = {
        (name, line) for each in lists for name, line in same(each).items() if name != "real3d"
    }
    assert len(asked) == len({name for name, _ in asked})


def test_constraints_allow_what_is_asked_for() -> None:
    held = same(listed(ROOT / "constraints.txt"))
    for line in [*CORE, *EXTRAS["speech"], *EXTRAS["ui"], *EXTRAS["triplane"]]:
        asked = Requirement(line)
        for specifier in Requirement(held.get(asked.name, asked.name)).specifier:
            if specifier.operator == "==":
                assert asked.specifier.contains(specifier.version), line


def test_a_module_loads_with_what_its_own_extra_installs() -> None:
    missing = {}
    for path in SOURCES:
        room = path.relative_to(PACKAGE).parts[0]
        installed = {*same([*CORE, *EXTRAS.get(room, [])]), "triton"}
        missing[str(path.relative_to(ROOT))] = foreign(path, in_functions=False) - installed
    assert {name: packages for name, packages in missing.items() if packages} == {}


def test_whatever_is_imported_anywhere_is_asked_for() -> None:
    needed = set().union(
        *(foreign(path, in_functions=True) for path in [*SOURCES, ROOT / "app.py"])
    )
    asked = same([*CORE, *EXTRAS["speech"], *EXTRAS["ui"], *EXTRAS["triplane"]])
    assert needed - BROUGHT_ALONG <= asked.keys()


def test_whatever_is_asked_for_is_imported_somewhere() -> None:
    needed = set().union(
        *(foreign(path, in_functions=True) for path in [*SOURCES, ROOT / "app.py"])
    )
    asked = same([*CORE, *EXTRAS["speech"], *EXTRAS["ui"], *EXTRAS["triplane"]])
    assert asked.keys() <= needed | READ


def test_a_video_is_made_without_the_extras(tmp_path: Path) -> None:
    extras = ("speech", "ui", "triplane")
    absent = {Requirement(each).name for extra in extras for each in EXTRAS[extra]}
    photo = ROOT / "examples" / "portraits" / "astronaut.png"
    voice = write_voice(tmp_path / "voice.wav")
    out = tmp_path / "out.mp4"
    files = ["--photo", photo, "--audio", voice, "--out", out]
    finished = run_without(absent, REAL3D, "generate", *files)
    assert finished.returncode == 0, finished.stderr
    assert out.stat().st_size > 10_000


def test_every_file_of_the_package_is_shipped() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["real3d"]
    tracked = subprocess.run(
        ["git", "ls-files", "real3d"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    if not tracked:
        pytest.skip("not in a checkout")
    data = [Path(name).relative_to("real3d") for name in tracked if not name.endswith(".py")]
    left_out = [
        str(path)
        for path in data
        if not any(fnmatch(str(path), pattern.removeprefix("**/")) for pattern in patterns)
    ]
    assert left_out == []


def test_type_checkers_are_told_that_the_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_the_version_stands_in_the_changelog_and_in_the_citation() -> None:
    from real3d.runtime.version import __version__

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[?([^\]\s]+)", changelog, re.MULTILINE)
    assert headings[:2] == ["Unreleased", __version__]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == __version__
