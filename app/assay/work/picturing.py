"""Picturing: a small picture of what an item looks like, made in the background and kept on this computer."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from weakref import WeakKeyDictionary

from assay import prefs
from assay.core.evidence import Evidence
from assay.readers import media
from assay.readers.document import Picture, Unreadable
from assay.readers.isolated import Reader
from assay.readers.limits import LIMITS, MIB
from assay.readers.reading import Source
from assay.store.search_pictures import PictureCache
from assay.work import extract
from assay.work.linked import content
from assay.work.session import Session

LARGEST = 64 * MIB
"""Bytes of a document above which none is made: nobody waits for a picture in a list."""
SECONDS = 10.0
ROOM = (144.0, 192.0)
"""Pixels that a picture fits in."""


class Pictures:
    """The pictures of one project, with a reading process of their own while some are made."""

    def __init__(self, session: Session) -> None:
        self._store = session.store
        self._cache = PictureCache(prefs.data_dir() / "cache" / "pictures.db")
        self._reader = Reader(replace(LIMITS, seconds=SECONDS))

    def kept(self, item: Evidence) -> bytes | None:
        """The picture as it was kept, no bytes where there is none to be had, None where nobody tried."""
        return self._cache.picture(content(item))

    def keep(self, item: Evidence, data: bytes) -> None:
        """Keep the picture of an item, or that none can be made."""
        self._cache.keep(content(item), data)

    def source(self, session: Session, item: Evidence) -> Source:
        """The bytes; raises `NotFound` where they are not here, `Unreadable` where they are too many."""
        if not item.blob:
            return extract.source(session, item)
        if item.size > LARGEST:
            raise Unreadable("unreadable_too_large", size=item.size, limit=LARGEST)
        data = self._store.blob_bytes(item.blob, LARGEST)
        return Source(data, item.file_name, item.media_type, content(item))

    def first_page(self, source: Source) -> Picture:
        """The first page of a PDF, small."""
        width, height = self._reader.page_size(source, 1)
        scale = min(ROOM[0] / max(width, 1.0), ROOM[1] / max(height, 1.0))
        return self._reader.picture(source, 1, scale)

    def rest(self) -> None:
        """Nothing is wanted for now: end the reading process. Another call starts another one."""
        self._reader.close()

    def cancel(self) -> None:
        """Stop what is made now."""
        self._reader.cancel()

    def close(self) -> None:
        """The project is closed."""
        self._reader.close()
        self._cache.close()


def is_pictured(media_type: str) -> bool:
    """Documents of this kind look like something: pages, or a picture."""
    return media_type == media.PDF or media_type in _PICTURES


_PICTURES = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff"}
)
_every: WeakKeyDictionary[Session, Pictures] = WeakKeyDictionary()
_making = Lock()


def pictures(session: Session) -> Pictures:
    """The pictures of a project, whatever time of it is looked at."""
    now = session.now
    with _making:
        found = _every.get(now)
        if found is None:
            _every[now] = found = Pictures(now)
            now.at_close.callback(found.close)
        return found
