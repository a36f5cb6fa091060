export {
  type BoardMe,
  type BoardPatch,
  type BoardSnapshot,
  type GoAway,
  LiveAuth,
  LiveHello,
  type MemberPatch,
  type MemberSnapshot,
} from './messages.ts';
