"""What Telegram shows of the bot before anybody has spoken to it: command menus, descriptions, the menu button.

Set at start, and only where it differs: every change costs a request and shows in clients with delay. Members of a
group see what they may use there, its admins what they may settle, editors and owners in private what they may do.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    MenuButtonCommands,
)
from telegram.constants import MenuButtonType
from telegram.error import BadRequest, Forbidden

from briefs.model.subscriber import Role
from briefs.wording.wording import LANGUAGES
from handlers.rights import RIGHTS, Right
from handlers.routes import COMMANDS, Command
from handlers.wording import wording_for

LOGGER = logging.getLogger("attache.handlers")


@dataclass(frozen=True, slots=True)
class Menu:
    """The commands that one sort of chat is shown."""

    scope: BotCommandScope
    commands: tuple[Command, ...]


async def introduce(bot: Bot, roles: Mapping[int, Role] | None = None) -> None:
    """Make the profile say what this version can do, in every language; people are shown what their roles allow.

    Telegram's errors pass through.
    """
    for menu in _menus():
        await _show(bot, menu)
    for language in LANGUAGES:
        code, wording = _code(language), wording_for(language)
        if (await bot.get_my_description(language_code=code)).description != wording.say("profile-description"):
            await bot.set_my_description(wording.say("profile-description"), language_code=code)
        if (await bot.get_my_short_description(language_code=code)).short_description != wording.say("profile-short"):
            await bot.set_my_short_description(wording.say("profile-short"), language_code=code)
    if (await bot.get_chat_menu_button()).type != MenuButtonType.COMMANDS:
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    for person, role in (roles or {}).items():
        if Right.EDIT in RIGHTS[role]:
            await introduce_to(bot, person, role)


async def introduce_to(bot: Bot, chat_id: int, role: Role) -> None:
    """A person's own menu in the private chat. One who has not opened it yet gets it at a later start.

    Telegram's other errors pass through.
    """
    shown = role if Right.EDIT in RIGHTS[role] else Role.READER
    try:
        await _show(bot, Menu(BotCommandScopeChat(chat_id), _for_role(shown)))
    except (BadRequest, Forbidden) as error:
        LOGGER.info("somebody's chat is not open yet: %s", error)


def _menus() -> tuple[Menu, ...]:
    for_readers = _for_role(Role.READER)
    in_groups = tuple(command for command in for_readers if not command.private_only)
    for_members = tuple(command for command in in_groups if not command.settles)
    return (
        Menu(BotCommandScopeDefault(), for_readers),
        Menu(BotCommandScopeAllGroupChats(), for_members),
        Menu(BotCommandScopeAllChatAdministrators(), in_groups),
    )


def _for_role(role: Role) -> tuple[Command, ...]:
    return tuple(
        command for command in COMMANDS if command.in_menu and (command.right is None or command.right in RIGHTS[role])
    )


async def _show(bot: Bot, menu: Menu) -> None:
    for language in LANGUAGES:
        code, wording = _code(language), wording_for(language)
        wanted = tuple(BotCommand(command.name, wording.say(f"command-{command.name}")) for command in menu.commands)
        if await bot.get_my_commands(scope=menu.scope, language_code=code) != wanted:
            await bot.set_my_commands(wanted, scope=menu.scope, language_code=code)


def _code(language: str) -> str | None:
    """Telegram's code: none for the language that stands in for all others."""
    return None if language == LANGUAGES[0] else language
