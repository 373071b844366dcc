"""Documents, photos, albums, and fetching a file."""

from __future__ import annotations

from typing import Literal

from bot.demo.simulator.access import named_chat, writable
from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.methods.method import Method
from bot.demo.simulator.methods.sending import caption, dispatch, posted, send_parameters
from bot.demo.simulator.parameters import Parameters, Upload
from bot.demo.simulator.pictures import picture_size
from bot.demo.simulator.refusals import Refusal, bad_request
from bot.demo.simulator.world import Json, StoredFile

Kind = Literal["document", "photo"]
PHOTO_SIDES, PHOTO_RATIO = 10_000, 20


def stored(cloud: Cloud, kind: Kind, upload: Upload, *, size: int | None = None) -> StoredFile:
    """Keep an uploaded file; raises `Refusal` where Telegram takes no such file."""
    length = upload.size if size is None else size
    if length == 0:
        raise bad_request("file must be non-empty")
    if length > cloud.limits.upload_bytes:
        raise Refusal(413, "Request Entity Too Large")
    width = height = 0
    if kind == "photo":
        width, height = _photo_size(cloud, upload, length)
    number, unique = cloud.new_file_id(kind)
    file = StoredFile(number, unique, upload.name, upload.mime_type, length, upload.content, kind, width, height)
    return cloud.keep_file(file)


def _photo_size(cloud: Cloud, upload: Upload, length: int) -> tuple[int, int]:
    most = cloud.limits.photo_bytes
    if length > most:
        raise bad_request(f"file of size {length} bytes is too big for a photo; the maximum size is {most} bytes")
    size = picture_size(upload.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > PHOTO_SIDES or max(size) > PHOTO_RATIO * max(1, min(size)):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def file_content(file: StoredFile) -> Json:
    """The `document` or `photo` field of a message with this file."""
    if file.kind == "photo":
        return {"photo": [file.shown() | {"width": file.width, "height": file.height}]}
    return {"document": file.shown() | {"file_name": file.name, "mime_type": file.mime_type}}


def given_file(cloud: Cloud, parameters: Parameters, kind: Kind, reference: object, name: str) -> StoredFile:
    """The file a parameter means: an upload, `attach://name`, or the id of a file already there."""
    text = reference if isinstance(reference, str) else ""
    attached = text.removeprefix("attach://") if text.startswith("attach://") else name
    upload = parameters.uploads.get(attached)
    if upload is not None and (not text or text.startswith("attach://")):
        return stored(cloud, kind, upload)
    if not text:
        raise bad_request(f"there is no {kind} in the request")
    if text.startswith(("http://", "https://")):
        # Telegram would fetch it; the simulator reaches nothing beyond this machine.
        raise bad_request("failed to get HTTP URL content")
    file = cloud.files.get(text)
    if file is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return file


def _send(cloud: Cloud, parameters: Parameters, kind: Kind) -> Json:
    file = given_file(cloud, parameters, kind, parameters.get(kind), kind)
    content = file_content(file) | caption(cloud, parameters)
    if kind == "photo" and parameters.flag("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return dispatch(cloud, parameters, content, f"{kind}s")


def _send_document(cloud: Cloud, parameters: Parameters) -> Json:
    return _send(cloud, parameters, "document")


def _send_photo(cloud: Cloud, parameters: Parameters) -> Json:
    return _send(cloud, parameters, "photo")


def media_content(cloud: Cloud, parameters: Parameters, item: object) -> Json:
    """The content that an `InputMedia` object describes."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: InputMedia must be an Object")
    kind = item.get("type")
    if kind not in ("document", "photo"):
        raise bad_request("can't parse InputMedia: type must be specified" if not kind else f"unsupported media {kind}")
    file = given_file(cloud, parameters, kind, item.get("media"), "media")
    return file_content(file) | caption(cloud, Parameters(item))


def _send_media_group(cloud: Cloud, parameters: Parameters) -> list[Json]:
    media = parameters.structure("media", "InputMedia")
    if not isinstance(media, list) or not media:
        raise bad_request("can't parse media JSON object" if media is not None else "media is empty")
    if len(media) > 10:
        raise bad_request("too many messages to send as an album")
    contents = [media_content(cloud, parameters, item) for item in media]
    if len({"document" in content for content in contents}) > 1:
        raise bad_request("document can't be mixed with other media types")
    chat, thread = named_chat(cloud, parameters), parameters.integer("message_thread_id")
    writable(cloud, chat, thread, "photos" if "photo" in contents[0] else "documents")
    for _ in contents:
        cloud.flood.admit(chat.id)
    group = cloud.new_file_id("document")[1]
    return [posted(cloud, chat, thread, content | {"media_group_id": group}) for content in contents]


def _get_file(cloud: Cloud, parameters: Parameters) -> Json:
    number = parameters.text("file_id")
    if not number:
        raise bad_request("file_id not specified")
    file = cloud.files.get(number)
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > cloud.limits.download_bytes:
        raise bad_request("file is too big")
    return file.shown() | {"file_path": file.path}


METHODS: dict[str, Method] = {
    "sendDocument": Method(
        _send_document,
        send_parameters(
            "chat_id! document! thumbnail caption parse_mode caption_entities disable_content_type_detection"
        ),
        True,
    ),
    "sendPhoto": Method(
        _send_photo,
        send_parameters("chat_id! photo! caption parse_mode caption_entities show_caption_above_media has_spoiler"),
        True,
    ),
    "sendMediaGroup": Method(
        _send_media_group,
        "business_connection_id chat_id! message_thread_id direct_messages_topic_id media! disable_notification "
        "protect_content allow_paid_broadcast message_effect_id reply_parameters",
        True,
    ),
    "getFile": Method(_get_file, "file_id!"),
}
