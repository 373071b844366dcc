// A message's text with its entities as elements. Offsets are UTF-16 units, which is how JavaScript counts, too.

import { el, safeAddress } from "./elements.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const PLAIN_TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };

export function richText(text, entities = [], hooks = {}) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, hooks);
}

function build(text, from, to, entities, hooks) {
  const made = document.createDocumentFragment();
  let position = from;
  while (entities.length) {
    const entity = entities[0];
    const start = Math.max(entity.offset, position);
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset >= to) break;
    entities.shift();
    if (end <= start) continue;
    if (start > position) made.append(text.slice(position, start));
    const inner = [];
    while (entities.length && entities[0].offset < end) inner.push(entities.shift());
    made.append(wrap(entity, text.slice(start, end), build(text, start, end, inner, hooks), hooks));
    position = end;
    // A block ends its line by itself: the line break behind it in the text is that one.
    if (BLOCKS.has(entity.type) && text[position] === "\n" && position < to) position += 1;
  }
  if (position < to) made.append(text.slice(position, to));
  return made;
}

function wrap(entity, plain, content, hooks) {
  const tag = PLAIN_TAGS[entity.type];
  if (tag) return el(tag, {}, content);
  switch (entity.type) {
    case "text_link":
    case "url":
      return link(entity.url || plain, content, hooks);
    case "email":
      return link(`mailto:${plain}`, content, hooks);
    case "bot_command":
      return el("button", { className: "command", type: "button", onclick: () => hooks.command?.(plain) }, content);
    case "spoiler":
      return spoiler(content);
    case "blockquote":
      return el("blockquote", { className: "quote" }, el("div", { className: "inner" }, content));
    case "expandable_blockquote":
      return expandable(content, plain);
    default:
      return el("span", { className: entity.type }, content);
  }
}

function link(address, content, hooks) {
  const href = safeAddress(address);
  if (!href) return el("span", {}, content);
  return el("a", {
    href, target: "_blank", rel: "noopener noreferrer", title: href,
    onclick: (event) => hooks.link?.(href, event),
  }, content);
}

function spoiler(content) {
  const made = el("span", { className: "spoiler", tabIndex: 0, role: "button", "aria-label": "Hidden text, press to show" }, content);
  const open = () => {
    made.classList.add("open");
    made.removeAttribute("aria-label");
  };
  made.addEventListener("click", open);
  made.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
  return made;
}

function expandable(content, plain) {
  const made = el("blockquote", { className: "quote" }, el("div", { className: "inner" }, content));
  if (plain.length < 110 && (plain.match(/\n/g) || []).length < 3) return made;
  made.classList.add("folded");
  const button = el("button", { className: "unfold", type: "button", "aria-expanded": "false" }, "Show more");
  button.addEventListener("click", () => {
    const folded = made.classList.toggle("folded");
    button.textContent = folded ? "Show more" : "Show less";
    button.setAttribute("aria-expanded", String(!folded));
  });
  made.append(button);
  return made;
}
