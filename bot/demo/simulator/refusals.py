"""What Telegram says when it refuses a request: the codes and texts of the public Bot API server.

Texts come from the open source of the server where it produces them, and from observed answers where a closed backend
does; a bot that matches on them must find them here letter for letter.
"""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """The request is refused: `code` is the HTTP status and `error_code`, `description` the text of the answer."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters

    def answer(self) -> dict[str, Any]:
        """The JSON object that Telegram answers with."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(text: str, **parameters: Any) -> Refusal:
    """400: the request itself is wrong."""
    return Refusal(400, f"Bad Request: {text}", **parameters)


def forbidden(text: str) -> Refusal:
    """403: the chat is closed to this bot."""
    return Refusal(403, f"Forbidden: {text}")


def conflict(text: str) -> Refusal:
    """409: another consumer of updates is in the way."""
    return Refusal(409, f"Conflict: {text}")


def too_many_requests(seconds: int) -> Refusal:
    """429: nothing more to this scope for `seconds`."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def chat_not_found() -> Refusal:
    """No such chat, or one this bot has never met."""
    return bad_request("chat not found")


def query_too_old() -> Refusal:
    """A callback or inline query that was answered already, has expired or never was."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


def upgraded(new_id: int) -> Refusal:
    """The group became a supergroup with another id."""
    return bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=new_id)


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
