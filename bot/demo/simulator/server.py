"""The HTTP side: `/bot<token>/<method>`, `/file/bot<token>/<path>`, `/control/…` and the chat page."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from time import monotonic
from typing import Any

import orjson
from aiohttp import web

from bot.demo.simulator.calling import Answer, Caller
from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.control import Control
from bot.demo.simulator.parameters import Parameters, Upload, from_json, from_query
from bot.demo.simulator.refusals import Refusal

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,80}\Z")
_PAGE = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
_JSON = "application/json"


class Server:
    """Answers every request; holds no state of its own."""

    def __init__(self, cloud: Cloud, caller: Caller, control: Control) -> None:
        self.cloud, self.caller, self.control = cloud, caller, control
        self._page: Traversable = files("bot.demo") / "page"

    def application(self) -> web.Application:
        """The aiohttp application."""
        application = web.Application(client_max_size=self.cloud.limits.upload_bytes + (1 << 20))
        application.router.add_route("*", "/{path:.*}", self.handle)
        return application

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        received_at = monotonic()
        path = request.path
        if path.startswith("/bot"):
            return await self._bot(request, path, received_at)
        if path.startswith("/file/bot"):
            return self._file(path)
        if path.startswith("/control/"):
            return await self.control.handle(request)
        return self._static(path)

    # — Bot API —

    async def _bot(self, request: web.Request, path: str, received_at: float) -> web.StreamResponse:
        token, _, method = path[4:].partition("/")
        try:
            self._check_token(token)
            parameters = await _parameters(request)
            answer = await self.caller.call(method, parameters, received_at)
        except Refusal as refusal:
            answer = Answer(refusal.code, refusal.answer())
        if answer.status == 0:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        return web.Response(body=orjson.dumps(answer.body), status=answer.status, content_type=_JSON)

    def _check_token(self, token: str) -> None:
        if not _TOKEN.match(token):
            raise Refusal(404, "Not Found")
        if token != self.cloud.token:
            raise Refusal(401, "Unauthorized")

    def _file(self, path: str) -> web.Response:
        token, _, name = path[len("/file/bot") :].partition("/")
        try:
            self._check_token(token)
        except Refusal as refusal:
            return web.json_response(refusal.answer(), status=refusal.code)
        file = next((f for f in self.cloud.files.values() if f.path == name), None)
        if file is None or file.size > self.cloud.limits.download_bytes:
            return web.json_response(Refusal(404, "Not Found").answer(), status=404)
        return web.Response(body=file.content, content_type="application/octet-stream")

    # — the page —

    def _static(self, path: str) -> web.Response:
        name = path.strip("/") or "index.html"
        suffix = name.rpartition(".")[2]
        page = self._page / name
        if "/" in name or suffix not in _PAGE or not page.is_file():
            raise web.HTTPNotFound
        headers = {"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
        return web.Response(text=page.read_text("utf-8"), content_type=_PAGE[suffix], charset="utf-8", headers=headers)


async def _parameters(request: web.Request) -> Parameters:
    parameters = from_query(request.query_string) if request.query_string else Parameters()
    if request.method == "GET":
        return parameters
    kind = request.content_type
    try:
        if kind == "multipart/form-data":
            sent = await _multipart(request)
        else:
            body = await request.read()
            sent = from_json(body) if kind == _JSON else from_query(body.decode("utf-8", "replace"))
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None
    if parameters.values:
        sent.values = parameters.values | sent.values
    return sent


async def _multipart(request: web.Request) -> Parameters:
    parameters = Parameters()
    form: Any = await request.post()
    for name, value in form.items():
        if isinstance(value, web.FileField):
            content_type = value.content_type or "application/octet-stream"
            parameters.uploads[name] = Upload(value.filename, content_type, value.file.read())
            value.file.close()
        else:
            parameters.values[name] = value
    return parameters
