"""What can be wrong with a zip archive and with its entries: stable codes and their sentences."""

from __future__ import annotations

from segur_lint.text import Text


class ZipFault:
    """One fault: a stable `code`, for programs, and its sentence `text`, for people."""

    __slots__ = ("code", "text")

    def __init__(self, code: str, text: Text) -> None:
        self.code = code
        self.text = text

    def __repr__(self) -> str:
        return f"ZipFault({self.code!r}, {self.text.fr!r})"


#: Faults of a whole archive. `{what}` is filled by who says it.
_ARCHIVE = {
    "unreadable": (
        "L'archive ne peut pas être lue ({what}).",
        "The archive cannot be read ({what}).",
    ),
    "empty": (
        "L'archive est vide : elle ne contient pas un octet. Refaites-la.",
        "The archive is empty: it does not hold one byte. Make it again.",
    ),
    "not-zip": (
        "Ce fichier n'est pas une archive zip{what} : refaites-la au format zip.",
        "This file is not a zip archive{what}: make it again as a zip.",
    ),
    "truncated": (
        "L'archive est coupée : sa fin manque. Sa copie n'est pas allée au bout : recopiez-la.",
        "The archive is cut: its end is missing. Its copy did not finish: copy it again.",
    ),
    "multi-disk": (
        "L'archive est un morceau d'une archive découpée en plusieurs fichiers : faites-en une.",
        "The archive is a piece of one that was split into several files: make a single one.",
    ),
    "directory": (
        (
            "La table des matières de l'archive n'est pas où elle l'annonce, ou n'a pas la taille "
            "annoncée : refaites l'archive."
        ),
        (
            "The archive's table of contents is not where it is announced, or not of the announced "
            "size: make the archive again."
        ),
    ),
    "count": (
        "L'archive annonce {what} : refaites-la.",
        "The archive announces {what}: make it again.",
    ),
    "second-directory": (
        (
            "L'archive a deux tables des matières : selon l'outil, on n'y lit pas les mêmes "
            "fichiers. Refaites-la."
        ),
        (
            "The archive has two tables of contents: not every program reads the same files in it. "
            "Make it again."
        ),
    ),
    "too-many": (
        "L'archive contient plus de {what} fichiers : seuls les premiers sont lus.",
        "The archive holds more than {what} files: only the first are read.",
    ),
    "encrypted-directory": (
        "La table des matières de l'archive est chiffrée : refaites l'archive sans mot de passe.",
        "The archive's table of contents is encrypted: make the archive without a password.",
    ),
    "prefix": (
        "Des octets étrangers précèdent l'archive{what} : refaites-la.",
        "Foreign bytes stand before the archive{what}: make it again.",
    ),
    "suffix": (
        "Des octets étrangers suivent la fin de l'archive : refaites-la.",
        "Foreign bytes stand after the end of the archive: make it again.",
    ),
    "no-entry": ("L'archive ne contient aucun fichier.", "The archive holds no file."),
}

