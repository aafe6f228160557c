"""The style sheet of the memo as a page: the colours, sizes and rules of the paper."""

from __future__ import annotations

from assay.core.memo_drawing import PALETTE

_SERIF = "'Source Serif 4', Charter, Georgia, 'Noto Serif', 'Noto Serif CJK SC', 'Songti SC', serif"
_SANS = (
    "'Source Sans 3', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'Liberation Sans', "
    "'DejaVu Sans', 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
)
"""Latin faces first: those for Chinese draw an apostrophe as wide as a character."""
_HAN = "'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Source Sans 3', sans-serif"


def css(accent: str) -> str:
    """The style sheet, with the house's accent colour."""
    return _CSS.replace("ACCENT", accent)


_CSS = f"""
body {{ margin: 2em auto; padding: 0 1em; max-width: 52em; color: {PALETTE["ink"]};
  background: {PALETTE["white"]}; font: 10.5pt/1.4 {_SERIF}; overflow-wrap: break-word }}
h1, h2, h3, h4, table, aside, figure, header, footer, .note, .intro, svg {{ font-family: {_SANS} }}
h1 {{ font-size: 18pt; margin: .3em 0 0 }} h2 {{ font-size: 17pt; margin: 1.6em 0 .2em;
  border-top: 1px solid {PALETTE["ink"]}; padding-top: .35em; position: relative }}
h2::before {{ content: ""; position: absolute; top: -1px; left: 0; width: 18mm; height: 1mm;
  background: {PALETTE["ink"]} }}
h3 {{ font-size: 11pt; margin: 1em 0 .3em }} h4 {{ font-size: 10pt; margin: .9em 0 .2em }}
p {{ margin: 0 0 .55em }} ul, ol {{ margin: 0 0 .55em; padding-left: 1.3em }} li {{ margin-bottom: .3em }}
li .soft {{ font: 9pt {_SANS} }} .verdict {{ font-size: 14pt; font-weight: 600; line-height: 1.25 }}
.kind {{ display: flex; justify-content: space-between; border-top: 3px solid {PALETTE["ink"]} }}
.rating > div:first-child {{ flex: 0 0 26% }} .rating > div:last-child {{ flex: 1; min-width: 0 }}
.rating {{ display: flex; gap: 1.5em; border: solid {PALETTE["ink"]}; border-width: 1px 0;
  padding: .5em 0 }} .rating .word {{ font-size: 21pt; font-weight: 600; margin: 0 }}
.beside {{ display: grid; grid-template-columns: 72% 25%; column-gap: 3% }}
.pair {{ display: grid; grid-template-columns: 1fr 1fr; column-gap: 6% }}
.pair ul {{ list-style: none; padding: 0 }}
.legend {{ font: 8.5pt {_SANS}; display: flex; flex-wrap: wrap; gap: .3em 1.6em }}
.legend span {{ display: flex; gap: .5em; align-items: center }}
nav {{ font: 9pt/1.5 {_SANS}; margin: 2em 0; border-top: 1px solid {PALETTE["hairline"]} }}
nav ul {{ columns: 3; column-gap: 2em; list-style: none; padding: 0 }} nav a {{ color: {PALETTE["ink"]} }}
aside, .intro, .soft {{ color: {PALETTE["grey"]} }} aside {{ font-size: 8.5pt; line-height: 1.3 }}
.note {{ font-size: 9pt }} .strong {{ font-weight: 600 }} .absent {{ font-style: italic }}
a {{ color: ACCENT; text-decoration: none }} td a {{ white-space: nowrap }}
.cite {{ font: 8.5pt {_SANS}; color: ACCENT }}
.box {{ background: {PALETTE["tint"]}; border-top: 2px solid {PALETTE["ink"]}; padding: .6em .9em }}
.box h4 {{ margin-top: 0 }} .choices span {{ border: 1px solid {PALETTE["hairline"]};
  padding: .1em .6em; display: inline-block; font: 9pt {_SANS} }}
.choices .chosen {{ background: {PALETTE["ink"]}; color: {PALETTE["white"]}; font-weight: 600 }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 9pt;
  border: solid {PALETTE["ink"]}; border-width: 1px 0; margin: .3em 0 .6em }}
th {{ text-align: left; vertical-align: bottom; color: {PALETTE["grey"]}; font-size: 8pt;
  border-bottom: 1px solid {PALETTE["ink"]} }} td {{ vertical-align: top }}
td, th {{ padding: .25em .5em .25em 0 }} th {{ overflow-wrap: normal }}
.right {{ text-align: right }} .center {{ text-align: center }}
tr.rule td {{ border-top: 1px solid {PALETTE["hairline"]} }}
tr.heavy td {{ border-top: 1px solid {PALETTE["ink"]} }}
tr.span td {{ border-top: 1px solid ACCENT }}
svg {{ max-width: 100%; height: auto; display: block; overflow: visible }}
 figure {{ margin: .6em 0 }}
img {{ max-height: 3em; max-width: 33% }}
footer {{ margin-top: 3em; border-top: 1px solid {PALETTE["hairline"]}; font-size: 8.5pt }}
html:lang(zh) body, html:lang(zh) :is(h1, h2, h3, h4, table, aside, figure, header, footer, nav, .note,
  .legend,
  .intro, .cite, .choices span, li .soft) {{ font-family: {_HAN} }}
@media (max-width: 40em) {{ .beside, .pair {{ grid-template-columns: 100% }} nav ul {{ columns: 1 }}
  .rating {{ display: block }} }}
@media print {{ body {{ margin: 0; max-width: none }} h2, h3, h4 {{ break-after: avoid }}
  figure, tr, li, .box {{ break-inside: avoid }} @page {{ margin: 18mm }} }}
"""
