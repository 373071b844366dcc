// The typing field: sending, commands as one types, inline results, attachments, the bot's keyboard.

import { el } from "./elements.js";
import { ask, openMenu, toast } from "./menus.js";
import { act, base64 } from "./server.js";
import { summary } from "./bubbles.js";

const $ = (id) => document.getElementById(id);
const text = $("text");
const pop = $("pop");
const file = $("file");
const INLINE_PAUSE = 220;

export class Composer {
  // `place()` tells where one writes: {chat, me, thread, commands, bot, isPhoto}.
  constructor(place) {
    this.place = place;
    this.replyTo = null;
    this.inline = null;
    this.inlineTimer = 0;
    $("composer").addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    text.addEventListener("keydown", (event) => this.key(event));
    text.addEventListener("input", () => { this.grow(); this.suggest(); });
    $("commands").addEventListener("click", () => this.toggleCommands());
    $("attach").addEventListener("click", () => this.attach());
    file.addEventListener("change", () => this.sendFile());
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.closePop(); });
    document.addEventListener("pointerdown", (event) => {
      if (!pop.hidden && !pop.contains(event.target) && event.target !== $("commands") && event.target !== text) this.closePop();
    });
  }

  async say(words, extra = {}) {
    const { chat, me, thread } = this.place();
    const body = { chat_id: chat.id, user_id: me, text: words, ...extra };
    if (thread) body.thread_id = thread;
    if (this.replyTo) body.reply_to = this.replyTo.message_id;
    this.reply(null);
    try {
      await act("say", body);
    } catch (error) {
      toast(error.message);
    }
  }

  submit() {
    const words = text.value.trim();
    if (!words) return;
    text.value = "";
    this.grow();
    this.closePop();
    this.say(words);
  }

  fill(words) {
    text.value = words;
    this.grow();
    this.suggest();
    text.focus();
  }

  reply(message) {
    this.replyTo = message;
    const box = $("replying");
    box.hidden = !message;
    if (!message) return;
    box.replaceChildren(el("p", {}, el("b", {}, "Reply "), summary(message)),
      el("button", { type: "button", className: "icon", "aria-label": "Do not reply", onclick: () => this.reply(null) }, "✕"));
    text.focus();
  }

  key(event) {
    const options = [...pop.querySelectorAll("button")];
    if (!pop.hidden && options.length && ["ArrowDown", "ArrowUp", "Tab"].includes(event.key)) {
      const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
      const step = event.key === "ArrowUp" ? options.length - 1 : 1;
      options.forEach((option) => option.removeAttribute("aria-selected"));
      const next = options[(at + step + options.length) % options.length];
      next.setAttribute("aria-selected", "true");
      next.scrollIntoView({ block: "nearest" });
      event.preventDefault();
    } else if (event.key === "Escape") {
      this.closePop();
      this.reply(null);
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const chosen = pop.hidden ? null : pop.querySelector('[aria-selected="true"]');
      if (chosen) chosen.click();
      else this.submit();
    }
  }

  grow() {
    text.style.height = "auto";
    text.style.height = `${Math.min(170, text.scrollHeight + 2)}px`;
  }

  suggest() {
    const words = text.value;
    const { bot, commands } = this.place();
    const inline = words.match(new RegExp(`^@${bot.username}\\s(.*)$`, "si"));
    clearTimeout(this.inlineTimer);
    if (inline) {
      this.inlineTimer = setTimeout(() => this.askInline(inline[1]), INLINE_PAUSE);
    } else if (/^\/\w*$/.test(words)) {
      this.showCommands(commands.filter(({ command }) => `/${command}`.startsWith(words.toLowerCase())));
    } else {
      this.closePop();
    }
  }

  toggleCommands() {
    if (!pop.hidden) return this.closePop();
    this.showCommands(this.place().commands, true);
  }

  showCommands(commands, always = false) {
    if (!commands.length && !always) return this.closePop();
    this.openPop(commands.map(({ command, description }) => el("button", {
      type: "button", role: "option",
      onclick: () => { text.value = ""; this.grow(); this.closePop(); this.say(`/${command}${this.suffix()}`); },
    }, el("b", {}, `/${command}`), el("span", {}, description))), "The bot has set no commands yet.");
  }

  suffix() {
    const { chat, bot } = this.place();
    return chat.type === "private" ? "" : `@${bot.username}`;
  }

  async askInline(query) {
    const { me, chat } = this.place();
    const kind = chat.type === "private" ? "sender" : chat.type;
    const { query_id: id, answer } = await act("ask_inline", { user_id: me, text: query, chat_type: kind, wait: 5 });
    if (!text.value.startsWith("@")) return;
    const results = answer?.results || [];
    this.openPop(results.map((result) => el("button", {
      type: "button", role: "option", className: "result",
      onclick: () => { text.value = ""; this.grow(); this.closePop(); act("choose_inline", { chat_id: chat.id, user_id: me, query_id: id, result_id: result.id }).catch((error) => toast(error.message)); },
    }, el("b", {}, result.title), el("span", {}, result.description))), answer ? "Nothing found." : "The bot does not answer.");
  }

  openPop(options, empty) {
    pop.replaceChildren(...(options.length ? options : [el("p", {}, empty)]));
    pop.setAttribute("role", options.length ? "listbox" : "note");
    pop.hidden = false;
    $("commands").setAttribute("aria-expanded", "true");
  }

  closePop() {
    pop.hidden = true;
    $("commands").setAttribute("aria-expanded", "false");
  }

  attach() {
    openMenu($("attach"), [
      { label: "File", run: () => this.pick(false) },
      { label: "Photo", run: () => this.pick(true) },
      { label: "Location", run: () => this.location() },
      { label: "Contact", run: () => this.contact() },
      { label: "Forward a text with its date", run: () => this.forward() },
    ]);
  }

  pick(isPhoto) {
    this.isPhoto = isPhoto;
    file.value = "";
    file.accept = isPhoto ? "image/*" : "";
    file.click();
  }

  async sendFile() {
    const chosen = file.files[0];
    if (!chosen) return;
    const { chat, me } = this.place();
    const common = { chat_id: chat.id, user_id: me, content: await base64(chosen), name: chosen.name, caption: text.value.trim() };
    text.value = "";
    try {
      if (this.isPhoto) await act("send_photo", common);
      else await act("send_document", { ...common, mime_type: chosen.type || "application/octet-stream" });
    } catch (error) {
      toast(error.message);
    }
  }

  async location() {
    const places = [["55.7558,37.6173", "Moscow"], ["43.6028,39.7342", "Sochi"], ["40.7128,-74.0060", "New York"], ["51.5074,-0.1278", "London"],
      ["46.2044,6.1432", "Geneva"], ["31.7683,35.2137", "Jerusalem"], ["24.7136,46.6753", "Riyadh"], ["28.6139,77.2090", "Delhi"], ["39.9042,116.4074", "Beijing"]];
    const chosen = await ask("Share a location", [{ name: "place", label: "Place", options: places }], { confirm: "Share" });
    if (!chosen) return;
    const [latitude, longitude] = chosen.place.split(",").map(Number);
    const { chat, me } = this.place();
    await act("share_location", { chat_id: chat.id, user_id: me, latitude, longitude });
  }

  async contact() {
    const chosen = await ask("Share a contact", [
      { name: "first_name", label: "Name", value: "Press office" },
      { name: "phone_number", label: "Telephone", value: "+7 495 000 00 00" },
    ], { confirm: "Share" });
    const { chat, me } = this.place();
    if (chosen) await act("share_contact", { chat_id: chat.id, user_id: me, ...chosen });
  }

  async forward() {
    const now = this.place().now();
    const chosen = await ask("Forward a text", [
      { name: "from", label: "From", value: "Wire desk" },
      { name: "at", label: "Sent on", type: "datetime-local", value: now.toISOString().slice(0, 16) },
      { name: "text", label: "Text", type: "long" },
    ], { confirm: "Forward" });
    if (!chosen) return;
    const at = Math.floor(Date.parse(`${chosen.at}Z`) / 1000) - this.place().offset() * 60;
    this.say(chosen.text, { forwarded_from: chosen.from, forwarded_at: at });
  }

  showKeyboard(keyboard) {
    const box = $("keyboard");
    const rows = keyboard?.keyboard;
    text.placeholder = keyboard?.input_field_placeholder || "Message";
    box.hidden = !rows;
    if (!rows) return;
    const chosen = (button) => {
      if (keyboard.one_time_keyboard) this.showKeyboard(null);
      if (button.request_location) this.location();
      else if (button.request_contact) this.contact();
      else this.say(button.text);
    };
    box.replaceChildren(...rows.map((row) => el("div", {}, ...row.map((button) => el("button", {
      type: "button", onclick: () => chosen(button),
    }, button.text)))));
  }
}
