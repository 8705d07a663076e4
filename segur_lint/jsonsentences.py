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
        "« {shown} » est ouvert ici et jamais refermé : il manque « {close} » à la fin.",
        "“{shown}” is opened here and never closed: “{close}” is missing at the end.",
    ),
    "unclosed string": (
        "Le texte ouvert ici n'est pas refermé avant la fin de la ligne : ajouter le guillemet \".",
        'The string opened here is not closed before the end of the line: add the quote ".',
    ),
    "unopened": (
        "« {shown} » ferme ce qui n'a jamais été ouvert : le retirer.",
        "“{shown}” closes what was never opened: remove it.",
    ),
    "mismatch": (
        "« {shown} » ne peut pas fermer « {open} » : écrire « {close} ».",
        "“{shown}” cannot close “{open}”: write “{close}”.",
    ),
    "trailing comma": (
        "Il y a une virgule en trop avant « {close} » : la retirer.",
        "There is a comma too many before “{close}”: remove it.",
    ),
    "two commas": (
        "Deux virgules se suivent : en retirer une, ou écrire ce qui manque entre elles.",
        "Two commas follow each other: remove one, or write what is missing between them.",
    ),
    "no comma": (
        "Il manque une virgule avant « {shown} ».",
        "A comma is missing before “{shown}”.",
    ),
    "inner quote": (
        "Le texte s'est refermé avant « {shown} » : écrire \\\" pour un guillemet dans un texte.",
        'The string closed before “{shown}”: write \\" for a quote inside a string.',
    ),
    "not a comma": (
        "« {shown} » ne sépare rien en JSON : écrire une virgule.",
        "“{shown}” separates nothing in JSON: write a comma.",
    ),
    "no colon": (
        "Il manque le deux-points « : » entre le nom et sa valeur.",
        "The colon “:” is missing between the name and its value.",
    ),
    "equals": (
        "Un nom et sa valeur sont séparés par « : » en JSON, non par « = ».",
        "A name and its value are separated by “:” in JSON, not by “=”.",
    ),
    "extra colon": (
        "Ce deux-points « : » est en trop : il ne va qu'entre un nom et sa valeur, dans « {{ }} ».",
        "This colon “:” is out of place: it goes only between a name and its value, in “{{ }}”.",
    ),
    "no value": (
        "Il manque une valeur avant « {shown} » : l'écrire, ou écrire null.",
        "A value is missing before “{shown}”: write it, or write null.",
    ),
    "no key": (
        "Il manque un nom entre guillemets avant « {shown} ».",
        "A name in quotes is missing before “{shown}”.",
    ),
    "bare key": (
        'Le nom {shown} doit être entre guillemets ".',
        'The name {shown} must be in quotes ".',
    ),
    "bare text": (
        'Le texte {shown} doit être entre guillemets ".',
        'The text {shown} must be in quotes ".',
    ),
    "foreign word": (
        "{shown} n'est pas un mot de JSON : écrire {meant}, en minuscules et sans guillemets.",
        "{shown} is not a word of JSON: write {meant}, in lower case and without quotes.",
    ),
    "comment": (
        "JSON n'a pas de commentaires : retirer « {shown} ».",
        "JSON has no comments: remove “{shown}”.",
    ),
    "curly quotes": (
        'Le guillemet typographique {shown} ne vaut rien en JSON : écrire le guillemet droit ".',
        'The typographic quote {shown} means nothing in JSON: write the straight quote ".',
    ),
    "single quotes": (
        "Un texte s'écrit entre guillemets droits \" et non entre apostrophes : {shown}.",
        'A string is written in straight quotes ", not in apostrophes: {shown}.',
    ),
    "BOM": (
        "Une marque d'ordre des octets invisible (BOM, U+FEFF) est dans le texte : la retirer.",
        "An invisible byte order mark (BOM, U+FEFF) stands inside the text: remove it.",
    ),
    "NUL": (
        "Un caractère nul (U+0000) est dans le texte : enregistrer le fichier en UTF-8 sans lui.",
        "A NUL character (U+0000) stands in the text: save the file in UTF-8 without it.",
    ),
    "odd space": (
        "Cette espace ({code}) n'est pas permise en JSON : mettre une espace ordinaire.",
        "This space ({code}) is not allowed in JSON: put an ordinary space.",
    ),
    "two documents": (
        "Un second document commence ici : un fichier n'en contient qu'un seul.",
        "A second document begins here: a file holds only one.",
    ),
    "text after": (
        "Le document est fini avant « {shown} » : retirer ce qui suit.",
        "The document ends before “{shown}”: remove what follows.",
    ),
    "unexpected": (
        "Le caractère inattendu « {shown} » ({code}) est à retirer ou à mettre entre guillemets.",
        "The unexpected character “{shown}” ({code}) must be removed, or put in quotes.",
    ),
    "infinite": (
        "{shown} n'est pas un nombre en JSON : écrire un nombre fini, ou null.",
        "{shown} is not a number in JSON: write a finite number, or null.",
    ),
    "overflow": (
        "Le nombre {shown} est trop grand : il dépasse ce que les logiciels savent lire.",
        "The number {shown} is too large: it exceeds what software can read.",
    ),
    "exponent": (
        "L'exposant du nombre {shown} est démesuré : écrire le nombre sans exposant.",
        "The exponent of the number {shown} is out of measure: write the number without exponent.",
    ),
    "hexadecimal": (
        "Le nombre {shown} doit être écrit en base dix.",
        "The number {shown} must be written in base ten.",
    ),
    "plus": (
        "Le nombre {shown} ne peut pas commencer par « + » : retirer ce signe.",
        "The number {shown} cannot begin with “+”: remove this sign.",
    ),
    "leading zero": (
        "Le nombre {shown} commence par un zéro : le retirer, ou mettre un code entre guillemets.",
        "The number {shown} has a leading zero: remove it, or put a code in quotes.",
    ),
    "no integer part": (
        "Il manque un chiffre avant le point du nombre {shown} : écrire par exemple 0.5.",
        "A digit is missing before the point of the number {shown}: write for instance 0.5.",
    ),
    "no fraction": (
        "Il manque un chiffre après le point du nombre {shown} : retirer le point, ou écrire 1.0.",
        "A digit is missing after the point of the number {shown}: remove the point, or write 1.0.",
    ),
    "no exponent": (
        "Il manque un chiffre à la fin du nombre {shown}.",
        "A digit is missing at the end of the number {shown}.",
    ),
    "lone minus": (
        "Il manque un nombre après le signe « - ».",
        "A number is missing after the sign “-”.",
    ),
    "not a number": (
        "{shown} n'est pas un nombre : le corriger, ou le mettre entre guillemets \".",
        '{shown} is not a number: correct it, or put it in quotes ".',
    ),
    "decimal comma": (
        "La virgule décimale n'existe pas en JSON : écrire le nombre avec un point, comme 12.5.",
        "JSON has no decimal comma: write the number with a point, like 12.5.",
    ),
    "control": (
        "Un texte contient {name_fr} : écrire {escape} à la place, ou retirer ce caractère.",
        "A string holds {name_en}: write {escape} instead, or remove this character.",
    ),
    "bad escape": (
        "« {shown} » ne veut rien dire dans un texte : doubler la barre oblique inverse.",
        "“{shown}” means nothing in a string: double the backslash.",
    ),
    "bad unicode escape": (
        "« {shown} » n'est pas un caractère : après \\u, quatre chiffres de 0 à F.",
        "“{shown}” is not a character: after \\u, four digits from 0 to F.",
    ),
    "lone surrogate": (
        "« {shown} » n'est que la moitié d'un caractère : écrire le caractère lui-même.",
        "“{shown}” is only half of a character: write the character itself.",
    ),
    "depth": (
        "Plus de {limit} niveaux sont imbriqués, ce qui n'est pas lu : réduire la profondeur.",
        "More than {limit} levels are nested, which is not read: make the text less deep.",
    ),
    "members": (
        "Le fichier a plus de {limit} éléments, ce qui n'est pas lu : le partager en plusieurs.",
        "The file has more than {limit} members, which is not read: split it.",
    ),
}
