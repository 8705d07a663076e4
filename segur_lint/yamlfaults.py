"""What is said of a YAML file that is refused, in French and in English."""

from __future__ import annotations

from segur_lint.text import Text

TOO_BIG = Text(
    "fichier de plus de 256\u00a0000 octets : partagez-le en plusieurs fichiers",
    "file over 256,000 bytes: split it into several files",
)
NOT_UTF8 = Text(
    "cet octet n'est pas de l'UTF-8 : enregistrez le fichier en UTF-8",
    "this byte is not UTF-8: save the file as UTF-8",
)
UTF16 = Text(
    "le fichier est en UTF-16 : enregistrez-le en UTF-8",
    "the file is in UTF-16: save it as UTF-8",
)
EMPTY = Text(
    "le fichier est vide ou ne contient que des commentaires : écrivez-y au moins une clé",
    "the file is empty or holds only comments: write at least one key",
)
TOO_DEEP = Text(
    "plus de 50 niveaux d'imbrication : aplatissez le fichier",
    "more than 50 levels of nesting: flatten the file",
)
SECOND_DOCUMENT = Text(
    "un second document commence ici : supprimez « --- » et gardez un seul document par fichier",
    "a second document starts here: remove “---” and keep one document a file",
)
DIRECTIVE = Text(
    "les directives (lignes qui commencent par « % ») ne sont pas admises : supprimez la ligne",
    "directives (lines that start with “%”) are not allowed: delete the line",
)
ALIAS = Text(
    "les alias (« *nom ») ne sont pas admis : recopiez la valeur, ou mettez-la entre guillemets",
    "aliases (“*name”) are not allowed: write the value again, or quote it",
)
ANCHOR = Text(
    "les ancres (« &nom ») sont refusées : supprimez-la, ou mettez la valeur entre guillemets",
    "anchors (“&name”) are not allowed: delete it, or quote the value",
)
TAG = Text(
    "les étiquettes (« !nom ») ne sont pas admises : supprimez-la, "
    "ou mettez la valeur entre guillemets",
    "tags (“!name”) are not allowed: delete it, or quote the value",
)
MERGE = Text(
    "la fusion (« << ») n'est pas admise : recopiez les clés voulues",
    "merge keys (“<<”) are not allowed: write the keys you want",
)
KEY_NOT_TEXT = Text(
    "une clé doit être un texte, pas une liste ni un groupe : mettez-la entre guillemets",
    "a key must be a text, not a list or a mapping: quote it",
)
COMMA = Text(
    "entre « { » et « } », une virgule sépare des clés : il manque « : » après celle-ci",
    "between “{” and “}”, a comma parts keys: “:” is missing after this one",
)
NO_KEY = Text(
    "il manque une clé : écrivez un nom avant « : »",
    "a key is missing: write a name before “:”",
)
LONG_KEY = Text(
    "clé de plus de 200 caractères : raccourcissez-la",
    "key longer than 200 characters: shorten it",
)
LONE = Text(
    "ce texte contient une moitié de caractère (\\ud800 à \\udfff) : écrivez le caractère lui-même",
    "this text holds half a character (\\ud800 to \\udfff): write the character itself",
)
TABBED = Text(
    "tabulation ici : remplacez-la par des espaces",
    "tab here: replace it with spaces",
)
UNKNOWN = Text("la syntaxe YAML n'est pas respectée ici", "YAML syntax is not respected here")


def character(char: str) -> Text:
    """One that YAML forbids, or that nobody sees."""
    code = f"U+{ord(char):04X}"
    return Text(
        f"caractère de contrôle ou invisible {code} : supprimez-le",
        f"control or invisible character {code}: delete it",
    )


def reference(word: str) -> Text:
    """A value that begins with a sign of YAML's own, as patterns of names do (``*.json``)."""
    return Text(
        f"en YAML, « {word[0]} » au début d'une valeur renvoie à une autre : mettez la valeur "
        f'entre guillemets droits, "{word}"',
        f"in YAML, “{word[0]}” at the start of a value refers to another one: put the value in "
        f'straight quotes, "{word}"',
    )


def apostrophe(word: str) -> Text:
    """A text between apostrophes that one of its own has closed; `word` has it in its middle."""
    doubled = word.replace("'", "''")
    return Text(
        "cette apostrophe ferme le texte : doublez-la "
        f'({doubled}), ou mettez le texte entre guillemets droits ("…")',
        f"this apostrophe closes the text: double it ({doubled}), or put the text in straight "
        'double quotes ("…")',
    )


def twice(key: str, line: int) -> Text:
    """A key that is already written, on that line."""
    return Text(
        f"la clé « {key} » est déjà écrite à la ligne {line} : n'en gardez qu'une",
        f"the key “{key}” is already written on line {line}: keep only one",
    )


def no_dash(key: str, line: int) -> Text:
    """The key that an item of a list begins with, again: the next item begins without its dash."""
    return Text(
        f"la clé « {key} » est déjà écrite à la ligne {line} : si un autre élément de la liste "
        f"commence ici, il manque son tiret : « - {key}: … » ; sinon, n'en gardez qu'une",
        f"the key “{key}” is already written on line {line}: where another item of the list begins "
        f"here, its dash is missing: “- {key}: …”; otherwise keep only one",
    )


def unclosed(line: int) -> Text:
    """A quoted text that begins on that line and has no end."""
    return Text(
        f"le guillemet ouvert ligne {line} n'est pas fermé : fermez-le à la fin du texte",
        f"the quote opened on line {line} is not closed: close it at the end of the text",
    )


MISPLACED_COLON = (
    "« : » n'est pas attendu ici : mettez la valeur entre guillemets, ou alignez la clé"
)
NO_COLON = "il manque « : » après la clé, ou la ligne est mal alignée"
START = "une valeur ne peut pas commencer par ce caractère : mettez-la entre guillemets"
ALIGN = "retrait inattendu : alignez cette ligne avec celles du même niveau"
LIST = "liste ouverte par « [ » : il manque une virgule ou « ] »"
GROUP = "groupe ouvert par « { » : il manque une virgule ou « } »"
ESCAPE = "après « \\ », ce code n'est pas connu : doublez la barre, ou employez des apostrophes"
DASH = "« - » n'est pas attendu ici : alignez les éléments de la liste, un par ligne"

# Words of a problem of libyaml or of the pure Python scanner, in the order to look for them.
PROBLEMS = (
    ("mapping values are not allowed", MISPLACED_COLON),
    ("cannot start any token", START),
    ("expected ':'", NO_COLON),
    ("unexpected end of stream", "guillemet ouvert et jamais refermé : fermez-le"),
    ("unexpected document", "guillemet ouvert et jamais refermé : fermez-le"),
    ("expected ',' or ']'", LIST),
    ("expected ',' or '}'", GROUP),
    ("entries are not allowed", DASH),
    ("expected '-' indicator", ALIGN),
    ("expected key", ALIGN),
    ("expected <block end>", ALIGN),
    ("unknown escape character", ESCAPE),
    ("hexdecimal", ESCAPE),  # so spelt by libyaml
    ("hexadecimal", ESCAPE),
    ("Unicode character escape", LONE.fr),
    ("node content", "il manque une valeur ici"),
    ("<document start>", "texte en trop après la fin du contenu : supprimez-le ou alignez-le"),
)
