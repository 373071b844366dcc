// The page as a whole: whose phone it is, the list of chats, the open conversation, and what changes.

import { bubble, fullName, summary } from "./bubbles.js";
import { chatActions, newActions } from "./chatactions.js";
import { Composer } from "./composer.js";
import * as clock from "./clock.js";
import { el, hue, initials } from "./elements.js";
import { alertBox, openMenu, showPicture, toast } from "./menus.js";
import { act, fileAddress, listen, view } from "./server.js";

const $ = (id) => document.getElementById(id);
const SHOWN = 150;
const NEIGHBOURS_SECONDS = 300;

const state = { bot: {}, people: [], chats: [], me: 0, chatId: 0, thread: 0, shown: SHOWN, own: new Set() };
const messages = new Map(); // chat id → Map of message id → message
const unread = new Map(); // `${me}:${chat id}` → count
const typing = new Map(); // chat id → timer

const composer = new Composer(() => ({
  chat: chat(), me: state.me, thread: state.thread, bot: state.bot,
  commands: chat()?.commands[state.me] || [], now: clock.localNow, offset: clock.offsetMinutes,
}));

const context = {
  get me() { return state.me; },
  get showSender() { return chat()?.type !== "private"; },
  time: clock.time, day: clock.day,
  hooks: {
    command: (words) => composer.say(words),
    link: (href, event) => deepLink(href, event),
  },
  reply: (message) => composer.reply(message),
  jump: (id) => jump(id),
  picture: (id, alt) => showPicture(fileAddress(id), alt),
  press: (message, button, element) => press(message, button, element),
};

// — state —

function chat(id = state.chatId) {
  return state.chats.find((one) => one.id === id);
}

function person(id = state.me) {
  return state.people.find((one) => one.id === id);
}

function titleOf(one) {
  return one.type === "private" ? state.bot.first_name : one.title;
}

// A person's phone shows their private chat with the bot (on top) and the groups and channels they are in.
function visibleChats() {
  const mine = state.chats.filter((one) => (one.type === "private" ? one.id === state.me : one.members.includes(state.me)) && !one.migrated_to);
  if (person() && !mine.some((one) => one.type === "private")) {
    mine.unshift({ id: state.me, type: "private", members: [state.me], administrators: [], commands: {}, topics: [], pinned: [], own: [] });
  }
  const last = (one) => Math.max(0, ...[...(messages.get(one.id)?.values() || [])].slice(-1).map((message) => message.date));
  const first = (one) => (one.type === "private" ? 1 : 0);
  return mine.sort((a, b) => first(b) - first(a) || last(b) - last(a));
}

async function refresh() {
  const fresh = await view("state");
  Object.assign(state, { bot: fresh.bot, people: fresh.people, description: fresh.description });
  state.chats = fresh.chats;
  clock.setClock(fresh.clock);
  if (!person()) state.me = Number(localStorage.getItem("me")) || 0;
  if (!person()) state.me = state.people[0]?.id || 0;
  await Promise.all(visibleChats().filter((one) => !messages.has(one.id)).map((one) => load(one.id)));
  drawPeople();
  const open = visibleChats();
  if (!open.some((one) => one.id === state.chatId)) state.chatId = 0;
  state.chats = [...state.chats, ...open.filter((one) => !state.chats.includes(one))];
  drawList();
  if (state.chatId) drawHead();
}

async function load(id) {
  try {
    const { messages: all } = await view("messages", { chat_id: id });
    messages.set(id, new Map(all.map((message) => [message.message_id, message])));
  } catch {
    messages.set(id, new Map());
  }
}

let refreshing = 0;
function refreshSoon() {
  clearTimeout(refreshing);
  refreshing = setTimeout(refresh, 80);
}

// — the list —

function drawPeople() {
  const chosen = $("me");
  chosen.replaceChildren(...state.people.map((one) => el("option", { value: one.id, selected: one.id === state.me }, fullName(one))));
  const me = person();
  $("me-avatar").textContent = me ? initials(fullName(me)) : "?";
  $("me-avatar").style.setProperty("--hue", hue(state.me));
}

