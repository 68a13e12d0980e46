"""Words, stems and sentences of a text: what every exact check and the lexical grounder count in.

Stems are those of the Snowball English stemmer, after irregular forms are undone (``rose`` ->
``rise``) and contractions and possessives are cut, so that an inflected restatement still matches.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9À-Þ])|\n\s*\n|(?<=[;:])\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Jr|Sr|No|Nos|vs|etc|cf|ca|approx|"
    r"Inc|Ltd|Co|Corp|Art|Sec|Fig|Vol|pp?|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z](?:\.[A-Z])*)\.$"
)


def literal(value: str) -> str:
    """A pattern of a value as it stands, not as a part of a longer word or number."""
    return rf"(?<![\w.,]){re.escape(value)}(?!\w|[.,]\d)"


STOP_WORDS = frozenset(
    """a an the this that these those such and or but nor so yet if then than as while whereas
    although though because since unless until when whenever where wherever whether who whom whose
    which what why how i me my mine we us our ours you your yours he him his she her hers it its
    they them their theirs itself himself herself themselves oneself each other one of in on at by
    for from to into onto with within about over under above below between among amid during after
    before through throughout across against along around via per up down out off upon toward
    towards is am are was were be been being do does did done doing have has had having will would
    shall should can could may might must ought there here also too very just even still already
    again ever both either more most much many some any all few less least own same only however
    moreover furthermore therefore thus hence meanwhile instead indeed rather quite according
    despite due not no never none nobody nothing neither cannot n't s t re ve ll d""".split()
)

_IRREGULAR_FORMS = """
arise arose arisen|become became|begin began begun|bring brought|build built|buy bought|
catch caught|choose chose chosen|come came|deal dealt|die dead death deaths dying|draw drew drawn|
drive drove driven|eat ate eaten|fall fell fallen|feel felt|fight fought|find found|flee fled|
fly flew flown|forbid forbade forbidden|forget forgot forgotten|freeze froze frozen|
get got gotten|give gave given|go went gone|grow grew grown|hold held|uphold upheld|
withhold withheld|overthrow overthrew overthrown|undergo underwent undergone|overcome overcame|
break broke broken|rebuild rebuilt|keep kept|know knew known|lead led|leave left|lend lent|
lose lost loss losses|make made|mean meant|meet met|pay paid|choose choice choices|
rise rose risen|ride rode ridden|ring rang rung|run ran|say said|see saw seen|seek sought|
sell sold|send sent|shake shook shaken|shoot shot|show shown|shrink shrank shrunk|sing sang sung|
sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|stand stood|steal stole stolen|
stick stuck|strike struck|swear swore sworn|take took taken|teach taught|tear tore torn|tell told|
think thought|throw threw thrown|understand understood|wake woke woken|wear wore worn|win won|
withdraw withdrew withdrawn|write wrote written|man men|woman women|child children|foot feet|
crisis crises|person people persons|permit permission|decide decision decisions|arrive arrival|
refuse refusal|approve approval|deny denial|invade invasion|destroy destruction|grow growth|
succeed success|fail failure|respond response|intend intention|expand expansion|admit admission|
defend defence defense|believe belief beliefs|speak speech|sell sale sales|analysis analyses|
buy purchase purchases purchased|
be is are was were"""
_IRREGULAR = {
    form: group.split()[0] for group in _IRREGULAR_FORMS.split("|") for form in group.split()
}


# American and British spelling made equal: organized, traveled, labor
_AMERICAN = (
    (re.compile(r"(?<=[a-z]{2}[iy])z(?=(?:e[sdr]?|ers|ing|ations?)$)"), "s"),
    (re.compile(r"(?<=[aeiou][b-df-hj-np-tv-z][aeiou])ll(?=(?:ed|ing|ers?)$)"), "l"),
    (re.compile(r"(?<=[a-z]{2}[bdilnv])our(?=(?:s|ed|ing|ers?|able|al|hoods?)?$)"), "or"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written, lower-cased stem, and span in characters."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether the word carries meaning of its own (no function word)."""
        return self.text.lower().replace("’", "'") not in STOP_WORDS


_stemming = threading.Lock()


@lru_cache(maxsize=1)
def _stemmer() -> object:
    import Stemmer

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one word: ``rose`` -> ``rise``, ``Companies'`` -> ``compani``."""
    word = word.lower().replace("’", "'")
    word = re.sub(r"'s?$", "", word)
    for pattern, spelling in _AMERICAN:
        word = pattern.sub(spelling, word)
    word = _IRREGULAR.get(word, word)
    with _stemming:  # Snowball stemmers keep state between calls
        return str(_stemmer().stemWord(word))  # type: ignore[attr-defined]


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in order; hyphenated compounds come apart."""
    return tuple(Word(m.group(), stem(m.group()), *m.span()) for m in _WORD.finditer(text))


def content_stems(text: str) -> list[str]:
    """Stems of the content words of ``text``, in order, with repetitions."""
    return [word.stem for word in words(text) if word.is_content]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a readable text; abbreviations and initials do not end one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        stop = match.start() + len(match.group().rstrip())
        if match.group().startswith(".") and _ABBREVIATION.search(text[start : match.start() + 1]):
            continue
        if text[start:stop].strip():
            spans.append((start, stop))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans
