"""Page furniture: what a page shows around its text, told by its form and wording."""

from __future__ import annotations

import re

from .readable import plain

# Furniture is short; a longer block is text, whatever words it begins with.
_MOST_WORDS = 30
_MOST_CHARACTERS = 400
# How a line of furniture begins, by what it is.
_LINES = (
    # comments
    r"disqus\b|comments?\s*(?:\(?\d+\)?|(?:are\s+)?(?:closed|off|disabled))?$",
    r"(?:\d+|no|(?:leave|add|post)\s+(?:a|your)|view\s+(?:all)?)\s*(?:comments?|repl(?:y|ies))\b",
    r"(?:share|express|give|tell\s+us|write|leave|add|post)\s+your\s+"
    r"(?:views?|opinions?|thoughts?|comments?|feedback)\b",
    # sharing, subscribing, accounts
    r"share\s*(?:this|on|via|:|$)|tweet(?:\s+this)?$|like\s+this:|print(?:\s+this)?(?:\s+page)?$",
    r"follow\s+(?:us|me)\b|(?:find|like|join)\s+us\s+on\b|subscribe\b|newsletter$",
    r"sign\s*-?\s*(?:up|in)\b|log\s*-?\s*(?:in|out)\b|register\s+(?:now|here|today)\b",
    r"(?:get|receive)\s+(?:the\s+latest|(?:our\s+|the\s+)?newsletter|updates)\b",
    # teasers and navigation
    r"(?:read\s+(?:more|also|next|the\s+full\s+(?:story|article))|continue\s+reading)\b.{0,80}$",
    r"(?:(?:show|load|view|learn|find\s+out)\s+more\b.{0,20}|see\s+(?:also|more)\s*:?)$",
    r"(?:related|recommended|popular|trending|latest|recent|more|most\s+read)\s+"
    r"(?:articles?|posts?|stor(?:y|ies)|news|content|links|reading|from)\b.{0,60}$",
    r"you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested)\b",
    r"(?:next|previous|older|newer)\s+(?:post|article|page|story)s?\b|home\s*[>»/|]",
    r"skip\s+to\s+(?:main\s+)?content\b|back\s+to\s+top\b|click\s+here\b",
    r"download\s+(?:the\s+|this\s+|as\s+)?pdf\b|loading\s*(?:…|\.\.\.|$)",
    r"filed\s+under\b|tagged\b|tags?\s*:|categor(?:y|ies)\s*:|posted\s+(?:in|under)\b",
    # advertising, law, technology
    r"advertisements?\b|sponsored\b|promoted\s+content|powered\s+by\b|javascript\s+is\b",
    r"(?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b|accept\s+(?:all\s+)?cookies\b",
    r"cookie\s+(?:settings|preferences)\b|all\s+rights\s+reserved\b",
    r"(?:privacy|terms|cookies?|contact|about|imprint|legal)\b[\w ]{0,24}"
    r"(?:[|·•/]\s*(?:privacy|terms|cookies?|contact|about|imprint|legal|help|jobs)\b[\w ]{0,24})+$",
    r"(?:copyright\s+)?©|copyright\s+\d{4}|please\s+(?:check\s+settings|enable\s+javascript)",
)
_PICTURE = re.compile(
    r"^\W*(?:(?:photo|image|picture|photograph|illustration)s?\s*(?:credits?|courtesy)?\s*"
    r"(?:by\b|:|/|©)|source\s*:\s*(?:getty|reuters|shutterstock|istock|wikimedia|flickr|alamy)\b"
    r"|(?:this\s+)?page\s+intentionally\s+left\s+blank)",
    re.IGNORECASE,
)
_LINE = re.compile(rf"^\W*(?:{'|'.join(_LINES)})", re.IGNORECASE)
_DIRECTIVE = re.compile(
    r"\.\.\s+(?:_[^:]+:|(?:image|figure|toctree|raw|contents|include|highlight)::)"
)
_ANYWHERE = re.compile(
    r"please\s+check\s+settings|all\s+rights\s+reserved|sign\s+up\s+(?:for|to\s+(?:receive|get))\b"
    r"|enter\s+your\s+e-?mail|unsubscribe\s+at\s+any\s+time|subscribe\s+to\s+our\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:via|photo|image|picture|credit|courtesy(?:\s+of)?|source|©)\s*(?:by|:|/)?\s*"
    r"(?:\[[^\]]+\]\([^)]*\)"
    r"|(?:wikimedia|flickr|getty|reuters|shutterstock|unsplash|pixabay|afp|epa)[\w /.,]{0,60})\W*$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|p\.|seite|стр\.?)\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:of|/|von|из)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_PAGE_MARK = re.compile(r"^\d{1,3}\b[\s|·–-]*|[\s|·–-]*\b\d{1,3}$")


def is_junk(readable: str, raw: str) -> bool:
    """Whether a block is furniture by itself: a rule, a page number, a prompt to click or sign up.

    ``readable`` is the block without markup; a block of rules or of pictures has none left.
    """
    if not any(character.isalnum() for character in readable):
        return True
    if _is_long(readable):
        return False
    if _PAGE_NUMBER.match(readable) or _PICTURE.match(readable):
        return True
    if _CREDIT.search(raw) or _DIRECTIVE.match(raw):
        return True
    return is_prompt(readable, raw)


def is_prompt(readable: str, raw: str) -> bool:
    """Whether a short block asks its reader to click, comment, share, subscribe or accept."""
    if _is_long(readable):
        return False
    lines = raw.splitlines()
    lines = [plain(line) for line in lines if line.strip()] if len(lines) > 1 else [readable]
    return any(_LINE.match(line) for line in lines) or bool(_ANYWHERE.search(readable))


def _is_long(readable: str) -> bool:
    return len(readable) > _MOST_CHARACTERS or len(readable.split()) > _MOST_WORDS


def running_head(readable: str) -> str:
    """What a running head would be known by: a short line without page number; else nothing."""
    if len(readable) > 120 or readable[-1:] in ".!?":
        return ""
    words = _PAGE_MARK.sub("", readable).lower().split()
    return " ".join(words) if 0 < len(words) <= 12 else ""
