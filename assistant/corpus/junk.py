"""Page furniture: what a page shows around its text, told by its form and wording."""

from __future__ import annotations

import re

from .readable import plain

# Furniture is short; a longer block is text, whatever words it begins with.
_MOST_WORDS = 30
_MOST_CHARACTERS = 400
_FRAGMENT_WORDS = 8
_STOPPED_WORDS = 3  # so few are a prompt even with a full stop
_FIGURE = re.compile(r"\d")
# How a line of furniture begins, by what it is. A sentence may begin so too, so only a fragment
# counts.
_LINES = (
    # comments
    r"disqus\b|comments?\s*(?:(?:are\s+)?(?:closed|off|disabled))?$",
    r"(?:no|(?:leave|add|post)\s+(?:a|your)|view\s+(?:all)?)\s*(?:comments?|repl(?:y|ies))\b",
    r"(?:share|express|give|tell\s+us|write|leave|add|post)\s+your\s+"
    r"(?:views?|opinions?|thoughts?|comments?|feedback)\b",
    # sharing, subscribing, accounts
    r"share\s*(?:this|on|via|:|$)|tweet(?:\s+this)?$|like\s+this:|print(?:\s+this)?(?:\s+page)?$",
    r"follow\s+(?:us|me)\b|(?:find|like|join)\s+us\s+on\b|subscribe\b|newsletter$",
    r"sign\s*-?\s*(?:up|in)\b|log\s*-?\s*(?:in|out)\b|register\s+(?:now|here|today)\b",
    r"(?:get|receive)\s+(?:the\s+latest|(?:our\s+|the\s+)?newsletter|updates)\b",
    r"enter\s+your\s+e-?mail\b|(?:you\s+(?:can|may)\s+)?unsubscribe\s+at\s+any\s+time\b",
    # teasers and navigation
    r"(?:read\s+(?:more|also|next|the\s+full\s+(?:story|article))|continue\s+reading)\b",
    r"(?:(?:show|load|view|learn|find\s+out)\s+more\b.{0,20}|see\s+(?:also|more)\s*:?)$",
    r"(?:related|recommended|popular|trending|latest|recent|more|most\s+read)\s+"
    r"(?:articles?|posts?|stor(?:y|ies)|news|content|links|reading|from)\b",
    r"you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested)\b",
    r"(?:next|previous|older|newer)\s+(?:post|article|page|story)s?\b|home\s*[>»/|]",
    r"skip\s+to\s+(?:main\s+)?content\b|back\s+to\s+top\b|click\s+here\b",
    r"download\s+(?:the\s+|this\s+|as\s+)?pdf\b|loading\s*(?:…|\.\.\.|$)",
    r"filed\s+under\b|tagged\b|tags?\s*:|categor(?:y|ies)\s*:|posted\s+(?:in|under)\b",
    # advertising, technology
    r"advertisements?\b|sponsored\b|promoted\s+content|powered\s+by\b|javascript\s+is\b",
    r"accept\s+(?:all\s+)?cookies\b|cookie\s+(?:settings|preferences)\b",
    r"please\s+enable\s+javascript",
)
_LINE = re.compile(rf"^\W*(?:{'|'.join(_LINES)})", re.IGNORECASE)
# Wording that no text has, whatever figures and full stops are beside it.
_NOTICES = (
    r"please\s+check\s+settings|all\s+rights\s+reserved",
    r"^\W*(?:(?:copyright\s+)?©|copyright\s+\d{4})",
    r"^\W*(?:(?:view\s+(?:all\s+)?)?\d+\s*(?:comments?|repl(?:y|ies))|comments?\s*\(?\d+\)?)\W*$",
    r"^\W*(?:privacy|terms|cookies?|contact|about|imprint|legal)\b[\w ]{0,24}"
    r"(?:[|·•/]\s*(?:privacy|terms|cookies?|contact|about|imprint|legal|help|jobs)\b[\w ]{0,24})+$",
)
_NOTICE = re.compile("|".join(_NOTICES), re.IGNORECASE)
# A call to get letters or to accept cookies: whole sentences, but never with a figure.
_CALL = re.compile(
    r"\b(?:subscribe\s+to|sign\s+up\s+(?:for|to))\b.*"
    r"\b(?:newsletters?|(?:e-?mail|news)\s+alerts|updates|(?:regular|weekly|daily)\s+e-?mails?)\b"
    r"|\b(?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b.*"
    r"\b(?:accept|agree|consent|continu(?:e|ing)|settings|preferences)\b",
    re.IGNORECASE | re.DOTALL,
)
# The line under the teaser of another page.
_MORE = re.compile(r"^\W*(?:read\s+(?:more|on)|continue\s+reading|learn\s+more)\W*$", re.IGNORECASE)
_SCRIPT = re.compile(r"\]\(\s*javascript:", re.IGNORECASE)
_PICTURE = re.compile(
    r"^\W*(?:(?:photo|image|picture|photograph|illustration)s?\s*(?:credits?|courtesy)?\s*"
    r"(?:by\b|:|/|©)|source\s*:\s*(?:getty|reuters|shutterstock|istock|wikimedia|flickr|alamy)\b"
    r"|(?:this\s+)?page\s+intentionally\s+left\s+blank)",
    re.IGNORECASE,
)
_DIRECTIVE = re.compile(
    r"\.\.\s+(?:_[^:]+:|(?:image|figure|toctree|raw|contents|include|highlight)::)"
)
_CREDIT = re.compile(
    r"(?:^|[.!?,;:|/–—(\[-]\s*)(?:photo\s+|image\s+|picture\s+)?(?:via|photo|image|picture|credit|courtesy(?:\s+of)?|source|©)\s*(?:by|:|/)?\s*"
    r"(?:\[[^\]]+\]\([^)]*\)"
    r"|(?:wikimedia|flickr|getty|reuters|shutterstock|unsplash|pixabay|afp|epa)[\w /.,]{0,60})\W*$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|p\.|seite|стр\.?)\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:of|/|von|из)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)


def is_junk(readable: str, raw: str) -> bool:
    """Whether a block is furniture by itself: a rule, a page number, a prompt to click or sign up.

    ``readable`` is the block without markup; a block of rules or of pictures has none left.
    """
    if not any(character.isalnum() for character in readable):
        return True
    if _is_long(readable):
        return False
    if is_page_number(readable) or _DIRECTIVE.match(raw):
        return True
    if (_PICTURE.match(readable) or _CREDIT.search(raw)) and not _is_sentence(readable):
        return True
    return is_prompt(readable, raw)


def is_prompt(readable: str, raw: str) -> bool:
    """Whether a short block asks its reader to click, comment, share, subscribe or accept.

    A text may ask its reader to sign in, too; so all lines of the block must be prompts and no
    more than fragments, or its wording must be that of a notice which pages show.
    """
    if _is_long(readable):
        return False
    if _NOTICE.search(readable) or _SCRIPT.search(raw):
        return True
    figures = bool(_FIGURE.search(readable))
    lines = [text for line in raw.splitlines() if (text := plain(line))]
    if not figures and (_CALL.search(readable) or (len(lines) > 1 and _MORE.match(lines[-1]))):
        return True
    lines = lines if len(lines) > 1 else [readable]
    return all(_LINE.match(line) and _is_fragment(line) for line in lines)


def _is_fragment(line: str) -> bool:
    """Whether a line says too little to be text: few words, no figure, no full stop."""
    words = len(line.split())
    if _FIGURE.search(line) or words > _FRAGMENT_WORDS:
        return False
    return words <= _STOPPED_WORDS or not line.endswith(".")


def _is_sentence(readable: str) -> bool:
    return readable.endswith(".") and len(readable.split()) > _FRAGMENT_WORDS


def _is_long(readable: str) -> bool:
    return len(readable) > _MOST_CHARACTERS or len(readable.split()) > _MOST_WORDS


def is_page_number(readable: str) -> bool:
    """Whether a block is the number of a page and nothing else."""
    return bool(_PAGE_NUMBER.match(readable))
