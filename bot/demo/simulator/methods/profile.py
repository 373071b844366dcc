"""What the bot tells about itself: commands by scope and language, names, descriptions, the menu button."""

from __future__ import annotations

import re

from bot.demo.simulator.access import named_chat
from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.methods.method import Method
from bot.demo.simulator.parameters import Parameters
from bot.demo.simulator.refusals import bad_request
from bot.demo.simulator.world import Json

_NAME = re.compile(r"[a-z0-9_]{1,32}\Z")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?\Z")


def _scope(cloud: Cloud, parameters: Parameters) -> str:
    scope = parameters.structure("scope", "BotCommandScope")
    if scope is None:
        return "default"
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in ("default", "all_private_chats", "all_group_chats", "all_chat_administrators"):
        return str(kind)
    if kind in ("chat", "chat_administrators", "chat_member"):
        chat = named_chat(cloud, Parameters(scope))
        return f"{kind}:{chat.id}" + (f":{int(scope.get('user_id', 0))}" if kind == "chat_member" else "")
    raise bad_request("can't parse BotCommandScope: Unsupported type specified")


def _language(parameters: Parameters) -> str:
    code = parameters.text("language_code")
    if not _LANGUAGE.match(code):
        raise bad_request("invalid language code specified")
    return code


def _set_my_commands(cloud: Cloud, parameters: Parameters) -> bool:
    commands = parameters.structure("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands JSON object")
    kept = []
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: BotCommand must be an Object")
        name, description = (
            str(command.get("command", "")).removeprefix("/"),
            str(command.get("description", "")).strip(),
        )
        if not _NAME.match(name):
            raise bad_request("BOT_COMMAND_INVALID" if name else "command name must not be empty")
        if not 1 <= len(description) <= 256:
            raise bad_request(
                "BOT_COMMAND_DESCRIPTION_INVALID" if description else "command description must not be empty"
            )
        kept.append({"command": name, "description": description})
    if len(kept) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    cloud.profile.commands[_scope(cloud, parameters), _language(parameters)] = kept
    cloud.announce("commands")
    return True


def _get_my_commands(cloud: Cloud, parameters: Parameters) -> list[Json]:
    return cloud.profile.commands.get((_scope(cloud, parameters), _language(parameters)), [])


def _delete_my_commands(cloud: Cloud, parameters: Parameters) -> bool:
    cloud.profile.commands.pop((_scope(cloud, parameters), _language(parameters)), None)
    cloud.announce("commands")
    return True


def _set_text(texts: dict[str, str], parameters: Parameters, name: str, most: int) -> bool:
    text = parameters.text(name)
    if len(text) > most:
        raise bad_request(f"{name.replace('_', ' ')} is too long")
    texts[_language(parameters)] = text
    return True


def _set_my_name(cloud: Cloud, parameters: Parameters) -> bool:
    done = _set_text(cloud.profile.names, parameters, "name", 64)
    cloud.bot.first_name = cloud.profile.names.get("") or cloud.bot.first_name
    return done


def _set_my_description(cloud: Cloud, parameters: Parameters) -> bool:
    return _set_text(cloud.profile.descriptions, parameters, "description", 512)


def _set_my_short_description(cloud: Cloud, parameters: Parameters) -> bool:
    return _set_text(cloud.profile.short_descriptions, parameters, "short_description", 120)


def _get_my_name(cloud: Cloud, parameters: Parameters) -> Json:
    names = cloud.profile.names
    return {"name": names.get(_language(parameters)) or names.get("") or cloud.bot.first_name}


def _get_my_description(cloud: Cloud, parameters: Parameters) -> Json:
    texts = cloud.profile.descriptions
    return {"description": texts.get(_language(parameters)) or texts.get("", "")}


def _get_my_short_description(cloud: Cloud, parameters: Parameters) -> Json:
    texts = cloud.profile.short_descriptions
    return {"short_description": texts.get(_language(parameters)) or texts.get("", "")}


def _set_chat_menu_button(cloud: Cloud, parameters: Parameters) -> bool:
    button = parameters.structure("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("commands", "default", "web_app"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    if parameters.get("chat_id") is None:
        cloud.profile.menu_button = {"type": "commands"} if button["type"] == "default" else button
    else:
        chat = named_chat(cloud, parameters)
        if chat.type != "private":
            raise bad_request("chat not found")
        chat.menu_button = None if button["type"] == "default" else button
    return True


def _get_chat_menu_button(cloud: Cloud, parameters: Parameters) -> Json:
    if parameters.get("chat_id") is None:
        return cloud.profile.menu_button
    return named_chat(cloud, parameters).menu_button or {"type": "default"}


def _set_rights(cloud: Cloud, parameters: Parameters) -> bool:
    cloud.profile.rights[parameters.flag("for_channels")] = parameters.structure("rights", "administrator rights") or {}
    return True


METHODS: dict[str, Method] = {
    "setMyCommands": Method(_set_my_commands, "commands! scope language_code"),
    "getMyCommands": Method(_get_my_commands, "scope language_code"),
    "deleteMyCommands": Method(_delete_my_commands, "scope language_code"),
    "setMyName": Method(_set_my_name, "name language_code"),
    "getMyName": Method(_get_my_name, "language_code"),
    "setMyDescription": Method(_set_my_description, "description language_code"),
    "getMyDescription": Method(_get_my_description, "language_code"),
    "setMyShortDescription": Method(_set_my_short_description, "short_description language_code"),
    "getMyShortDescription": Method(_get_my_short_description, "language_code"),
    "setChatMenuButton": Method(_set_chat_menu_button, "chat_id menu_button"),
    "getChatMenuButton": Method(_get_chat_menu_button, "chat_id"),
    "setMyDefaultAdministratorRights": Method(_set_rights, "rights for_channels"),
}
