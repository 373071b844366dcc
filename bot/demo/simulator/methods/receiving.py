"""Who the bot is, and how updates reach it."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.methods.method import Method
from bot.demo.simulator.parameters import Parameters
from bot.demo.simulator.refusals import bad_request
from bot.demo.simulator.world import Json

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}\Z")
_PORTS = (443, 80, 88, 8443)


def _get_me(cloud: Cloud, parameters: Parameters) -> Json:
    return cloud.bot.shown() | {
        "can_join_groups": cloud.can_join_groups,
        "can_read_all_group_messages": cloud.can_read_all_group_messages,
        "supports_inline_queries": cloud.supports_inline_queries,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def _get_updates(cloud: Cloud, parameters: Parameters) -> list[Json]:
    cloud.updates.allow(parameters.structure("allowed_updates", "allowed updates"))
    return await cloud.updates.poll(
        parameters.integer("offset"), parameters.integer("limit", 100), parameters.number("timeout")
    )


def on_this_machine(url: str) -> bool:
    """Whether the address is a loopback one; the simulator delivers updates nowhere else."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _set_webhook(cloud: Cloud, parameters: Parameters) -> bool:
    url = parameters.text("url").strip()
    if not url:
        return _delete_webhook(cloud, parameters)
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    # A bot on this machine has no certificate: plain HTTP and any port are taken for loopback, and only there.
    if not on_this_machine(url):
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if port not in _PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = parameters.text("secret_token")
    if not _SECRET.match(secret):
        raise bad_request("secret token contains unallowed characters")
    cloud.updates.allow(parameters.structure("allowed_updates", "allowed updates"))
    if parameters.flag("drop_pending_updates"):
        cloud.updates.drop()
    cloud.updates.end_poll("terminated by setWebhook request")
    connections = min(max(parameters.integer("max_connections", 40), 1), 100)
    cloud.updates.set_webhook(url, secret, connections)
    return True


def _delete_webhook(cloud: Cloud, parameters: Parameters) -> bool:
    cloud.updates.set_webhook("", "", 40)
    if parameters.flag("drop_pending_updates"):
        cloud.updates.drop()
    return True


def _get_webhook_info(cloud: Cloud, parameters: Parameters) -> Json:
    updates = cloud.updates
    info: Json = {
        "url": updates.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending),
        "allowed_updates": sorted(updates.allowed),
    }
    if updates.webhook_url:
        info |= {"max_connections": updates.webhook_connections}
    if updates.webhook_error:
        info |= {"last_error_date": updates.webhook_error[0], "last_error_message": updates.webhook_error[1]}
    return info


def _log_out(cloud: Cloud, parameters: Parameters) -> bool:
    return True


METHODS: dict[str, Method] = {
    "getMe": Method(_get_me),
    "getUpdates": Method(_get_updates, "offset limit timeout allowed_updates"),
    "setWebhook": Method(
        _set_webhook, "url! certificate ip_address max_connections allowed_updates drop_pending_updates secret_token"
    ),
    "deleteWebhook": Method(_delete_webhook, "drop_pending_updates"),
    "getWebhookInfo": Method(_get_webhook_info),
    "logOut": Method(_log_out),
    "close": Method(_log_out),
}