function drawList() {
  $("chats").replaceChildren(...visibleChats().map((one) => {
    const last = [...(messages.get(one.id)?.values() || [])].pop();
    const count = unread.get(`${state.me}:${one.id}`) || 0;
    const author = last && one.type !== "private" && last.from ? `${last.from.first_name}: ` : last?.from?.id === state.me ? "You: " : "";
    const preview = typing.has(one.id) ? "typing…" : last ? author + summary(last) : "No messages yet";
    return el("button", { className: "row", type: "button", "aria-current": String(one.id === state.chatId), "data-chat": one.id, onclick: () => open(one.id) },
      avatar(one), el("span", { className: "name" }, titleOf(one)),
      el("span", { className: "when" }, last ? clock.when(last.date) : ""),
      el("span", { className: "last" }, preview),
      count ? el("span", { className: "badge", "aria-label": `${count} unread` }, String(count)) : el("span"));
  }));
  const total = [...unread].filter(([key]) => key.startsWith(`${state.me}:`)).reduce((sum, [, count]) => sum + count, 0);
  document.title = `${total ? `(${total}) ` : ""}attache · rehearsal`;
}

function avatar(one) {
  return el("span", { className: "avatar", "aria-hidden": "true", style: { "--hue": one.type === "private" ? "208" : hue(one.id) } }, initials(titleOf(one)));
}

// — the conversation —

function open(id, { show = true } = {}) {
  state.chatId = id;
  state.thread = 0;
  state.shown = SHOWN;
  localStorage.setItem(`chat:${state.me}`, id);
  unread.delete(`${state.me}:${id}`);
  composer.reply(null);
  if (show) $("app").dataset.view = "chat";
  drawList();
  drawHead();
  drawMessages();
  scrollDown();
}

function drawHead() {
  const one = chat();
  if (!one) return;
  $("chat-title").textContent = titleOf(one);
  const mark = $("chat-avatar");
  mark.textContent = initials(titleOf(one));
  mark.style.setProperty("--hue", one.type === "private" ? "208" : hue(one.id));
  drawStatus();
  drawTopics(one);
  drawPinned(one);
  drawFoot(one);
}

function drawStatus() {
  const one = chat();
  const busy = typing.has(one.id);
  const here = one.bot === "administrator" || one.bot === "member";
  const count = one.members.length + (here && one.type !== "channel" ? 1 : 0);
  $("chat-status").textContent = busy ? "typing…" : one.type === "private" ? (person()?.blocked ? "bot · blocked" : "bot")
    : one.type === "channel" ? `${count} subscriber${count === 1 ? "" : "s"}` : `${count} member${count === 1 ? "" : "s"}`;
  $("chat-status").className = busy ? "busy" : "";
}

function drawTopics(one) {
  $("topics").hidden = !one.is_forum;
  if (!one.is_forum) return;
  $("topics").replaceChildren(...one.topics.map((topic) => el("button", {
    type: "button", role: "tab", "aria-selected": String(topic.id === (state.thread || 1)),
    onclick: () => { state.thread = topic.id === 1 ? 0 : topic.id; drawHead(); drawMessages(); scrollDown(); },
  }, topic.name, topic.closed ? el("small", {}, " closed") : null)));
}

function drawPinned(one) {
  const message = messages.get(one.id)?.get(one.pinned[one.pinned.length - 1]);
  $("pinned").hidden = !message;
  if (!message) return;
  $("pinned").replaceChildren(el("span", {}, el("b", {}, "Pinned message"), summary(message)));
  $("pinned").onclick = () => jump(message.message_id);
}

function drawFoot(one) {
  const me = person();
  const isPrivate = one.type === "private";
  const mayWrite = isPrivate ? !me?.blocked && me?.started : one.type !== "channel" || one.administrators.includes(state.me);
  const begin = isPrivate && !mayWrite;
  $("composer").hidden = !mayWrite;
  $("start").hidden = !begin;
  $("start").textContent = me?.blocked ? "UNBLOCK AND RESTART" : "START";
  $("closed").hidden = mayWrite || begin;
  $("closed").textContent = "Only administrators write in this channel.";
  $("commands").hidden = one.type === "channel";
  composer.showKeyboard(mayWrite ? one.keyboard : null);
}

