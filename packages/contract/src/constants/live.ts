/** Names on the socket, shared by gateway and browsers. */
export const LIVE = {
  /** Browser to server: what I hold and what I look at; sent on joining, waking and coming back. */
  hello: 'hello',
  /** Server to browser: a member's values from one version to the next. */
  memberPatch: 'member.patch',
  /** Server to browser: a member's whole state. */
  memberSnapshot: 'member.snapshot',
  /** Server to browser: rows of a board that moved. */
  boardPatch: 'board.patch',
  /** Server to browser: the whole page of a board. */
  boardSnapshot: 'board.snapshot',
  /** Server to browser: one's own place on a board. */
  boardMe: 'board.me',
  /** Server to browser: the common goals, whole. */
  goals: 'goals',
  /** Server to browser: the token is no longer good; fetch another and say hello again. */
  tokenExpired: 'token.expired',
  /** Server to browser: I am stopping; come back after so many milliseconds. */
  goAway: 'go.away',
} as const;

/** The version of what the socket and the storefront door speak, and the oldest still served. */
export const PROTOCOL = { version: 1, oldest: 1 } as const;

/** Path of the Socket.IO endpoint on the server. */
export const LIVE_PATH = '/live';
