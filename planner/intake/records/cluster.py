"""Spellings that look like one name: first by key collision, then by distance.

Key: the same letters and digits, whatever the case, accents, punctuation, spaces and the order of
words. Distance: one word differs by one typing slip (a letter more, less, other or swapped).
Labels that differ in a number, a Roman numeral or a short word stay apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_APART = re.compile(r"[^\w+#&\n]+|_")
_ROMAN = re.compile(r"^[ivx]+$")
_LEAST_KEY = 4
_LEAST_WORD = 5
_LEAST_WHOLE = 8
_FEW = 5_000
_LEGAL = frozenset(
    {
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc",
        "llp", "plc", "gmbh", "mbh", "ag", "kg", "ohg", "se", "ug", "ev", "sa", "sas", "sarl",
        "srl", "spa", "sl", "bv", "nv", "ab", "as", "oy", "aps", "pty", "pvt", "kk",
    }
)  # fmt: skip

Words = tuple[str, ...]
Groups = list[list[str]]


def look_alike(
    counts: Mapping[str, int], companies: bool = False
) -> list[tuple[tuple[str, ...], str]]:
    """Return (spellings, how) of every group of two or more labels that look like one name.

    `counts`: label → rows. Spellings stand most frequent first, each in one group at most; `how`
    is 'key' or 'distance'. `companies`: legal forms such as Inc. or GmbH do not count. A second or
    two for 100,000 labels.
    """
    words = _words(list(counts), companies) if counts else {}
    groups = _by_key({label: w for label, w in words.items() if w}, counts)
    joined = _by_distance([words[group[0]] for group in groups], len(groups) <= _FEW)
    found = []
    for first, others in joined:
        members = [label for at in (first, *others) for label in groups[at]]
        if len(members) > 1:
            members.sort(key=lambda label: (-counts[label], label))
            found.append((tuple(members), "distance" if others else "key"))
    return found


def _words(labels: list[str], companies: bool) -> dict[str, Words]:
    """Return each label's words without case and accents, in order."""
    text = "\n".join(label.replace("\n", " ") for label in labels).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = text.translate({ord(c): None for c in set(text) if unicodedata.combining(c)})
    lines = _APART.sub(" ", text).split("\n")
    words = {label: tuple(line.split()) for label, line in zip(labels, lines, strict=True)}
    if not companies:
        return words
    return {label: tuple(w for w in own if w not in _LEGAL) or own for label, own in words.items()}


def _by_key(words: Mapping[str, Words], counts: Mapping[str, int]) -> Groups:
    """Return labels of equal key together, the most frequent group and label first.

    Two keys tie labels: the set of words, and all words run together (Paid Search, PaidSearch).
    """
    leader: dict[Words | str, str] = {}
    group_of: dict[str, list[str]] = {}
    for label in sorted(sorted(words), key=counts.__getitem__, reverse=True):
        own = words[label]
        alike = own if len(own) == 1 else tuple(sorted(set(own)))
        run = "".join(own)
        known = leader.get(alike) or (leader.get(run) if len(run) >= _LEAST_KEY else None) or label
        leader.setdefault(alike, known)
        if len(run) >= _LEAST_KEY:
            leader.setdefault(run, known)
        group_of.setdefault(known, []).append(label)
    rows = {known: sum(map(counts.__getitem__, group)) for known, group in group_of.items()}
    return [group_of[known] for known in sorted(rows, key=rows.__getitem__, reverse=True)]


def _by_distance(names: list[Words], whole_too: bool) -> list[tuple[int, list[int]]]:
    """Return (name, names one slip away from it); each name is in one group, in order of rank."""
    near = _near_words({word for name in names for word in name})
    place = {name: at for at, name in enumerate(names)}
    whole = {"".join(name): at for at, name in enumerate(names)} if whole_too else {}
    near_whole = _near_words([w for w in whole if len(w) >= _LEAST_WHOLE])
    taken: set[int] = set()
    groups = []
    for at, name in enumerate(names):
        if at in taken:
            continue
        around: set[int] = set()
        if not near.keys().isdisjoint(name):
            around = {place[other] for other in _one_word_off(name, near) if other in place}
        for other in near_whole.get("".join(name), ()):
            if len(names[whole[other]]) != len(name):
                around.add(whole[other])
        joined = sorted(around - taken - {at})
        taken.update(joined, (at,))
        groups.append((at, joined))
    return groups


def _one_word_off(name: Words, near: Mapping[str, set[str]]) -> Iterable[Words]:
    room = sum(map(len, name))
    for i, word in enumerate(name):
        for other in near.get(word, ()):
            if len(word) >= _LEAST_WORD or room >= _LEAST_WHOLE:
                yield (*name[:i], other, *name[i + 1 :])


def _near_words(words: Iterable[str]) -> dict[str, set[str]]:
    """Return for each word those one slip away: words that share a form with a letter left out."""
    forms: dict[str, list[str]] = {}
    for word in words:
        if word.isalpha() and not _ROMAN.match(word) and len(set(word)) > 1:
            for form in _forms(word):
                forms.setdefault(form, []).append(word)
    near: dict[str, set[str]] = {}
    for alike in forms.values():
        for i, one in enumerate(alike):
            for other in alike[i + 1 :]:
                if one != other and _slipped(one, other):
                    near.setdefault(one, set()).add(other)
                    near.setdefault(other, set()).add(one)
    return near


def _forms(word: str) -> set[str]:
    """Return a word, and what is left of it without one letter; of short ones, without doubles."""
    if len(word) >= _LEAST_WORD:
        return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}
    return {
        word,
        *(word[:i] + word[i + 1 :] for i in range(1, len(word)) if word[i] == word[i - 1]),
    }


def _slipped(one: str, other: str) -> bool:
    """Tell whether one letter is missing, other, or swapped with its neighbour."""
    if len(one) > len(other):
        one, other = other, one
    start = next((i for i, c in enumerate(one) if c != other[i]), len(one))
    if len(other) > len(one):
        return one[start:] == other[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start : start + 1]
    return one[start + 1 :] == other[start + 1 :] or (swapped + one[start + 2 :] == other[start:])