#: Faults of one entry, of its name first, then of its description, then of its content.
_ENTRY = {
    "empty-name": ("Ce fichier de l'archive n'a pas de nom.", "This file has no name."),
    "long-name": (
        "Le nom est trop long pour un disque : renommez le fichier.",
        "The name is too long for a disk: rename the file.",
    ),
    "name-encoding": (
        "Le nom se dit écrit en UTF-8 et ne l'est pas : renommez le fichier.",
        "The name says that it is UTF-8 and is not: rename the file.",
    ),
    "control": (
        "Le nom contient un caractère de commande ou invisible ({what}) : renommez le fichier.",
        "The name holds a control or invisible character ({what}): rename the file.",
    ),
    "absolute": (
        "Le nom est un chemin absolu, qui désigne une place sur le disque de qui l'ouvre.",
        "The name is an absolute path, which points into the disk of whoever opens it.",
    ),
    "leaves": (
        "Le nom contient « .. », qui fait sortir le fichier de l'archive.",
        "The name holds “..”, which takes the file out of the archive.",
    ),
    "reserved": (
        "Windows réserve ce nom à un périphérique : renommez le fichier.",
        "Windows keeps this name for a device: rename the file.",
    ),
    "link": (
        "C'est un lien vers un autre fichier, pas un fichier : mettez-y le fichier lui-même.",
        "It is a link to another file, not a file: put the file itself there.",
    ),
    "device": (
        "C'est un périphérique ou un tube, pas un fichier : retirez-le.",
        "It is a device or a pipe, not a file: remove it.",
    ),
    "encrypted": (
        "Il est protégé par un mot de passe : refaites l'archive sans mot de passe.",
        "It is protected by a password: make the archive without a password.",
    ),
    "method": (
        (
            "Il est compressé par la méthode {what}, que peu d'outils lisent : refaites "
            "l'archive avec la méthode ordinaire (Deflate)."
        ),
        (
            "It is compressed with the method {what}, which few programs read: make the archive "
            "with the usual one (Deflate)."
        ),
    ),
    "outside": (
        "L'archive annonce ce fichier et ne contient pas tous ses octets.",
        "The archive announces this file and does not hold all of its bytes.",
    ),
    "overlap": (
        (
            "Ses octets servent aussi à un autre fichier de l'archive ou à sa table des matières : "
            "c'est ainsi qu'on fait une archive piégée."
        ),
        (
            "Its bytes also serve another file of the archive or its table of contents: this is "
            "how a zip bomb is made."
        ),
    ),
    "mismatch": (
        (
            "La table des matières de l'archive et l'en-tête de ce fichier se contredisent "
            "({what}) : refaites l'archive."
        ),
        (
            "The archive's table of contents and the header of this file contradict each other "
            "({what}): make the archive again."
        ),
    ),
    "ratio": (
        "Il annonce {what} : aucune compression n'y arrive. L'archive est fausse ou piégée.",
        "It announces {what}: no compression can do it. The archive is wrong, or a bomb.",
    ),
    "size": (
        "La taille annoncée n'est pas la vraie ({what}).",
        "The announced size is not the real one ({what}).",
    ),
    "duplicate": (
        "Un autre fichier de l'archive porte déjà ce nom.",
        "Another file of the archive already has this name.",
    ),
    "case-twin": (
        "Un autre fichier de l'archive porte le même nom, aux majuscules ou aux accents près.",
        "Another file of the archive has the same name but for case or the form of its accents.",
    ),
    "clash": (
        "L'archive a un dossier de ce même nom.",
        "The archive has a folder of this very name.",
    ),
    "nested": (
        "C'est une archive dans l'archive{what} : mettez-y les fichiers eux-mêmes.",
        "It is an archive inside the archive{what}: put the files themselves there.",
    ),
    "truncated": (
        "Son contenu est coupé : la fin manque.",
        "Its content is cut: the end is missing.",
    ),
    "broken": (
        "Son contenu est abîmé : il ne peut pas être décompressé.",
        "Its content is damaged: it cannot be decompressed.",
    ),
    "crc": (
        "Son contenu est abîmé : il n'a pas la somme de contrôle (CRC) annoncée.",
        "Its content is damaged: it has not the announced checksum (CRC).",
    ),
    "unreadable": (
        "Son contenu ne peut pas être lu ({what}).",
        "Its content cannot be read ({what}).",
    ),
    "changed": (
        "L'archive a changé pendant la lecture : recommencez quand elle est finie.",
        "The archive changed while it was read: try again once it is finished.",
    ),
    "budget": (
        "Les fichiers de l'archive sont trop gros, ensemble, pour être tous lus.",
        "The files of the archive are, together, too big to be all read.",
    ),
}


def archive_fault(code: str, what: Text | None = None) -> ZipFault:
    """A fault of a whole archive; `what` completes its sentence."""
    return _fault(code, _ARCHIVE[code], what)


def entry_fault(code: str, what: Text | None = None) -> ZipFault:
    """A fault of one entry; `what` completes its sentence."""
    return _fault(code, _ENTRY[code], what)


def _fault(code: str, sentence: tuple[str, str], what: Text | None) -> ZipFault:
    fr, en = sentence
    what = what or Text("", "")
    return ZipFault(code, Text(fr.replace("{what}", what.fr), en.replace("{what}", what.en)))
