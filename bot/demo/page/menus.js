// Menus that float, dialogs that ask, toasts that pass.

import { el } from "./elements.js";

const menu = document.getElementById("menu");
const dialog = document.getElementById("dialog");
const toasts = document.getElementById("toasts");
let opener = null;

export function openMenu(button, items) {
  if (opener === button) return closeMenu();
  menu.replaceChildren(...items.filter(Boolean).map((item) => item === "-"
    ? el("hr")
    : el("button", { type: "button", role: "menuitem", className: item.danger ? "danger" : "", onclick: () => { closeMenu(); item.run(); } }, item.label)));
  menu.hidden = false;
  const place = button.getBoundingClientRect();
  const box = menu.getBoundingClientRect();
  const below = place.bottom + 6 + box.height < innerHeight;
  menu.style.top = `${below ? place.bottom + 6 : Math.max(8, place.top - box.height - 6)}px`;
  menu.style.left = `${Math.max(8, Math.min(place.left, innerWidth - box.width - 8))}px`;
  opener = button;
  button.setAttribute("aria-expanded", "true");
  menu.querySelector("button")?.focus();
}

export function closeMenu() {
  menu.hidden = true;
  opener?.setAttribute("aria-expanded", "false");
  opener = null;
}

document.addEventListener("pointerdown", (event) => {
  if (!menu.hidden && !menu.contains(event.target) && !opener?.contains(event.target)) closeMenu();
});
menu.addEventListener("keydown", (event) => {
  const items = [...menu.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  if (event.key === "Escape") { const back = opener; closeMenu(); back?.focus(); }
  else if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
  else if (event.key === "ArrowUp") items[(at + items.length - 1) % items.length].focus();
  else return;
  event.preventDefault();
});

export function toast(text) {
  const made = el("div", { className: "toast" }, text);
  toasts.append(made);
  setTimeout(() => made.remove(), Math.min(8000, 2500 + text.length * 35));
}

export function alertBox(text, title = "attache") {
  return ask(title, [], { text, confirm: "OK", cancel: null });
}

// A form: `fields` are {name, label, type, value, options, rows}. Resolves to the values, or null if dismissed.
export function ask(title, fields, { text = "", confirm = "OK", cancel = "Cancel" } = {}) {
  return new Promise((resolve) => {
    const inputs = fields.map((field) => [field, input(field)]);
    const form = el("form", { method: "dialog" },
      el("h2", { id: "dialog-title" }, title),
      text ? el("p", {}, text) : null,
      ...inputs.map(([field, made]) => el("label", {}, field.label, made)),
      el("div", { className: "buttons" },
        cancel ? el("button", { type: "button", onclick: () => dialog.close("") }, cancel) : null,
        el("button", { type: "submit", className: "main", value: "yes" }, confirm)));
    dialog.className = "";
    dialog.setAttribute("aria-labelledby", "dialog-title");
    dialog.replaceChildren(form);
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes" ? Object.fromEntries(inputs.map(([field, made]) => [field.name, made.value])) : null);
    }, { once: true });
    dialog.showModal();
    (inputs[0]?.[1] || form.querySelector(".main")).focus();
  });
}

function input({ type = "text", value = "", options, required = true }) {
  if (options) {
    const made = el("select", {}, ...options.map(([key, label]) => el("option", { value: key }, label)));
    if (value) made.value = value;
    return made;
  }
  const made = el(type === "long" ? "textarea" : "input", { required });
  if (type !== "long") made.type = type;
  if (type === "number") made.step = "any";
  made.value = value;
  return made;
}

export function showPicture(address, alt) {
  dialog.className = "picture";
  dialog.replaceChildren(el("img", { src: address, alt, onclick: () => dialog.close("") }));
  dialog.showModal();
}
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(""); });
