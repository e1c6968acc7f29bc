"""The page as it is read: its corner at the upper left, its text from left to right."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own units, y upwards."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Turns a page whose text runs `way` quarter turns counter-clockwise."""

    box: Box
    way: int

    @property
    def width(self) -> float:
        left, bottom, right, top = self.box
        return top - bottom if self.way % 2 else right - left

    @property
    def height(self) -> float:
        left, bottom, right, top = self.box
        return right - left if self.way % 2 else top - bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.way == 0:
            return x - left, top - y
        if self.way == 1:
            return y - bottom, x - left
        if self.way == 2:
            return right - x, y - bottom
        return top - y, right - x


def upright(box: Box, way: int) -> Turn:
    return Turn(box, way % 4)
