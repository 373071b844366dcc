// What can be made to happen beyond writing: people, groups, rights, blocking, topics.

import { ask, toast } from "./menus.js";
import { act } from "./server.js";

async function attempt(name, body) {
  try {
    return await act(name, body);
  } catch (error) {
    toast(error.message);
    return null;
  }
}

export function newActions(state, person, become, open) {
  return [
    { label: "New person", run: () => newPerson(become) },
    { label: "New group with the bot", run: () => newChat(state, "group", open) },
    { label: "New forum with topics", run: () => newChat(state, "forum", open) },
    { label: "New channel", run: () => newChat(state, "channel", open) },
  ];
}

async function newPerson(become) {
  const chosen = await ask("A new person", [
    { name: "first_name", label: "First name" },
    { name: "last_name", label: "Last name", required: false },
    { name: "language_code", label: "Language of their phone", options: [["en", "English"], ["ru", "Russian"], ["fr", "French"], ["ar", "Arabic"], ["zh", "Chinese"]] },
  ], { confirm: "Add" });
  const made = chosen && (await attempt("add_user", chosen));
  if (made) await become(made.id, true);
}

async function newChat(state, kind, open) {
  const chosen = await ask(kind === "channel" ? "A new channel" : "A new group", [{ name: "title", label: "Title" }], { confirm: "Create" });
  if (!chosen) return;
  const type = kind === "forum" ? "supergroup" : kind;
  const others = state.people.map((one) => one.id).filter((id) => id !== state.me);
  const made = await attempt("add_chat", { type, title: chosen.title, creator: state.me, members: others, is_forum: kind === "forum" });
  if (!made) return;
  await attempt("add_bot", { chat_id: made.id, by: state.me });
  setTimeout(() => open(made.id), 250);
}

export function chatActions(state, chat, me) {
  if (!chat) return [{ label: "Choose a chat first", run() {} }];
  const here = { chat_id: chat.id };
  const by = { ...here, by: state.me };
  if (chat.type === "private") {
    return [me.blocked
      ? { label: "Unblock the bot", run: () => attempt("unblock", { user_id: me.id }) }
      : { label: "Block the bot", danger: true, run: () => attempt("block", { user_id: me.id }) }];
  }
  const inside = ["member", "administrator", "restricted"].includes(chat.bot);
  const topic = chat.topics.find((one) => one.id === state.thread);
  return [
    !inside && { label: "Add the bot", run: () => attempt("add_bot", by) },
    inside && chat.bot !== "administrator" && { label: "Make the bot an administrator", run: () => attempt("promote_bot", { ...by, rights: ["can_delete_messages", "can_pin_messages", "can_manage_topics"] }) },
    inside && chat.bot === "administrator" && chat.type !== "channel" && { label: "Make the bot an ordinary member", run: () => attempt("demote_bot", by) },
    chat.is_forum && { label: "New topic", run: () => newTopic(state, chat) },
    topic && { label: topic.closed ? "Reopen this topic" : "Close this topic", run: () => attempt(topic.closed ? "reopen_topic" : "close_topic", { ...here, thread_id: topic.id }) },
    topic && { label: "Delete this topic", danger: true, run: () => attempt("delete_topic", { ...here, thread_id: topic.id }) },
    chat.type === "group" && { label: "Upgrade to a supergroup", run: () => attempt("upgrade", here) },
    inside && "-",
    inside && { label: "Remove the bot", danger: true, run: () => attempt("remove_bot", by) },
  ];
}

async function newTopic(state, chat) {
  const chosen = await ask("A new topic", [{ name: "name", label: "Name" }], { confirm: "Create" });
  if (chosen) await attempt("open_topic", { chat_id: chat.id, user_id: state.me, name: chosen.name });
}
