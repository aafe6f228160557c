"""Fingerprints in words: 64 bits of a hash as eight plain words that two people can read to each other."""

from __future__ import annotations

import hashlib
import secrets

COUNT = 8
"""Words of a fingerprint, each one of 256."""
_TEXT = (
    "acorn album alley amber anchor angle apple apron arrow atlas autumn badge baker bamboo "
    "barley basin basket beacon bench berry bishop blanket bottle branch bread bridge "
    "bronze brush bucket button cabin cactus camel candle canoe canyon carbon carpet castle "
    "cedar cellar chalk cherry chimney circle clay clock cloud clover coast cobalt comet "
    "copper coral corner cotton cradle crane crater crown crystal curtain cypress daisy "
    "dancer delta desert diamond dolphin donkey dragon drawer eagle easel echo elbow elder "
    "ember engine fabric falcon farmer feather fence fern fiddle finger flint forest fossil "
    "fountain fox frost garden garlic ginger glacier globe goose granite grape guitar "
    "hammer harbor harvest hazel helmet heron hollow honey horizon hotel hunter igloo "
    "indigo insect iron island ivory jacket jasmine jelly jewel jungle kayak kettle kitchen "
    "kitten ladder lagoon lantern lemon library lilac linen lion lizard locket lotus magnet "
    "mango maple marble market meadow melon mirror monkey morning moss mountain museum "
    "mustard napkin needle nickel noodle notebook oasis ocean olive onion opal orange "
    "orchard orchid otter oven oxygen oyster paddle palace panda paper parrot pasture peach "
    "pebble pencil pepper piano pigeon pillow pine planet pocket pollen poppy potter "
    "prairie prism pumpkin quarry quartz quilt rabbit radish rain raven ribbon river robin "
    "rocket rooster saddle saffron salmon sandal satin shadow shell silver sketch snow "
    "socket spider spoon spring statue stone summit sunset swan table tablet teapot temple "
    "thistle thunder tiger timber tomato tower trumpet tulip tunnel turtle umbrella valley "
    "velvet village violet volcano wagon walnut water weaver whale wheat willow window "
    "winter wizard yellow zebra zipper "
)
_WORDS = tuple(_TEXT.split())


def fingerprint(key: str) -> tuple[str, ...]:
    """The eight words that stand for a public key, given as text."""
    return tuple(_WORDS[byte] for byte in hashlib.sha256(key.encode()).digest()[:COUNT])


def new_passphrase() -> str:
    """Eight words drawn at random, each equally likely: 64 bits, whatever anybody knows of us."""
    return "-".join(secrets.choice(_WORDS) for _ in range(COUNT))
