"""Every error attache raises on purpose.

    AttacheError
    ├── ConfigError            a key of the configuration is wrong: exit 2, one line
    ├── SourceError            something that should have become articles did not
    │   ├── FetchError         the address did not answer, or not with what was asked
    │   ├── AddressRefused     the address may not be fetched (private network, scheme, port)
    │   └── FormatError        the bytes are not what they claim, are empty, binary or too large
    ├── ModelMissing           no language model, or one that parses wrongly: reading is off
    ├── StoreError             the store cannot be opened, read or written
    │   ├── StoreBusy          another attache runs on this store
    │   ├── StoreFull          no room left on the disk; what was acknowledged is safe
    │   └── SchemaTooNew       the store was written by a newer attache
    ├── RequestError           a person asked for something that cannot be done as said
    │   └── NotAllowed         the person may not do this
    └── DeliveryError          a message did not, or may not have, reached its chat
        ├── RetryLater         nothing was sent; try again after `after`
        ├── SubscriberGone     blocked, kicked, deactivated, or the topic is gone
        ├── ChatMoved          the group was upgraded; it has a new id
        ├── MessageRejected    the request was refused; our mistake, never repeated as it was
        └── OutcomeUnknown     sent, but no answer came: it may have arrived

A library's error is translated once, where it enters, the most specific first. `str(error)` is one clear sentence
that may be shown to a person; it never holds a secret.
"""

from __future__ import annotations

from datetime import timedelta


class AttacheError(Exception):
    """The root; catching it catches everything attache raises on purpose."""


class ConfigError(AttacheError):
    """A key of the configuration is unknown or its value is wrong.

    `file` and `key` say where, `expected` says what would have been right.
    """

    def __init__(self, file: str, key: str, expected: str) -> None:
        super().__init__(f"{file}: {key}: {expected}" if key else f"{file}: {expected}")
        self.file, self.key, self.expected = file, key, expected


class SourceError(AttacheError):
    """Something that should have become articles did not. `origin` is its path or address."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}" if origin else reason)
        self.origin, self.reason = origin, reason

    def __reduce__(self) -> tuple[object, ...]:
        """Errors of sources travel between processes; pickle's own way would call with the message alone."""
        return _unpickled, (type(self), dict(self.__dict__))


def _unpickled(kind: type[SourceError], state: dict[str, object]) -> SourceError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    error.args = (f"{error.origin}: {error.reason}" if error.origin else error.reason,)
    return error


class FetchError(SourceError):
    """The address did not answer, or not with what was asked. `status` is the HTTP status, if one came."""

    def __init__(
        self, origin: str, reason: str, *, status: int | None = None, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(origin, reason)
        self.status, self.retry_after = status, retry_after


class AddressRefused(SourceError):
    """The address may not be fetched: private network, foreign scheme or port."""


class FormatError(SourceError):
    """The bytes are not what they claim to be, hold no text, or are too large."""


class ModelMissing(AttacheError):
    """There is no usable language model; articles are stored, not read."""


class StoreError(AttacheError):
    """The store cannot be opened, read or written."""


class StoreBusy(StoreError):
    """Another attache already runs on this store."""


class StoreFull(StoreError):
    """There is no room left on the disk; everything acknowledged before is safe."""


class SchemaTooNew(StoreError):
    """The store was written by a newer attache."""


class RequestError(AttacheError):
    """A person asked for something that cannot be done as said.

    `str(error)` tells them why in English; `sentence` names the same sentence of the message catalogue, with `values`
    for its variables, where there is one in their language.
    """

    def __init__(self, text: str, *, sentence: str = "", **values: str | int) -> None:
        super().__init__(text)
        self.sentence, self.values = sentence, values


class NotAllowed(RequestError):
    """The person may not do this here."""


class DeliveryError(AttacheError):
    """A message did not, or may not have, reached its chat."""


class RetryLater(DeliveryError):
    """Nothing was sent; it may be tried again `after` this long. `everyone` says that all chats must wait."""

    def __init__(self, reason: str, *, after: timedelta, everyone: bool = False) -> None:
        super().__init__(reason)
        self.after, self.everyone = after, everyone


class SubscriberGone(DeliveryError):
    """The chat is closed to us. `kind` says how: "blocked", "deactivated", "kicked", "no rights", "not found",
    "topic closed" or "topic deleted"; the last two close one topic, the others the whole chat.
    """

    def __init__(self, reason: str, *, kind: str) -> None:
        super().__init__(reason)
        self.kind = kind


class ChatMoved(DeliveryError):
    """The group was upgraded to a supergroup and has a new id."""

    def __init__(self, reason: str, *, new_chat_id: int) -> None:
        super().__init__(reason)
        self.new_chat_id = new_chat_id


class MessageRejected(DeliveryError):
    """The Bot API refused the request as malformed."""


class OutcomeUnknown(DeliveryError):
    """The request was sent and no answer came: the message may have arrived."""
