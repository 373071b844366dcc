// Talking to the simulator: acts, views, and the stream of what changes.

export async function act(name, body = {}) {
  const response = await fetch(`/control/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({ error: response.statusText }));
  if (!response.ok) throw new Error(answer.error || response.statusText);
  return answer;
}

export async function view(name, query = {}) {
  const response = await fetch(`/control/${name}?${new URLSearchParams(query)}`);
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

export function fileAddress(id) {
  return `/control/file?id=${encodeURIComponent(id)}`;
}

// `onEvent` gets every change; `onReturn` is called when the stream is back after a break, for a fresh look.
export function listen(onEvent, onReturn) {
  const stream = new EventSource("/control/events");
  let broken = false;
  stream.onmessage = (event) => onEvent(JSON.parse(event.data));
  stream.onerror = () => { broken = true; };
  stream.onopen = () => {
    if (broken) onReturn();
    broken = false;
  };
  return stream;
}

export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] || "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
