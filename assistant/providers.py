"""Opens the chat model that the settings name, through LangChain or in process."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.chat import EXCERPT_TOKENS, ChatWriter
from assistant.errors import ModelMissing
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

BUILTIN = "builtin"
IN_PROCESS = "llamacpp"
TIMEOUT = 120.0  # seconds
RETRIES = 3  # with growing pauses, by the provider's own client
ANSWER_TOKENS = 1500  # room for a model that thinks before it answers
LOCAL_ANSWER_TOKENS = 300
LOCAL_EXCERPT_TOKENS = 320  # a 1.5B model on two cores reads about 50 tokens a second


@dataclass(frozen=True, slots=True)
class Provider:
    """What a provider's LangChain class calls the common options, and where it reads its key."""

    options: dict[str, Any] = field(default_factory=dict)
    key: str = ""


_HOSTED = {"max_tokens": ANSWER_TOKENS, "timeout": TIMEOUT, "max_retries": RETRIES}
PROVIDERS = {  # the extras of pyproject.toml; any other provider of LangChain works by its package
    "openai": Provider(_HOSTED, "OPENAI_API_KEY"),
    "anthropic": Provider(_HOSTED, "ANTHROPIC_API_KEY"),
    "ollama": Provider(
        {"num_predict": LOCAL_ANSWER_TOKENS, "client_kwargs": {"timeout": TIMEOUT}},
    ),
}


def open_writer(settings: Settings, chat: BaseChatModel | None = None) -> ChatWriter | None:
    """The writer over ``chat``, or over the model that the settings name; None for the built-in.

    Raises ModelMissing as ``open_chat`` does.
    """
    if settings.model == BUILTIN:
        return ChatWriter(chat) if chat is not None else None
    local = settings.model.partition(":")[0] in (IN_PROCESS, "ollama")
    budget = LOCAL_EXCERPT_TOKENS if local else EXCERPT_TOKENS
    return ChatWriter(chat or open_chat(settings), settings.model, budget)


def open_chat(settings: Settings) -> BaseChatModel:
    """The LangChain chat model that ``settings.model`` names as ``provider:name``.

    Raises ModelMissing when the name is not of that form, the provider's package is not installed,
    its key is not set, or there is no such file.
    """
    provider, _, name = settings.model.partition(":")
    if not name:
        raise ModelMissing(
            f"The model {settings.model!r} names no provider.",
            "Write provider:model, such as openai:gpt-5-mini, ollama:llama3.2 or"
            " llamacpp:/path/to/model.gguf.",
        )
    if provider == IN_PROCESS:
        from assistant.llamacpp import open_llamacpp

        return open_llamacpp(name, max_tokens=LOCAL_ANSWER_TOKENS)
    return _from_langchain(provider, name, settings.base_url)


def _from_langchain(provider: str, name: str, base_url: str) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    known = PROVIDERS.get(provider, Provider())
    options = {"temperature": 0.0, **known.options}
    if base_url:
        options["base_url"] = base_url
    if provider == "openai" and base_url:
        options["stream_usage"] = True
        options["api_key"] = os.environ.get(known.key) or "none"  # local servers ask for none
    elif known.key and not os.environ.get(known.key):
        raise ModelMissing(
            f"The model {provider}:{name} needs a key and {known.key} is not set.",
            f"Set it in the environment: export {known.key}=…",
        )
    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **options)
    except ImportError as error:
        package = (
            f"'cited-assistant[{provider}]'"
            if provider in PROVIDERS
            else f"langchain-{provider.replace('_', '-')}"
        )
        raise ModelMissing(
            f"The provider {provider!r} is not installed ({error.name or error}).",
            f"Run: pip install {package}",
        ) from error
    except ValueError as error:
        raise ModelMissing(
            f"The model {provider}:{name} cannot be used: {error}",
            f"Known providers are {', '.join([*PROVIDERS, IN_PROCESS])} and LangChain's others.",
        ) from error
    return model
