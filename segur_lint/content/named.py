"""What formats are called in a sentence, with their article: « une archive zip »."""

from __future__ import annotations

from segur_lint.text import Text

_WORDS = {
    "": Text("un fichier binaire", "a binary file"),
    "PDF": Text("un PDF", "a PDF"),
    "ZIP": Text("une archive zip", "a zip archive"),
    "HTML": Text("une page web (HTML)", "a web page (HTML)"),
    "XML": Text("un texte XML", "an XML text"),
    "RTF": Text("un document RTF", "an RTF document"),
    "OLE": Text("un document Office", "an Office document"),
    "SQLITE": Text("une base de données", "a database"),
}
_GROUPS = (
    (
        ("PNG", "JPG", "GIF", "TIFF", "BMP", "WEBP", "HEIC", "AVIF", "PSD", "ICO", "JP2", "SVG"),
        Text("une image {}", "an image, {}"),
    ),
    (
        ("RAR", "7Z", "GZIP", "BZIP2", "XZ", "ZSTD", "LZ4", "CAB", "ARJ", "TAR", "CPIO", "XAR"),
        Text("une archive {}", "an archive, {}"),
    ),
    (("XLSX", "ODS"), Text("un classeur ({})", "a spreadsheet ({})")),
    (("DOCX", "ODT"), Text("un document texte ({})", "a text document ({})")),
    (("PPTX",), Text("une présentation ({})", "a presentation ({})")),
    (("EXE", "ELF", "WASM"), Text("un programme ({})", "a program ({})")),
    (("MP3", "OGG", "FLAC", "WAV"), Text("un son ({})", "a sound ({})")),
    (("MP4", "MOV", "AVI", "MKV"), Text("une vidéo ({})", "a video ({})")),
)
_OTHER = Text("un fichier {}", "a file, {}")


def named(kind: str) -> Text:
    """A noun phrase for a kind of `magic.kind_of`."""
    if kind in _WORDS:
        return _WORDS[kind]
    said = next((said for kinds, said in _GROUPS if kind in kinds), _OTHER)
    return Text(said.fr.format(kind), said.en.format(kind))
