"""The style sheet of the memo as a page: the colours, sizes and rules of the paper."""

from __future__ import annotations

from assay.core.memo_drawing import PALETTE

_SERIF = "'Source Serif 4', 'Noto Serif CJK SC', Georgia, serif"
_SANS = "'Source Sans 3', 'Noto Sans SC', 'Noto Sans CJK SC', 'Segoe UI', sans-serif"


def css(accent: str) -> str:
    """The style sheet, with the house's accent colour."""
    return _CSS.replace("ACCENT", accent)


_CSS = f"""
body {{ margin: 2em auto; padding: 0 1em; max-width: 46em; color: {PALETTE["ink"]};
  background: {PALETTE["white"]}; font: 10.5pt/1.4 {_SERIF}; overflow-wrap: break-word }}
h1, h2, h3, h4, table, aside, figure, header, footer, .note, .intro, svg {{ font-family: {_SANS} }}
h1 {{ font-size: 18pt; margin: .3em 0 0 }} h2 {{ font-size: 17pt; margin: 1.6em 0 .2em;
  border-top: 1px solid {PALETTE["ink"]}; padding-top: .35em }}
h3 {{ font-size: 11pt; margin: 1em 0 .3em }} h4 {{ font-size: 10pt; margin: .9em 0 .2em }}
p {{ margin: 0 0 .55em }} .verdict {{ font-size: 14pt; font-weight: 600; line-height: 1.25 }}
.kind {{ display: flex; justify-content: space-between; border-top: 3px solid {PALETTE["ink"]} }}
.rating {{ display: flex; gap: 1.5em; border: solid {PALETTE["ink"]}; border-width: 1px 0;
  padding: .5em 0 }} .rating .word {{ font-size: 21pt; font-weight: 600; margin: 0 }}
.beside {{ display: grid; grid-template-columns: 72% 25%; column-gap: 3% }}
aside, .intro, .soft {{ color: {PALETTE["grey"]} }} aside {{ font-size: 8.5pt; line-height: 1.3 }}
.note {{ font-size: 9pt }} .strong {{ font-weight: 600 }} .absent {{ font-style: italic }}
a {{ color: ACCENT; text-decoration: none }}
.cite {{ font: 8.5pt {_SANS}; color: ACCENT }}
.box {{ background: {PALETTE["tint"]}; border-top: 2px solid {PALETTE["ink"]}; padding: .6em .9em }}
.box h4 {{ margin-top: 0 }} .choices span {{ border: 1px solid {PALETTE["hairline"]};
  padding: .1em .6em; display: inline-block; font: 9pt {_SANS} }}
.choices .chosen {{ background: {PALETTE["ink"]}; color: {PALETTE["white"]}; font-weight: 600 }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 9pt;
  border: solid {PALETTE["ink"]}; border-width: 1px 0; margin: .3em 0 .6em }}
th {{ text-align: left; vertical-align: bottom; color: {PALETTE["grey"]}; font-size: 8.5pt;
  border-bottom: 1px solid {PALETTE["ink"]} }} td {{ vertical-align: top }}
td, th {{ padding: .25em .5em .25em 0 }} .right {{ text-align: right }} .center {{ text-align: center }}
tr.rule td {{ border-top: 1px solid {PALETTE["hairline"]} }}
tr.heavy td {{ border-top: 1px solid {PALETTE["ink"]} }}
tr.span td {{ border-top: 1px solid ACCENT }}
svg {{ max-width: 100%; height: auto; display: block }} figure {{ margin: .6em 0 }}
img {{ max-height: 3em; max-width: 33% }}
footer {{ margin-top: 3em; border-top: 1px solid {PALETTE["hairline"]}; font-size: 8.5pt }}
@media (max-width: 40em) {{ .beside {{ grid-template-columns: 100% }} }}
"""
