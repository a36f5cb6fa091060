// The bare server that fan-out is compared with: Socket.IO with Laurel's settings, one room, nothing else.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, {
  path: '/live',
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
  maxHttpBufferSize: 16_384,
  connectTimeout: 10_000,
});
io.on('connection', (socket) => socket.on('hello', () => void socket.join('board')));
process.on('message', ({ payload }) => io.to('board').emit('board.patch', payload));
http.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${http.address().port}` }));
