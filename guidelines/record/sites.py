"""Where in the skeleton something is: the words of the report and what they name."""

from dataclasses import dataclass

from guidelines.lesions import Bone
from guidelines.terms import Term


class Side(Term):
    """Side of the body."""

    LEFT = "left", "左侧", "left"
    RIGHT = "right", "右侧", "right"
    BILATERAL = "bilateral", "双侧", "both sides"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place in the skeleton; `text` as written, the rest is None or empty where the words do not say.

    `levels` are vertebrae ("T3", "T5") or numbers of ribs ("5"); `several` = more than one place is meant.
    `peritrochanteric` is the part of a femur that the Mirels score asks for.
    """

    text: str = ""
    bone: Bone | None = None
    side: Side | None = None
    levels: tuple[str, ...] = ()
    several: bool = False
    peritrochanteric: bool | None = None

    @property
    def name(self) -> str:
        """Return the words that name this place in a list."""
        if self.bone is None:
            return self.text
        return " ".join(part for part in (self.text or self.bone.value.lower(), self._side_word()) if part)

    def _side_word(self) -> str:
        named = self.side is not None and self.side.value not in self.text
        return self.side.value if self.side is not None and named else ""

    def same_bone(self, other: "Site") -> bool:
        """Return whether both can mean the same bone: no side or level that is known on both differs."""
        if self.bone is None or self.bone is not other.bone:
            return False
        if self.levels and other.levels and not set(self.levels) & set(other.levels):
            return False
        sides = {self.side, other.side} - {None, Side.BILATERAL}
        return len(sides) <= 1
