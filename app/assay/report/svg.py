"""A drawing as inline SVG: the same description that the PDF and the window paint."""

from __future__ import annotations

from html import escape

from assay.core.memo_drawing import PALETTE, Box, Dot, Drawing, Item, Label, Shape, Strokes


def svg(drawing: Drawing, alt: str = "") -> str:
    """The drawing, with `alt` as its text alternative; without one it is decoration."""
    size = f'width="{drawing.width:.1f}pt" height="{drawing.height:.1f}pt"'
    box = f'viewBox="0 0 {drawing.width:.1f} {drawing.height:.1f}"'
    role = f'role="img" aria-label="{escape(alt, quote=True)}"' if alt else 'aria-hidden="true"'
    inside = "".join(_item(item) for item in drawing.items)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} {role}>{inside}</svg>'


def _paint(fill: str, stroke: str, line: float, dash: tuple[float, ...] = ()) -> str:
    text = f' fill="{PALETTE[fill] if fill else "none"}"'
    if stroke:
        text += f' stroke="{PALETTE[stroke]}" stroke-width="{line:.2f}"'
    if dash:
        text += f' stroke-dasharray="{" ".join(f"{d:g}" for d in dash)}"'
    return text


def _item(item: Item) -> str:
    if isinstance(item, Label):
        weight = ' font-weight="600"' if item.strong else ""
        return (
            f'<text x="{item.x:.2f}" y="{item.y:.2f}" font-size="{item.size:.1f}"'
            f' text-anchor="{item.anchor}" fill="{PALETTE[item.colour]}"{weight}>'
            f"{escape(item.text)}</text>"
        )
    if isinstance(item, Strokes):
        path = "".join(
            f"M{ax:.2f} {ay:.2f}L{bx:.2f} {by:.2f}" for (ax, ay), (bx, by) in item.segments
        )
        return f'<path d="{path}"{_paint("", item.stroke, item.line, item.dash)}/>'
    if isinstance(item, Box):
        return (
            f'<rect x="{item.x:.2f}" y="{item.y:.2f}" width="{max(0.0, item.width):.2f}"'
            f' height="{max(0.0, item.height):.2f}"'
            f"{_paint(item.fill, item.stroke, item.line, item.dash)}/>"
        )
    if isinstance(item, Dot):
        return (
            f'<circle cx="{item.x:.2f}" cy="{item.y:.2f}" r="{item.radius:.2f}"'
            f"{_paint(item.fill, item.stroke, item.line)}/>"
        )
    return _shape(item)


def _shape(item: Shape) -> str:
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in item.points)
    return f'<polygon points="{points}"{_paint(item.fill, item.stroke, item.line)}/>'
