"""The note in a pack: how somebody without Assay checks it, and what the check does not show."""

from __future__ import annotations

from assay.words import translated

PACK_NOTE = (
    "What this is",
    "A memo, the register of its evidence, and the evidence as it was kept.",
    "manifest.json lists every file with its size, its SHA-256 and, for evidence, its register number.",
    "register.csv and register.json are the same register: for a spreadsheet and for a program.",
    "How to check that nothing was changed",
    "Unpack everything into one folder, open a terminal there, and run one of these.",
    "On Linux: {linux}",
    "On a Mac: {mac}",
    "On Windows, in PowerShell: {windows} for each file, and compare with {sums}",
    "What the check shows, and what it does not",
    "Every OK means: this file is the one that was packed.",
    "Whoever made the pack could have made other sums. To rule that out, ask the sender for the "
    "SHA-256 of the zip file by another way than this file came.",
    "The state on the last line is printed in the memo too: both were made from the same project.",
    "That evidence is unchanged since it was added says nothing about where it came from.",
)
_COMMANDS = {
    "linux": "sha256sum -c SHA256SUMS",
    "mac": "shasum -a 256 -c SHA256SUMS",
    "windows": "Get-FileHash NAME",
    "sums": "SHA256SUMS",
}
_HEADINGS = {PACK_NOTE[0], PACK_NOTE[4], PACK_NOTE[9]}


def note(language: str, state: str) -> bytes:
    """The note in one language, as text with the line ends that every system shows."""
    lines = []
    for line in PACK_NOTE:
        said = translated(language, line).format_map(_COMMANDS)
        lines += ["", said, ""] if line in _HEADINGS else [said]
    lines += ["", translated(language, "State {state}").format(state=state)]
    return "".join(f"{line}\r\n" for line in lines[1:]).encode()
