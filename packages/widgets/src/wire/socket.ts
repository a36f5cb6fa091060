/** What is told about one connection, at most once each but `event`; nothing more once it was closed from here. */
export interface Listener {
  /** The server has accepted the `auth`. */
  open(): void;
  event(name: string, data: unknown): void;
  /** It is over. `refused` holds what the server said when it did not accept the `auth`. */
  close(refused?: { message?: string; data?: { code?: string } }): void;
}

/** One connection. It does not come back by itself. */
export interface Caller {
  /** Once it is open. */
  emit(name: string, data: unknown): void;
  close(): void;
}

/**
 * Speaks Socket.IO protocol 5 over Engine.IO protocol 4, by WebSocket alone, in the main namespace, as text.
 * @param url of the endpoint, `wss://host/live/`
 */
export function connect(url: string, auth: unknown, on: Listener): Caller {
  const socket = new WebSocket(`${url}?EIO=4&transport=websocket`);
  let patience = 20_000;
  let timer: ReturnType<typeof setTimeout>;
  let over = false;
  const close = () => {
    over = true;
    clearTimeout(timer);
    socket.close();
  };
  const end = (refused?: Parameters<Listener['close']>[0]) => {
    if (over) return;
    close();
    on.close(refused);
  };
  // The server pings; when it has been silent for longer than it promised, it is lost. Looked at when that may be so: a timer for
  // each message would cost more than the message.
  let heard = Date.now();
  const wait = () => {
    const left = heard + patience - Date.now();
    if (left > 0) timer = setTimeout(wait, left);
    else end();
  };
  wait();
  socket.onclose = socket.onerror = () => end();
  socket.onmessage = ({ data }) => {
    if (over) return;
    heard = Date.now();
    // A packet may name the namespace and an id for its answer before its JSON.
    const [head = '', type] = /^(4?.)(\/[^,]*,)?\d*/.exec(data) ?? [];
    const json = data.slice(head.length);
    try {
      if (type === '0') {
        const told = JSON.parse(json);
        patience = told.pingInterval + told.pingTimeout;
        clearTimeout(timer);
        wait();
        socket.send(`40${JSON.stringify(auth)}`);
      } else if (type === '2') socket.send('3');
      else if (type === '42') {
        on.event(...(JSON.parse(json) as [string, unknown]));
      } else if (type === '40') on.open();
      else if (type === '44') end(JSON.parse(json || '{}'));
      else if (type === '1' || type === '41') end();
    } catch {
      // Not the protocol: whoever speaks there is not our server.
      end();
    }
  };
  return {
    emit: (name, value) => socket.send(`42${JSON.stringify([name, value])}`),
    close,
  };
}
