import { Agent, request } from 'node:http';

/** Posts JSON over connections that stay open. @returns a function that resolves when the answer was read */
export function poster(url, connections, headers = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port, pathname } = new URL(url);
  const post = (body, also = {}) =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const sent = request(
        {
          agent,
          hostname,
          port,
          path: pathname,
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
            ...headers,
            ...also,
          },
        },
        (answer) => {
          const parts = [];
          answer.on('data', (part) => parts.push(part));
          answer.on('end', () => {
            if (answer.statusCode < 300 && answer.statusCode !== 207) resolve();
            else reject(new Error(`${url} answered ${answer.statusCode}: ${Buffer.concat(parts)}`));
          });
        },
      );
      sent.on('error', (error) => {
        // A connection that the server closed because it was idle, in the very moment in which it was used again.
        if (sent.reusedSocket && error.code === 'ECONNRESET') post(body, also).then(resolve, reject);
        else reject(error);
      });
      sent.end(text);
    });
  return post;
}

/** Asks again as soon as it is answered, so many at a time, for so long. @returns answers a second */
export async function closedLoop(ask, width, milliseconds) {
  const began = performance.now();
  let done = 0;
  const work = async () => {
    while (performance.now() - began < milliseconds) {
      await ask();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return (done / (performance.now() - began)) * 1_000;
}

/** Asks so many times a second whether or not it is answered. @returns how long each took since it was due, in milliseconds */
export async function openLoop(ask, perSecond, milliseconds) {
  const began = performance.now();
  const times = [];
  const count = Math.floor((perSecond * milliseconds) / 1_000);
  const under = [];
  for (let n = 0; n < count; ) {
    const due = Math.floor(((performance.now() - began) * perSecond) / 1_000);
    for (; n <= due && n < count; n += 1) {
      const at = began + (n * 1_000) / perSecond;
      under.push(ask().then(() => times.push(performance.now() - at)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(under);
  return times;
}
