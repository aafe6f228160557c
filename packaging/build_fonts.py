"""Builds resources/fonts from the @expo-google-fonts packages: Han faces cut to GBK, Latin ones whole.

    python packaging/build_fonts.py FOLDER

FOLDER holds the packages' .tgz files (noto-sans-sc, source-serif-4, source-sans-3) as `npm pack` saves them.
"""

import sys
import tarfile
from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
HAN = ("noto-sans-sc", "OFL-NotoSansSC.txt")
LATIN_SERIF = ("source-serif-4", "OFL-SourceSerif4.txt")
LATIN_SANS = ("source-sans-3", "OFL-SourceSans3.txt")
FACES = {
    HAN: {
        "400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
        "500Medium/NotoSansSC_500Medium.ttf": "NotoSansSC-Medium.ttf",
        "700Bold/NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
    },
    LATIN_SERIF: {
        "400Regular/SourceSerif4_400Regular.ttf": "SourceSerif4-Regular.ttf",
        "600SemiBold/SourceSerif4_600SemiBold.ttf": "SourceSerif4-SemiBold.ttf",
        "400Regular_Italic/SourceSerif4_400Regular_Italic.ttf": "SourceSerif4-Italic.ttf",
    },
    LATIN_SANS: {
        "400Regular/SourceSans3_400Regular.ttf": "SourceSans3-Regular.ttf",
        "600SemiBold/SourceSans3_600SemiBold.ttf": "SourceSans3-SemiBold.ttf",
        "400Regular_Italic/SourceSans3_400Regular_Italic.ttf": "SourceSans3-Italic.ttf",
    },
}

# Latin, Greek, Cyrillic, punctuation, currency, letters and numbers in signs, arrows, mathematics,
# enclosed numbers, boxes and shapes, CJK punctuation, kana, full-width forms.
BLOCKS = (
    (0x0020, 0x024F),
    (0x02B0, 0x04FF),
    (0x1E00, 0x1EFF),
    (0x2000, 0x22FF),
    (0x2460, 0x27BF),
    (0x2E80, 0x30FF),
    (0x3200, 0x33FF),
    (0xFE10, 0xFE4F),
    (0xFF00, 0xFFEF),
)


def gbk() -> set[int]:
    """Every character that GBK can write."""
    points = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
            points.update(map(ord, text))
    return points


def wanted() -> set[int]:
    """The characters that the Han faces keep."""
    return gbk() | {point for first, last in BLOCKS for point in range(first, last + 1)}


def cut(source: Path, target: Path) -> None:
    """Cut one Han face. `locl` stays: it sets … on the baseline in Latin text; names stay."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.layout_features = ["locl", "palt", "kern", "liga", "ccmp", "mark", "mkmk", "vert"]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.hinting = False
    # The same input gives the same bytes.
    options.recalc_timestamp = False
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    font.save(target)


def packages(folder: Path) -> dict[str, Path]:
    """Package name → its .tgz in `folder`."""
    found = {}
    for archive in sorted(folder.glob("*.tgz")):
        for name, _licence in FACES:
            if name in archive.name:
                found[name] = archive
    missing = sorted({name for name, _licence in FACES} - set(found))
    if missing:
        raise SystemExit(f"{folder} lacks the packages {', '.join(missing)}")
    return found


def main(folder: Path) -> None:
    FONTS.mkdir(parents=True, exist_ok=True)
    archives = packages(folder)
    for (name, licence), faces in FACES.items():
        with tarfile.open(archives[name]) as archive:
            (FONTS / licence).write_bytes(read(archive, "LICENSE_FONT"))
            for member, target in faces.items():
                path = FONTS / target
                path.write_bytes(read(archive, member))
                if name == HAN[0]:
                    cut(path, path)
                print(f"{target}  {path.stat().st_size:,} bytes")


def read(archive: tarfile.TarFile, member: str) -> bytes:
    file = archive.extractfile(f"package/{member}")
    if file is None:
        raise SystemExit(f"{archive.name} lacks {member}")
    return file.read()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
