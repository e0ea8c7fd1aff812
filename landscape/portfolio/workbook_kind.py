"""What kind of file is this, by content and never by name; and is it safe to hand to a parser?

Runs inside the child. In comes the path of an upload, out comes the name of a reader (``xlsx``, ``xlsb``, ``xls``,
``ods``, ``text``, ``archimate``) or a :class:`RefusedError`. A newcomer would trust the extension or the sizes that
stand in the zip directory: both are what the sender wants us to believe, so bytes are counted while unpacking.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from landscape.portfolio.workbook_cells import RefusedError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x1f\x8b", "binary"),
    (b"7z\xbc\xaf\x27\x1c", "other_zip"),
    (b"Rar!", "other_zip"),
    (b"\x89PNG", "binary"),
    (b"\xff\xd8\xff", "binary"),
    (b"GIF8", "binary"),
    (b"\x7fELF", "binary"),
    (b"MZ\x90", "binary"),
)
_DOCTYPES = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
_OLE_STREAMS = ("EncryptedPackage", "WordDocument", "PowerPoint Document", "Workbook", "Book")
_ELEMENT = re.compile(rb"<\x00?[A-Za-z]|\x00<\x00[A-Za-z]")
_JSON = re.compile(rb"(\[\s*)?\{\s*\"[^\"]*\"\s*:")
_CHUNK = 1 << 20
_HEAD = 8192
_MEGABYTE = 1_000_000


def kind_of(path: Path, limits: Mapping[str, int]) -> str:
    """Name the reader for the file, or refuse it.

    Raises:
        RefusedError: empty, too large, protected, of another type, broken or hostile.
    """
    size = path.stat().st_size
    if path.name.startswith("~$"):
        raise RefusedError("lock_file")
    if size == 0:
        raise RefusedError("empty_file")
    if size > limits["file_megabytes"] * _MEGABYTE:
        raise RefusedError("too_large", limit=limits["file_megabytes"])
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    for start, code in _STARTS:
        if head.startswith(start):
            raise RefusedError(code)
    if head.startswith(_OLE):
        return _kind_of_ole(path.read_bytes())
    if head.startswith(b"PK"):
        return _kind_of_zip(path, limits)
    return _kind_of_text(path, head)


def _kind_of_ole(content: bytes) -> str:
    places = {name: content.find(name.encode("utf-16-le")) for name in _OLE_STREAMS}
    found = sorted((place, name) for name, place in places.items() if place >= 0)
    if places["EncryptedPackage"] >= 0:
        raise RefusedError("password")
    outer = found[0][1] if found else ""  # a workbook may hold a document, and the other way round: outer comes first
    if outer == "WordDocument":
        raise RefusedError("word")
    if outer not in ("Workbook", "Book"):
        raise RefusedError("other_type")
    if _has_file_pass(content):
        raise RefusedError("password")
    return "xls"


def _has_file_pass(content: bytes) -> bool:
    """Whether the workbook stream starts with a FilePass record; it stands among the first records after BOF."""
    for start in range(512, len(content) - 8, 512):
        if content[start : start + 2] != b"\x09\x08":
            continue
        position, end = start, start + 512
        while position + 4 <= end:
            record = int.from_bytes(content[position : position + 2], "little")
            if record == 0x2F:
                return True
            position += 4 + int.from_bytes(content[position + 2 : position + 4], "little")
    return False


def _kind_of_zip(path: Path, limits: Mapping[str, int]) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            kind = _kind_of_members(archive)
            _count_unpacked(archive, path.stat().st_size, limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as problem:
        raise RefusedError("broken") from problem
    except RuntimeError as problem:  # zipfile says so of members with a password
        raise RefusedError("password") from problem
    return kind


def _kind_of_members(archive: zipfile.ZipFile) -> str:
    names = [member.filename.replace("\\", "/").lower() for member in archive.infolist()]
    if len(set(names)) != len(names):
        raise RefusedError("hostile_zip")
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise RefusedError("password")
    folders = {name.split("/")[0] for name in names}
    if "content.xml" in names:
        return _kind_of_open_document(archive, names)
    if "word" in folders:
        raise RefusedError("word")
    if "ppt" in folders or "visio" in folders:
        raise RefusedError("other_type")
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(re.search(r"workbook[^/]*\.xml$", name) for name in names):
        return "xlsx"
    if "[content_types].xml" in names and "xl" in folders:
        raise RefusedError("broken")
    raise RefusedError("other_zip")


def _kind_of_open_document(archive: zipfile.ZipFile, names: list[str]) -> str:
    manifest = archive.read("META-INF/manifest.xml") if "meta-inf/manifest.xml" in names else b""
    if b"encryption-data" in manifest:
        raise RefusedError("password")
    mimetype = archive.read("mimetype") if "mimetype" in names else b"spreadsheet"
    if b"opendocument.text" in mimetype:
        raise RefusedError("word")
    if b"spreadsheet" not in mimetype:
        raise RefusedError("other_type")
    return "ods"


def _count_unpacked(archive: zipfile.ZipFile, packed: int, limits: Mapping[str, int]) -> None:
    members = archive.infolist()
    if len(members) > limits["zip_members"]:
        raise RefusedError("hostile_zip")
    total = 0
    small = limits["zip_small_megabytes"] * _MEGABYTE
    for member in members:
        for size in _unpack(archive, member):
            total += size
            if total > limits["unpacked_megabytes"] * _MEGABYTE:
                raise RefusedError("hostile_zip")
            if total > small and total > packed * limits["zip_ratio"]:
                raise RefusedError("hostile_zip")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[int]:
    """Sizes of the pieces a member really unpacks to, refusing document definitions on the way."""
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    try:
        with archive.open(member) as stream:
            first = stream.read(_CHUNK)
            # A document definition can only stand before the first element; a megabyte before it is no list.
            if is_xml and (
                any(word in first for word in _DOCTYPES) or (len(first) == _CHUNK and not _ELEMENT.search(first))
            ):
                raise RefusedError("hostile_xml")
            yield len(first)
            while chunk := stream.read(_CHUNK):
                yield len(chunk)
    except zipfile.BadZipFile:
        return  # one damaged part: the reader decides whether the rest is readable


def _kind_of_text(path: Path, head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = head.decode("utf-16", "ignore").lstrip().lower().encode()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body")):
        raise RefusedError("web_page")
    if start.startswith(b"mime-version:") or b"content-type: multipart/related" in start[:400]:
        raise RefusedError("web_page")
    if start.startswith(b"<?xml") or start.startswith(b"<model"):
        return _kind_of_xml(path, start)
    if start.startswith(b"id;p") or _JSON.match(start):
        raise RefusedError("other_type")
    if not start.strip(b"\x00"):
        raise RefusedError(
            "empty_file" if not path.read_bytes().strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n") else "binary"
        )
    return "text"


def _kind_of_xml(path: Path, start: bytes) -> str:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start or b"excel.sheet" in start:
        raise RefusedError("old_xml")
    if b"<html" in start:
        raise RefusedError("web_page")
    if b"opengroup.org/xsd/archimate" in start:
        content = path.read_bytes()
        if any(word in content for word in _DOCTYPES):
            raise RefusedError("hostile_xml")
        return "archimate"
    raise RefusedError("other_type")
