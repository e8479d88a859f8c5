"""Which function uses which constant, read from the source text of the modules."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType

# A place in the room: module and name in it, `Class.method` for a method.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """What one module's text says: where its names come from, what each definition mentions."""

    module: str
    imported: Mapping[str, Place]
    mentions: Mapping[str, frozenset[str]]
    descriptions: Mapping[str, str]


Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


def read_module(module: ModuleType) -> Source:
    """Return what the source text of `module` says."""
    imported: dict[str, Place] = {}
    mentions: dict[str, frozenset[str]] = {}
    descriptions: dict[str, str] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            imported |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
        for name, part in _definitions(node):
            mentions[name] = mentions.get(name, frozenset()) | _names(part)
            if isinstance(part, ast.FunctionDef):
                descriptions[name] = ast.get_docstring(part) or ""
    return Source(module.__name__, imported, mentions, descriptions)


def _definitions(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.FunctionDef):
        yield node.name, node
    elif isinstance(node, ast.ClassDef):
        for part in node.body:
            name = f"{node.name}.{part.name}" if isinstance(part, ast.FunctionDef) else node.name
            yield name, part
    elif isinstance(node, ast.Assign):
        yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
        yield node.target.id, node.value


def _names(node: ast.AST) -> frozenset[str]:
    """Return every name mentioned, and `owner.name` where a name is read from another."""
    parts = list(ast.walk(node))
    plain = {part.id for part in parts if isinstance(part, ast.Name)}
    dotted = {
        f"{part.value.id}.{part.attr}"
        for part in parts
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name)
    }
    return frozenset(plain | dotted)


class Wiring:
    """The mentions of all modules, turned round: from a constant to the functions that need it."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self._sources = {source.module: source for source in sources}
        self._users: dict[Place, set[Place]] = {}
        for source in sources:
            for name, mentioned in source.mentions.items():
                for used in mentioned:
                    self._users.setdefault(_home(source, used), set()).add((source.module, name))

    def functions_using(self, module: str, name: str) -> frozenset[str]:
        """Return the public functions whose body names the constant, also by way of tables and helpers."""
        home = _home(self._sources[module], name)
        seen: set[Place] = set()
        found: set[str] = set()
        waiting = [home]
        while waiting:
            for user in self._users.get(waiting.pop(), set()) - seen:
                seen.add(user)
                if self._is_public_function(user):
                    found.add(_shown(user))
                else:
                    waiting.append(user)
        return frozenset(found)

    def _is_public_function(self, place: Place) -> bool:
        module, name = place
        return name in self._sources[module].descriptions and not name.startswith("_")

    def descriptions(self) -> Iterator[tuple[str, str]]:
        """Yield every public function with its description."""
        for source in self._sources.values():
            for name, text in source.descriptions.items():
                if not name.startswith("_"):
                    yield _shown((source.module, name)), text


def _home(source: Source, name: str) -> Place:
    """Return where a name mentioned in a module was defined; `start.RULE` is in the module `start`."""
    owner, _, attribute = name.partition(".")
    place = source.imported.get(owner, (source.module, owner))
    return (".".join(place), attribute) if attribute else place


def _shown(place: Place) -> str:
    module, name = place
    return f"{module.removeprefix('guidelines.')}.{name}"
