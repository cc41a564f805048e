"""
What mutmut would change in a file, as code that can stand in for the original.

The operators are mutmut's. They are put to work by ourselves, because mutmut leaves
decorated functions alone (here every sixth function is a property or a validator) and
starts pytest anew for every mutant.
"""

import ast
import difflib
import types
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs
import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

# What means nothing at run time; mutmut leaves the first two alone too.
UNTOUCHED_CALLS = {"len", "isinstance", "cast", "assert_never"}
SWAPPED = {
    "any": "all",
    "all": "any",
    "min": "max",
    "max": "min",
    "any_of": "all_of",
    "all_of": "any_of",
}
SHOWN = 160


@attrs.frozen(kw_only=True)
class Mutant:
    """
    One change to one function.

    Attributes:
        file: The path below `src/caring`.
        function: Its qualified name.
        line: Where the function begins, its first decorator included.
        lines: First and last line of what was changed.
        change: The lines taken out and put in, on one line.
        code: What the function would be.
    """

    file: str
    function: str
    line: int
    lines: tuple[int, int]
    change: str
    code: types.CodeType


@attrs.frozen
class Site:
    """
    One function of a file: its node, its name, and whether it is a method.
    """

    node: cst.FunctionDef
    name: str
    is_method: bool


def mutants_of(source: Path, name: str) -> list[Mutant]:
    """
    Every change to the functions of a file, in the order of the file.

    Args:
        source: The file.
        name: What it is called in reports.
    """
    wrapper = MetadataWrapper(cst.parse_module(source.read_text("utf-8")))
    places = wrapper.resolve(PositionProvider)
    found = []
    for site in _sites(wrapper.module):
        begins = places[(*site.node.decorators, site.node)[0]].start.line
        before = wrapper.module.code_for_node(site.node)
        original = _compiled(before, site)
        seen: Counter[str] = Counter()
        for node, changed in _changes(site.node):
            tree = site.node.deep_replace(node, changed)
            after = wrapper.module.code_for_node(tree)
            code = _compiled(after, site)
            if code is None or code == original:
                continue
            shown = _shown(before, after)
            seen[shown] += 1
            where = places.get(node, places[site.node])
            found.append(
                Mutant(
                    file=name,
                    function=site.name,
                    line=begins,
                    lines=(where.start.line, where.end.line),
                    change=shown + (f" (#{seen[shown]})" if seen[shown] > 1 else ""),
                    code=code,
                )
            )
    return found


def lines_out_of_reach(source: Path) -> int:
    """
    How many lines of a file hold code that stands in no function.

    Fields of classes, members of enumerations and tables of a module are made when
    the module is loaded. Imports, docstrings and headings are not counted.
    """
    module = ast.parse(source.read_text("utf-8"))
    lines: set[int] = set()
    for body in (module.body, *_class_bodies(module)):
        for each in body:
            if isinstance(each, ast.Assign | ast.AnnAssign | ast.AugAssign):
                lines |= set(range(each.lineno, (each.end_lineno or each.lineno) + 1))
    return len(lines)


def _class_bodies(module: ast.Module) -> Iterator[list[ast.stmt]]:
    return (each.body for each in ast.walk(module) if isinstance(each, ast.ClassDef))


def _sites(module: cst.Module) -> Iterator[Site]:
    for each in module.body:
        if isinstance(each, cst.FunctionDef):
            yield Site(each, each.name.value, is_method=False)
        elif isinstance(each, cst.ClassDef):
            for inner in each.body.body:
                if isinstance(inner, cst.FunctionDef):
                    name = f"{each.name.value}.{inner.name.value}"
                    yield Site(inner, name, is_method=True)


def _changes(function: cst.FunctionDef) -> Iterator[tuple[cst.CSTNode, cst.CSTNode]]:
    """
    Every node of a body with what may stand in its place.
    """
    visitor = _Nodes()
    function.body.visit(visitor)
    for node in visitor.nodes:
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                yield from ((node, each) for each in operator(node))
        yield from ((node, each) for each in _ours(node))


def _ours(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """
    What mutmut lacks: swapped quantifiers, and filters that let everything through.
    """
    if (
        isinstance(node, cst.Call)
        and isinstance(node.func, cst.Name)
        and node.func.value in SWAPPED
    ):
        yield node.with_changes(func=cst.Name(SWAPPED[node.func.value]))
    if isinstance(node, cst.CompFor) and node.ifs:
        yield node.with_changes(ifs=[])


class _Nodes(cst.CSTVisitor):
    def __init__(self) -> None:
        super().__init__()
        self.nodes: list[cst.CSTNode] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation):
            return False
        if (
            isinstance(node, cst.Call)
            and isinstance(node.func, cst.Name)
            and node.func.value in UNTOUCHED_CALLS
        ):
            return False
        self.nodes.append(node)
        return True


def _compiled(function: str, site: Site) -> types.CodeType | None:
    """
    The code of a function, without its decorators and defaults.
    """
    text = function.lstrip("\n")
    if site.is_method:
        text = "class _:\n" + "".join(
            f"    {line}" for line in text.splitlines(keepends=True)
        )
    module = compile(text, "<mutant>", "exec", dont_inherit=True)
    inside = [module]
    name = site.name.rpartition(".")[2]
    while inside:
        for each in inside.pop().co_consts:
            if isinstance(each, types.CodeType):
                if each.co_name == name:
                    return each
                inside.append(each)
    return None


def _shown(before: str, after: str) -> str:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    gone = " ".join(each[2:].strip() for each in lines if each.startswith("- "))
    come = " ".join(each[2:].strip() for each in lines if each.startswith("+ "))
    return f"{_cut(gone)} => {_cut(come)}"


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 2]} …"
