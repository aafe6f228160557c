"""Words for signatures: who recorded a step, as far as that can be said."""

from __future__ import annotations

from assay.words import tr

SIGNED = {
    "self_declared": "The name is self-declared: this step is not signed.",
    "own": "Signed on this computer.",
    "known": "Signed by the device that this computer knows since {since}.",
    "earlier": "Signed with an earlier key of the device, which this computer knew from {since} until "
    "another was accepted.",
    "changed": "Signed with another key than this computer knows the device by. In words, that key is: "
    "{words}.",
    "does_not_fit": "The signature does not fit this step; ask {author}.",
}
"""What the signature under a step says."""


def signed(kind: str, author: str, since: str, words: tuple[str, ...] = ()) -> str:
    """What the signature under a step says, as a sentence."""
    return tr(SIGNED[kind], author=author or "…", since=since, words=" ".join(words))
