/**
 * A server for the benchmark of live runs, in a separate thread. What it streams is in the
 * request's model: `stamp:AFTER_MS`, `rate:EVENTS_PER_SECOND:SECONDS` or `flood:EVENTS:CHARACTERS`.
 */
import http from "node:http";
import { parentPort } from "node:worker_threads";

const END = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

const chunk = (/** @type {string} */ text) =>
  `data: ${JSON.stringify({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    model: "gpt-4o-2024-08-06",
    choices: [{ index: 0, delta: { content: text }, finish_reason: null }],
  })}\n\n`;

const server = http.createServer((request, response) => {
  let body = "";
  request.on("data", (piece) => (body += piece));
  request.on("end", () => {
    const [kind, first = "0", second = "0"] = JSON.parse(body).model.split(":");
    response.writeHead(200, { "content-type": "text/event-stream" });
    if (kind === "stamp") {
      // The text is the time at which it leaves, on the clock that all threads share.
      setTimeout(
        () => response.end(chunk(String(performance.timeOrigin + performance.now())) + END),
        Number(first),
      );
    } else if (kind === "rate") sendAtRate(response, Number(first), Number(second));
    else flood(response, Number(first), chunk("x".repeat(Number(second))));
  });
});

/** Timers are coarser than a millisecond: each sends what is due by then, one write an event. */
function sendAtRate(response, eventsPerSecond, seconds) {
  const start = performance.now();
  const text = chunk("word ");
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(
      eventsPerSecond * seconds,
      Math.floor(((performance.now() - start) / 1000) * eventsPerSecond),
    );
    for (; sent < due; sent += 1) response.write(text);
    if (sent < eventsPerSecond * seconds) return;
    clearInterval(timer);
    response.end(END);
  }, 1);
}

/** As fast as the other end reads. */
function flood(response, events, text) {
  let left = events;
  const more = () => {
    while (left > 0) {
      left -= 1;
      if (!response.write(text)) {
        response.once("drain", more);
        return;
      }
    }
    response.end(END);
  };
  more();
}

server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