function inThread(message) {
  const one = chat();
  return !one.is_forum || (message.message_thread_id || 0) === state.thread;
}

function shownMessages() {
  return [...(messages.get(state.chatId)?.values() || [])].filter(inThread);
}

function drawMessages() {
  const all = shownMessages();
  const some = all.slice(-state.shown);
  const list = $("messages");
  list.replaceChildren();
  if (all.length > some.length) {
    list.append(el("button", { className: "earlier", type: "button", onclick: () => { state.shown += SHOWN; drawMessages(); } }, "Earlier messages"));
  }
  if (!all.length) list.append(emptyNote());
  let before = null;
  for (const message of some) {
    appendMessage(message, before);
    before = message;
  }
}

function emptyNote() {
  const text = chat()?.type === "private" ? state.description || "Press START to begin." : "No messages here yet.";
  return el("li", { className: "empty" }, el("b", {}, chat()?.type === "private" ? "What can this bot do?" : titleOf(chat())), text);
}

function appendMessage(message, before) {
  const list = $("messages");
  list.querySelector(".empty")?.remove();
  if (!before || clock.day(before.date) !== clock.day(message.date)) {
    list.append(el("li", { className: "service day" }, clock.day(message.date)));
    before = null;
  }
  const made = bubble(message, context);
  const last = list.lastElementChild;
  const joins = before && before.from?.id === message.from?.id && message.date - before.date < NEIGHBOURS_SECONDS && !last?.classList.contains("service");
  if (joins) {
    made.classList.add("next");
    last?.classList.remove("last");
    made.querySelector(".sender")?.remove();
  }
  made.classList.add("last");
  list.append(made);
}

// Pictures and unfolding quotes change heights: whoever was at the end stays there.
let atEnd = true;
new ResizeObserver(() => { if (atEnd) scrollDown(); }).observe($("messages"));

function atBottom() {
  const box = $("scroll");
  return box.scrollHeight - box.scrollTop - box.clientHeight < 90;
}

function scrollDown() {
  atEnd = true;
  requestAnimationFrame(() => {
    $("scroll").scrollTop = $("scroll").scrollHeight;
    $("down").hidden = true;
  });
}

function jump(id) {
  const element = $("messages").querySelector(`[data-id="${id}"]`);
  if (!element) return;
  element.scrollIntoView({ block: "center", behavior: "smooth" });
  element.classList.add("flash");
  setTimeout(() => element.classList.remove("flash"), 1400);
}

// — acting —

async function press(message, button, element) {
  if (button.copy_text) {
    await navigator.clipboard?.writeText(button.copy_text.text);
    return toast("Copied");
  }
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  if (query !== undefined) return composer.fill(`@${state.bot.username} ${query}`);
  if (!button.callback_data) return toast("The simulator does not open this kind of button.");
  element.classList.add("waiting");
  try {
    const { answer } = await act("press", { chat_id: message.chat.id, user_id: state.me, message_id: message.message_id, data: button.callback_data, wait: 15 });
    if (!answer) toast("The bot did not answer the button.");
    else if (answer.url) deepLink(answer.url);
    else if (answer.text) (answer.show_alert ? alertBox : toast)(answer.text);
  } catch (error) {
    toast(error.message);
  } finally {
    element.classList.remove("waiting");
  }
}

// t.me links to this very bot open the private chat, as the apps do.
function deepLink(href, event) {
  const found = href.match(new RegExp(`^https?://(?:t\\.me|telegram\\.me)/${state.bot.username}(?:\\?(start|startgroup)=([\\w-]*))?$`, "i"));
  if (!found) return;
  event?.preventDefault();
  open(state.me);
  if (found[1] !== "startgroup") act("say", { chat_id: state.me, user_id: state.me, text: `/start${found[2] ? ` ${found[2]}` : ""}` });
}

// — what changes —

