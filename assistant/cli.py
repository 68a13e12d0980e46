"""The command ``assistant``: index, ask, chat, search, show, where, eval.

Exit codes: 0 answered or done; 1 an error that the message explains; 2 wrong usage;
3 the question was refused because the documents do not say; 4 ``eval --compare`` found a loss.
"""

from __future__ import annotations

import argparse
import codecs
import io
import json
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import paths
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.core import Assistant
    from assistant.reporting import Summary
    from assistant.settings import Settings

REFUSED = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    arguments = parser().parse_args(argv)
    _write_whatever_there_is()
    try:
        code: int = arguments.run(arguments)
    except AssistantError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("assistant: interrupted; nothing was lost.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `assistant search … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _write_whatever_there_is() -> None:
    """Lets standard output escape what its encoding lacks, such as ``€`` in ASCII."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        codecs.register_error("assistant.escaped", _escaped)
        sys.stdout.reconfigure(errors="assistant.escaped")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Characters as JSON escapes them, so that JSON stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="assistant",
        description="Ask a folder of documents; every sentence of an answer is cited and checked.",
    )
    top.add_argument("--version", action="version", version=_version())
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    index = _command(commands, "index", "build or update the index", _index)
    index.add_argument("--json", action="store_true", help="print the summary as JSON")
    index.add_argument("--watch", action="store_true", help="go on, and follow every change")
    index.add_argument("--rebuild", action="store_true", help="make all of it anew")
    index.add_argument(
        "--allow-shrink", action="store_true", help="accept that most documents are gone"
    )

    ask = _command(commands, "ask", "ask a question", _ask)
    ask.add_argument("question", nargs="+", help="the question, in words")
    ask.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    ask.add_argument(
        "--format", choices=("text", "markdown", "html", "json"), default="text", help="output"
    )

    chat = _command(commands, "chat", "open the chat page", _chat)
    chat.add_argument("--host", default="127.0.0.1", help="where it listens (default loopback)")
    chat.add_argument("--port", type=int, default=7860, help="default 7860; 0 takes a free one")
    chat.add_argument(
        "--auth",
        default="",
        metavar="USER:PASSWORD",
        help="who may sign in; or a file of such lines",
    )
    chat.add_argument("--share", action="store_true", help="a public link (off; needs --auth)")
    chat.add_argument("--mcp", action="store_true", help="answer as an MCP server, too")

    search = _command(commands, "search", "list the best passages for a question", _search)
    search.add_argument("question", nargs="+", help="the question, in words")
    search.add_argument("--top-k", type=int, default=5, metavar="N", help="how many (default 5)")
    search.add_argument("--mode", choices=("hybrid", "dense", "keyword"), default="hybrid")
    search.add_argument("--json", action="store_true", help="print passages as JSON")

    show = _command(commands, "show", "print a paragraph that a citation names", _show)
    show.add_argument("file", help="path under the corpus folder, as citations print it")
    show.add_argument(
        "place",
        nargs="+",
        help="as citations print it: 12, 12-14; with pages 'p. 2 ¶1'",
    )
    show.add_argument("--json", action="store_true", help="print paragraphs as JSON")

    where = _command(commands, "where", "print which folders and models are used", _where)
    where.add_argument("--json", action="store_true", help="print as JSON")

    if paths.checkout():
        from evals.cli import add_arguments

        add_arguments(_command(commands, "eval", "measure answers to questions of a file", _eval))
    else:  # not installed with the package; whatever follows, say so
        absent = commands.add_parser("eval", prefix_chars="\0", add_help=False)
        absent.add_argument("rest", nargs="*")
        absent.set_defaults(run=_eval)
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    summary: str,
    run: object,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=summary, description=summary[:1].upper() + summary[1:])
    command.add_argument("--corpus", metavar="DIR", help="folder of documents")
    command.add_argument("--index", metavar="DIR", help="folder of the index")
    command.add_argument("--encoder", metavar="NAME", help="packaged, fast, a folder or a hub name")
    command.add_argument("--chroma", metavar="URL", help="http://host:port of a server, or cloud")
    command.add_argument(
        "--model", metavar="NAME", help="builtin, or provider:name of a chat model"
    )
    command.set_defaults(run=run)
    return command


def _settings(arguments: argparse.Namespace) -> Settings:
    from assistant.settings import Settings

    return Settings.from_environment(
        corpus=arguments.corpus,
        index=arguments.index,
        encoder=arguments.encoder,
        chroma=arguments.chroma,
        model=arguments.model,
    )


def _open(arguments: argparse.Namespace) -> Assistant:
    from assistant.core import Assistant

    return Assistant.open(_settings(arguments), progress=sys.stderr.isatty())


def _index(arguments: argparse.Namespace) -> int:
    from assistant.core import index_corpus
    from assistant.embedding import open_encoder
    from assistant.render import to_json

    settings = _settings(arguments)
    encoder = open_encoder(settings.encoder, settings.index)

    def tell(told: Summary | AssistantError) -> None:
        if isinstance(told, AssistantError):
            print(f"assistant: {told}", file=sys.stderr)
        else:
            print(to_json(told) if arguments.json else told, flush=True)

    def update(rebuild: bool = False, retry: bool = False) -> Summary:
        return index_corpus(
            settings,
            encoder,
            progress=True,
            allow_shrink=arguments.allow_shrink,
            rebuild=rebuild,
            retry=retry,
        )

    tell(update(arguments.rebuild, retry=True))
    if arguments.watch:
        from assistant.watching import watch

        watch(Path(settings.corpus), update, tell, threading.Event())
    return 0


def _ask(arguments: argparse.Namespace) -> int:
    from assistant.render import FORMATS

    answer = _open(arguments).ask(" ".join(arguments.question))
    print(FORMATS["json" if arguments.json else arguments.format](answer))
    return REFUSED if answer.refused else 0


def _chat(arguments: argparse.Namespace) -> int:
    from assistant.app import Serving, serve

    serving = Serving(
        arguments.host, arguments.port, arguments.auth, arguments.share, arguments.mcp
    )
    serve(_open(arguments), serving)
    return 0


def _search(arguments: argparse.Namespace) -> int:
    from assistant.render import passage_line, to_json

    passages = _open(arguments).search(
        " ".join(arguments.question), top_k=arguments.top_k, mode=arguments.mode
    )
    print(to_json(passages) if arguments.json else "\n".join(map(passage_line, passages)))
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from assistant.places import find
    from assistant.render import to_json

    paragraphs = find(_open(arguments).paragraphs(arguments.file), " ".join(arguments.place))
    print(to_json(paragraphs) if arguments.json else "\n\n".join(each.text for each in paragraphs))
    return 0


def _where(arguments: argparse.Namespace) -> int:
    from assistant.render import to_json

    settings = _settings(arguments)
    places = {
        "corpus": str(settings.corpus),
        "index": str(settings.index),
        "encoder": settings.encoder,
        "grounder": settings.grounder,
        "model": settings.model,
    }
    width = max(map(len, places))
    lines = (f"{name:{width}}  {value}" for name, value in places.items())
    print(to_json(places) if arguments.json else "\n".join(lines))
    return 0


def _eval(arguments: argparse.Namespace) -> int:
    if not paths.checkout():
        raise AssistantError(
            "The evaluation is not part of the installed package.",
            "Run `assistant eval` in a checkout of the source.",
        )
    from evals.cli import run

    return run(arguments, _settings(arguments))


def _version() -> str:
    from assistant import __version__

    return f"%(prog)s {__version__}"
