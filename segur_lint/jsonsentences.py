"""The sentences of the faults of JSON, in French and in English, by the fault's name."""

from __future__ import annotations

#: `{shown}` is the faulty text, shortened; braces of JSON are doubled, as `str.format` wants.
SENTENCES = {
    "empty": (
        "Le fichier est vide : il doit contenir du JSON.",
        "The file is empty: it must hold JSON.",
    ),
    "blank": (
        "Le fichier ne contient que des espaces : il doit contenir du JSON.",
        "The file holds only white space: it must hold JSON.",
    ),
    "unclosed": (
        (
            "« {shown} » n'est jamais refermé : ajoutez « {close} » à la fin, ou reprenez le "
            "fichier à la source s'il est tronqué."
        ),
        "“{shown}” is never closed: add “{close}” at the end, or get a truncated file again.",
    ),
    "cut": (
        "Le fichier s'arrête avant que « {open} » soit refermé, sans doute tronqué : reprenez-le.",
        "The file stops before the end of “{open}”, most likely truncated: get it again.",
    ),
    "cut string": (
        "Le fichier s'arrête au milieu d'un texte, sans doute tronqué : reprenez-le à la source.",
        "The file stops in the middle of a string, most likely truncated: get it again.",
    ),
    "unclosed string": (
        "Le texte ouvert ici n'est pas refermé avant la fin de la ligne : ajoutez-y un \".",
        'The string opened here is not closed before the end of the line: add a " there.',
    ),
    "unopened": (
        "« {shown} » ferme ce qui n'a jamais été ouvert : retirez-le.",
        "“{shown}” closes what was never opened: remove it.",
    ),
    "mismatch": (
        "« {shown} » ne peut pas fermer « {open} » : écrivez « {close} ».",
        "“{shown}” cannot close “{open}”: write “{close}”.",
    ),
    "trailing comma": (
        "Il y a une virgule en trop avant « {close} » : retirez-la.",
        "There is a comma too many before “{close}”: remove it.",
    ),
    "two commas": (
        "Deux virgules se suivent : retirez-en une, ou écrivez ce qui manque entre elles.",
        "Two commas follow each other: remove one, or write what is missing between them.",
    ),
    "no comma": (
        "Il manque une virgule avant « {shown} » : ajoutez-la.",
        "A comma is missing before “{shown}”: add it.",
    ),
    "inner quote": (
        "Le texte s'est refermé avant « {shown} » : écrivez \\\" pour un guillemet dans un texte.",
        'The string closed before “{shown}”: write \\" for a quote inside a string.',
    ),
    "not a comma": (
        "« {shown} » ne sépare rien en JSON : écrivez une virgule.",
        "“{shown}” separates nothing in JSON: write a comma.",
    ),
    "no colon": (
        "Il manque le deux-points « : » entre le nom et sa valeur : ajoutez-le.",
        "The colon “:” is missing between the name and its value: add it.",
    ),
    "equals": (
        "« {shown} » ne sépare pas un nom de sa valeur en JSON : écrivez « : ».",
        "“{shown}” does not separate a name from its value in JSON: write “:”.",
    ),
    "extra colon": (
        "Retirez ce « : » : il ne va qu'entre un nom et sa valeur, dans « {{ }} ».",
        "Remove this “:”: it goes only between a name and its value, in “{{ }}”.",
    ),
    "no value": (
        "Il manque une valeur avant « {shown} » : écrivez-la, ou écrivez null.",
        "A value is missing before “{shown}”: write it, or write null.",
    ),
    "no key": (
        "Il manque un nom entre guillemets droits avant « {shown} » : ajoutez-le.",
        "A name in straight quotes is missing before “{shown}”: add it.",
    ),
    "bare key": (
        'Le nom « {shown} » doit être entre guillemets droits : écrivez "{shown}".',
        'The name “{shown}” must be in straight quotes: write "{shown}".',
    ),
    "bare text": (
        'Le texte « {shown} » doit être entre guillemets droits : écrivez "{shown}".',
        'The text “{shown}” must be in straight quotes: write "{shown}".',
    ),
    "foreign word": (
        "« {shown} » n'est pas un mot de JSON : écrivez {meant}, en minuscules et sans guillemets.",
        "“{shown}” is not a word of JSON: write {meant}, in lower case and without quotes.",
    ),
    "comment": (
        "JSON n'a pas de commentaires : retirez « {shown} ».",
        "JSON has no comments: remove “{shown}”.",
    ),
    "curly quotes": (
        'Le guillemet typographique « {shown} » ne vaut rien en JSON : écrivez ".',
        'The typographic quote “{shown}” means nothing in JSON: write ".',
    ),
    "single quotes": (
        '« {shown} » est entre apostrophes : écrivez ce texte entre guillemets droits ".',
        '“{shown}” is in apostrophes: write this string in straight quotes ".',
    ),
    "BOM": (
        "Une marque d'ordre des octets invisible (BOM, U+FEFF) est dans le texte : retirez-la.",
        "An invisible byte order mark (BOM, U+FEFF) stands inside the text: remove it.",
    ),
    "NUL": (
        "Un caractère nul (U+0000) est dans le texte : enregistrez le fichier en UTF-8 sans lui.",
        "A NUL character (U+0000) stands in the text: save the file in UTF-8 without it.",
    ),
    "odd space": (
        "Cette espace ({code}) n'est pas permise en JSON : mettez une espace ordinaire.",
        "This space ({code}) is not allowed in JSON: put an ordinary space.",
    ),
    "two documents": (
        "Un second document commence ici, et un fichier n'en contient qu'un : gardez-en un seul.",
        "A second document begins here, and a file holds only one: keep one of them.",
    ),
    "text after": (
        "Le document est fini avant « {shown} » : retirez ce qui suit.",
        "The document ends before “{shown}”: remove what follows.",
    ),
    "unexpected": (
        "Retirez le caractère inattendu « {shown} » ({code}), ou mettez-le entre guillemets.",
        "Remove the unexpected character “{shown}” ({code}), or put it in quotes.",
    ),
    "infinite": (
        "« {shown} » n'est pas un nombre en JSON : écrivez un nombre fini, ou null.",
        "“{shown}” is not a number in JSON: write a finite number, or null.",
    ),
    "overflow": (
        "Le nombre « {shown} » est trop grand pour que les logiciels le lisent : corrigez-le.",
        "The number “{shown}” is too large for software to read: correct it.",
    ),
    "exponent": (
        "L'exposant du nombre « {shown} » est démesuré : écrivez le nombre sans exposant.",
        "The exponent of the number “{shown}” is out of measure: write it without exponent.",
    ),
    "hexadecimal": (
        "Le nombre « {shown} » n'est pas écrit en base dix : écrivez-le avec les chiffres 0 à 9.",
        "The number “{shown}” is not written in base ten: write it with the digits from 0 to 9.",
    ),
    "plus": (
        "Le nombre « {shown} » ne peut pas commencer par « + » : retirez ce signe.",
        "The number “{shown}” cannot begin with “+”: remove this sign.",
    ),
    "leading zero": (
        "Le nombre « {shown} » commence par un zéro : retirez ce zéro, ou ajoutez des guillemets.",
        "The number “{shown}” has a leading zero: remove this zero, or add quotes.",
    ),
    "no integer part": (
        "Il manque un chiffre avant le point du nombre « {shown} » : écrivez par exemple 0.5.",
        "A digit is missing before the point of the number “{shown}”: write for instance 0.5.",
    ),
    "no fraction": (
        "Il manque un chiffre après le point du nombre « {shown} » : ajoutez-le ou ôtez le point.",
        "A digit is missing after the point of the number “{shown}”: add it, or remove the point.",
    ),
    "no exponent": (
        "Il manque un chiffre à la fin du nombre « {shown} » : ajoutez-le.",
        "A digit is missing at the end of the number “{shown}”: add it.",
    ),
    "lone minus": (
        "Il manque un nombre après le signe « - » : ajoutez-le.",
        "A number is missing after the sign “-”: add it.",
    ),
    "not a number": (
        "« {shown} » n'est pas un nombre : corrigez-le, ou mettez-le entre guillemets droits \".",
        '“{shown}” is not a number: correct it, or put it in straight quotes ".',
    ),
    "grouped digits": (
        "Un nombre s'écrit sans espace : {meant} au lieu de « {shown} ».",
        "A number is written without spaces: {meant} instead of “{shown}”.",
    ),
    "decimal comma": (
        "La virgule décimale n'existe pas en JSON : écrivez le nombre avec un point, comme 12.5.",
        "JSON has no decimal comma: write the number with a point, like 12.5.",
    ),
    "control": (
        "Un texte contient {name_fr} : écrivez {escape} à la place, ou retirez ce caractère.",
        "A string holds {name_en}: write {escape} instead, or remove this character.",
    ),
    "bad escape": (
        "« {shown} » ne veut rien dire dans un texte : doublez la barre oblique inverse.",
        "“{shown}” means nothing in a string: double the backslash.",
    ),
    "bad unicode escape": (
        "« {shown} » n'est pas un caractère : écrivez quatre chiffres de 0 à F après \\u.",
        "“{shown}” is not a character: write four digits from 0 to F after \\u.",
    ),
    "lone surrogate": (
        "« {shown} » n'est que la moitié d'un caractère : écrivez le caractère lui-même.",
        "“{shown}” is only half of a character: write the character itself.",
    ),
    "depth": (
        "Plus de {limit} niveaux sont imbriqués, ce qui n'est pas lu : réduisez la profondeur.",
        "More than {limit} levels are nested, which is not read: make the text less deep.",
    ),
    "members": (
        "Le fichier a plus de {limit} éléments. Répartissez son contenu dans plusieurs fichiers.",
        "The file has more than {limit} members. Split its content into several files.",
    ),
}