const changes = {
  message({ chat_id: id, message }) {
    if (!messages.has(id)) messages.set(id, new Map());
    const before = id === state.chatId ? shownMessages().pop() : null;
    messages.get(id).set(message.message_id, message);
    stopTyping(id);
    const mine = message.from?.id === state.me;
    if (id === state.chatId && inThread(message)) {
      const stay = atBottom() || mine;
      appendMessage(message, before);
      if (stay) scrollDown();
      else $("down").hidden = false;
    }
    if (!mine && (id !== state.chatId || document.hidden)) {
      for (const one of state.people) {
        if (one.id === id || chat(id)?.members.includes(one.id)) unread.set(`${one.id}:${id}`, (unread.get(`${one.id}:${id}`) || 0) + 1);
      }
    }
    if (!chat(id) || (message.chat.type === "private" && !person(id)?.started)) refreshSoon();
    drawList();
  },
  edited({ chat_id: id, message }) {
    messages.get(id)?.set(message.message_id, message);
    const old = id === state.chatId && $("messages").querySelector(`[data-id="${message.message_id}"]`);
    if (old) {
      const stay = atBottom();
      const made = bubble(message, context);
      for (const name of ["next", "last"]) made.classList.toggle(name, old.classList.contains(name));
      made.style.animation = "none";
      old.replaceWith(made);
      if (stay) scrollDown();
    }
    drawList();
  },
  deleted({ chat_id: id, message_id: number }) {
    messages.get(id)?.delete(number);
    if (id === state.chatId) $("messages").querySelector(`[data-id="${number}"]`)?.remove();
    drawList();
  },
  keyboard({ chat_id: id, keyboard }) {
    if (chat(id)) chat(id).keyboard = keyboard;
    if (id === state.chatId) drawFoot(chat());
  },
  pinned({ chat_id: id, message_ids: numbers }) {
    if (chat(id)) chat(id).pinned = numbers;
    if (id === state.chatId) drawPinned(chat());
  },
  action({ chat_id: id }) {
    clearTimeout(typing.get(id));
    typing.set(id, setTimeout(() => stopTyping(id), 5000));
    if (id === state.chatId) drawStatus();
    drawList();
  },
  reaction({ chat_id: id, message_id: number, reactions }) {
    if (id !== state.chatId) return;
    const meta = $("messages").querySelector(`[data-id="${number}"] .meta`);
    meta?.querySelector(".reaction")?.remove();
    if (reactions.length) meta?.prepend(el("span", { className: "reaction" }, reactions.map((one) => one.emoji).join("")));
  },
  clock: ({ clock: now }) => clock.setClock(now),
};

function stopTyping(id) {
  clearTimeout(typing.get(id));
  typing.delete(id);
  if (id === state.chatId && chat()) drawStatus();
}

async function reload() {
  messages.clear();
  await refresh();
  if (state.chatId) drawMessages();
}

async function become(id, show = false) {
  state.me = id;
  localStorage.setItem("me", id);
  state.chatId = 0;
  await refresh();
  const before = Number(localStorage.getItem(`chat:${id}`));
  const mine = visibleChats();
  open((mine.find((one) => one.id === before) || mine[0])?.id || 0, { show });
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  localStorage.setItem("theme", name);
}

$("me").addEventListener("change", (event) => become(Number(event.target.value)));
$("back").addEventListener("click", () => { $("app").dataset.view = "list"; });
$("down").addEventListener("click", scrollDown);
$("scroll").addEventListener("scroll", () => {
  atEnd = atBottom();
  if (atEnd) $("down").hidden = true;
}, { passive: true });
$("start").addEventListener("click", () => composer.say("/start"));
$("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
$("add").addEventListener("click", () => openMenu($("add"), newActions(state, person, become, open)));
$("more").addEventListener("click", () => openMenu($("more"), chatActions(state, chat(), person())));
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && unread.delete(`${state.me}:${state.chatId}`)) drawList();
});

setTheme(localStorage.getItem("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
await refresh();
if (state.me) await become(state.me, true);
listen((event) => (changes[event.kind] || (event.kind === "answer" || event.kind === "inline" ? () => {} : refreshSoon))(event), reload);
document.documentElement.dataset.ready = "true";
