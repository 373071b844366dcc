// The rehearsal's clock: civil time runs on the page as it runs in the simulator, in the zone it was started in.

const box = document.getElementById("clock");
const label = document.getElementById("clock-label");
const face = document.getElementById("clock-time");

let base = { at: Date.now(), seen: performance.now(), speed: 1, offset: null };

export function setClock({ now, rehearsal }) {
  base = { at: Date.parse(now), seen: performance.now(), speed: rehearsal?.speed ?? 1, offset: rehearsal ? rehearsal.offset_minutes : null };
  box.hidden = !rehearsal;
  label.textContent = base.speed === 1 ? "Rehearsal" : `Rehearsal ×${base.speed}`;
  draw();
}

export function offsetMinutes() {
  return base.offset ?? -new Date().getTimezoneOffset();
}

// The present instant as a Date whose UTC fields read as local ones.
export function localNow() {
  return new Date(base.at + (performance.now() - base.seen) * base.speed + offsetMinutes() * 60000);
}

function format(seconds, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(new Date(seconds * 1000 + offsetMinutes() * 60000));
}

export const time = (seconds) => format(seconds, { hour: "2-digit", minute: "2-digit" });
export const day = (seconds) => format(seconds, { weekday: "short", day: "numeric", month: "long", year: "numeric" });

export function when(seconds) {
  const today = localNow().toISOString().slice(0, 10);
  const then = new Date(seconds * 1000 + offsetMinutes() * 60000).toISOString().slice(0, 10);
  return then === today ? time(seconds) : format(seconds, { day: "numeric", month: "short" });
}

function draw() {
  const now = localNow();
  const parts = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" };
  const shown = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...parts }).formatToParts(now);
  const get = (type) => shown.find((part) => part.type === type)?.value ?? "";
  const narrow = innerWidth < 480;
  face.textContent = narrow ? `${get("day")} ${get("month")} ${get("hour")}:${get("minute")}`
    : `${get("weekday")} ${get("day")} ${get("month")} ${get("year")}, ${get("hour")}:${get("minute")}:${get("second")}`;
}
setInterval(draw, 500);
