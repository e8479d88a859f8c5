// JSON to and from our own server.

const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

/** The server refused for good: sending the same again changes nothing. */
export class Refused extends Error {}

/** The answer of a POST; raises Refused with the server's words, or another Error when it did not get through. */
export const post = async (url, body, { keepalive = false } = {}) => {
  const answer = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    keepalive,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({}));
  const said = told.errors?.map((error) => error.detail).join(" ") || String(answer.status);
  if (answer.status >= 400 && answer.status < 500) throw new Refused(said);
  if (!answer.ok) throw new Error(said);
  return told;
};
