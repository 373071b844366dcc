// One message as an element of the conversation.

import { el, hue, icon, safeAddress } from "./elements.js";
import { richText } from "./richtext.js";
import { fileAddress } from "./server.js";

const PIN = "M12 21s7-6.4 7-11.5A7 7 0 0 0 5 9.5C5 14.6 12 21 12 21zM12 12a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z";
const PERSON = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-3.8 3.6-6 7.5-6s6.9 2.2 7.5 6";
const REPLY = "M9 8L4 13l5 5M4 13h9a7 7 0 0 1 7 7v-1";

export function bubble(message, context) {
  const service = serviceText(message, context);
  if (service) return el("li", { className: "service", "data-id": message.message_id }, service);
  const mine = message.from?.id === context.me && message.chat.type !== "channel";
  const body = el("div", { className: "bubble" });
  if (!mine && context.showSender && message.from) {
    body.append(el("span", { className: "sender", style: { "--hue": hue(message.from.id) } }, fullName(message.from)));
  }
  if (message.via_bot) body.append(el("span", { className: "origin" }, `via @${message.via_bot.username}`));
  if (message.forward_origin) body.append(el("span", { className: "origin" }, forwarded(message.forward_origin, context)));
  if (message.reply_to_message) body.append(replied(message.reply_to_message, context));
  body.append(...media(message, context));
  const text = message.text ?? message.caption;
  if (text) {
    body.append(el("div", { className: "text", dir: "auto" }, richText(text, message.entities ?? message.caption_entities, context.hooks)));
  }
  body.append(el("span", { className: "meta" },
    message.edit_date ? el("span", {}, "edited") : null,
    el("time", { dateTime: new Date(message.date * 1000).toISOString() }, context.time(message.date))));
  const made = el("li", { className: `message${mine ? " mine" : ""}`, "data-id": message.message_id }, body);
  const rows = message.reply_markup?.inline_keyboard;
  if (rows) made.append(keys(message, rows, context));
  made.append(el("button", {
    className: "act", type: "button", "aria-label": "Reply", title: "Reply", onclick: () => context.reply(message),
  }, icon(REPLY)));
  return made;
}

export function fullName(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}

// The first line of a message for the chat list, a reply or a pin.
export function summary(message) {
  if (message.text) return message.text.split("\n", 1)[0];
  if (message.photo) return message.caption ? `Photo · ${message.caption}` : "Photo";
  if (message.document) return message.document.file_name || "File";
  if (message.location) return "Location";
  if (message.contact) return `Contact · ${message.contact.first_name}`;
  return serviceText(message, {}) || "Message";
}

function serviceText(message) {
  const who = message.from ? fullName(message.from) : "";
  if (message.new_chat_members) return `${who} added ${message.new_chat_members.map(fullName).join(", ")}`;
  if (message.left_chat_member) return `${who} removed ${fullName(message.left_chat_member)}`;
  if (message.migrate_to_chat_id) return "This group became a supergroup";
  if (message.migrate_from_chat_id) return "The supergroup was made from a group";
  if (message.forum_topic_created) return `${who} created the topic “${message.forum_topic_created.name}”`;
  return "";
}

function forwarded(origin, context) {
  const from = origin.chat?.title || origin.sender_user_name || (origin.sender_user ? fullName(origin.sender_user) : "");
  return `Forwarded from ${from} · ${context.day(origin.date)}`;
}

function replied(message, context) {
  const name = message.from ? fullName(message.from) : message.chat?.title || "";
  return el("button", { className: "replied", type: "button", onclick: () => context.jump(message.message_id) },
    el("b", {}, name), el("span", {}, summary(message)));
}

function media(message, context) {
  const made = [];
  if (message.photo) {
    const photo = message.photo[message.photo.length - 1];
    const alt = message.caption || "Photo";
    made.push(el("button", { className: "photo", type: "button", "aria-label": "Open the picture", onclick: () => context.picture(photo.file_id, alt) },
      el("img", { src: fileAddress(photo.file_id), alt, loading: "lazy", width: photo.width, height: photo.height, style: { height: "auto" } })));
  }
  if (message.document) made.push(documentCard(message.document));
  if (message.location) {
    const { latitude, longitude } = message.location;
    made.push(el("div", { className: "place" }, el("span", { className: "pin", "aria-hidden": "true" }, icon(PIN)),
      el("span", {}, el("b", {}, message.venue?.title || "Location"), el("br"), `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`)));
  }
  if (message.contact) {
    made.push(el("div", { className: "place" }, el("span", { className: "pin", "aria-hidden": "true" }, icon(PERSON)),
      el("span", {}, el("b", {}, message.contact.first_name), el("br"), message.contact.phone_number)));
  }
  return made;
}

function documentCard(file) {
  const name = file.file_name || "file";
  const kind = name.includes(".") ? name.split(".").pop().slice(0, 4) : "file";
  return el("a", { className: "file", href: fileAddress(file.file_id), download: name, "aria-label": `Download ${name}` },
    el("span", { className: "sheet", "aria-hidden": "true" }, kind),
    el("span", {}, el("b", {}, name), el("span", {}, size(file.file_size))));
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}

function keys(message, rows, context) {
  return el("div", { className: "keys" }, ...rows.map((row) => el("div", {}, ...row.map((button) => key(message, button, context)))));
}

function key(message, button, context) {
  const href = button.url && safeAddress(button.url);
  if (href) {
    return el("a", { className: "out", href, target: "_blank", rel: "noopener noreferrer", onclick: (event) => context.hooks.link(href, event) }, button.text);
  }
  const made = el("button", { type: "button" }, button.text);
  made.addEventListener("click", () => context.press(message, button, made));
  return made;
}
