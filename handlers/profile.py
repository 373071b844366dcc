"""What Telegram shows of the bot before anybody has spoken to it: the command menu, description and short description.

Set at start, and only where it differs: every change costs a request and shows in clients with delay.
"""

from __future__ import annotations

from telegram import Bot, BotCommand

from briefs.wording.wording import LANGUAGES
from handlers.routes import COMMANDS
from handlers.wording import wording_for


async def introduce(bot: Bot) -> None:
    """Make the profile say what this version can do, in every language. Telegram's errors pass through."""
    for language in LANGUAGES:
        code = None if language == LANGUAGES[0] else language
        wording = wording_for(language)
        commands = tuple(
            BotCommand(command.name, wording.say(f"command-{command.name}")) for command in COMMANDS if command.in_menu
        )
        if await bot.get_my_commands(language_code=code) != commands:
            await bot.set_my_commands(commands, language_code=code)
        if (await bot.get_my_description(language_code=code)).description != wording.say("profile-description"):
            await bot.set_my_description(wording.say("profile-description"), language_code=code)
        if (await bot.get_my_short_description(language_code=code)).short_description != wording.say("profile-short"):
            await bot.set_my_short_description(wording.say("profile-short"), language_code=code)
