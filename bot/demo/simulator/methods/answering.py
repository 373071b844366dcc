"""Answers to button presses and inline queries."""

from __future__ import annotations

from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.entities import formatted
from bot.demo.simulator.keyboards import checked_keyboard
from bot.demo.simulator.methods.method import Method
from bot.demo.simulator.methods.sending import TEXT_LIMIT, known_users
from bot.demo.simulator.parameters import Parameters
from bot.demo.simulator.refusals import bad_request
from bot.demo.simulator.world import Json

MOST_RESULTS = 50
MOST_ANSWER = 200


def _answer_callback_query(cloud: Cloud, parameters: Parameters) -> bool:
    text = parameters.text("text")
    if len(text) > MOST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    url = parameters.text("url")
    if url and not url.startswith((f"https://t.me/{cloud.bot.username}?", f"t.me/{cloud.bot.username}?", "tg://")):
        raise bad_request("URL_INVALID")
    answer: Json = {"text": text, "show_alert": parameters.flag("show_alert"), "url": url}
    query = cloud.answer_query(parameters.text("callback_query_id"), answer)
    cloud.announce("answer", query_id=query.id, user_id=query.user_id, **answer)
    return True


def _answer_inline_query(cloud: Cloud, parameters: Parameters) -> bool:
    results = parameters.structure("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results JSON object")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    kept = [_result(cloud, result) for result in results]
    if len({result["id"] for result in kept}) < len(kept):
        raise bad_request("RESULT_ID_DUPLICATE")
    answer: Json = {
        "results": kept,
        "next_offset": parameters.text("next_offset"),
        "button": parameters.structure("button", "InlineQueryResultsButton"),
        "cache_time": parameters.integer("cache_time", 300),
        "is_personal": parameters.flag("is_personal"),
    }
    query = cloud.answer_query(parameters.text("inline_query_id"), answer)
    cloud.announce("inline", query_id=query.id, user_id=query.user_id, **answer)
    return True


def _result(cloud: Cloud, result: object) -> Json:
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: InlineQueryResult must be an Object")
    number = str(result.get("id", ""))
    if not 1 <= len(number.encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if result.get("type") != "article":
        raise bad_request("can't parse inline query result: unsupported type in the simulator")
    if not result.get("title"):
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    message = result.get("input_message_content")
    if not isinstance(message, dict) or not message.get("message_text"):
        raise bad_request("can't parse inline query result: message text is empty")
    text, entities = formatted(
        str(message["message_text"]),
        message.get("parse_mode"),
        message.get("entities"),
        limit=TEXT_LIMIT,
        too_long="MESSAGE_TOO_LONG",
    )
    if not text:
        raise bad_request("text must be non-empty")
    content: Json = {"text": text, "entities": known_users(cloud, entities)}
    keyboard = checked_keyboard(result.get("reply_markup"), inline_only=True)
    if keyboard is not None:
        content["reply_markup"] = keyboard
    return {"id": number, "title": result["title"], "description": result.get("description", ""), "content": content}


METHODS: dict[str, Method] = {
    "answerCallbackQuery": Method(_answer_callback_query, "callback_query_id! text show_alert url cache_time"),
    "answerInlineQuery": Method(
        _answer_inline_query, "inline_query_id! results! cache_time is_personal next_offset button"
    ),
}
