/** What is told about one connection, at most once each but `event`. */
export interface Listener {
  /** The server has accepted the `auth`. */
  open(): void;
  event(name: string, data: unknown): void;
  /** It is over. `refused` holds what the server said when it did not accept the `auth`. */
  close(refused?: { message?: string; data?: { code?: string } }): void;
}

/** One connection. It does not come back by itself. */
export interface Caller {
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
  const end = (refused?: Parameters<Listener['close']>[0]) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    socket.close();
    on.close(refused);
  };
  // The server pings; when it has been silent for longer than it promised, it is lost.
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(end, patience);
  };
  wait();
  socket.onclose = socket.onerror = () => end();
  socket.onmessage = ({ data }) => {
    if (over || typeof data !== 'string') return;
    wait();
    const [type, kind] = data;
    // A packet may name the namespace and an id for its answer before its JSON.
    const json = () => JSON.parse(data.slice(2).replace(/^(\/[^,]*,)?\d*/, '') || 'null');
    try {
      if (type === '0') {
        const { pingInterval, pingTimeout } = JSON.parse(data.slice(1));
        patience = pingInterval + pingTimeout;
        wait();
        socket.send(`40${JSON.stringify(auth)}`);
      } else if (type === '2') socket.send('3');
      else if (type === '1' || (type === '4' && kind === '1')) end();
      else if (type === '4' && kind === '0') on.open();
      else if (type === '4' && kind === '2') {
        const [name, value] = json();
        on.event(name, value);
      } else if (type === '4' && kind === '4') end(json() ?? {});
    } catch {
      // Not the protocol: whoever speaks there is not our server.
      end();
    }
  };
  return {
    emit: (name, value) => socket.readyState === 1 && socket.send(`42${JSON.stringify([name, value])}`),
    close: () => end(),
  };
}
