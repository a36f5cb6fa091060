export {
  type BoardMe,
  type BoardPatch,
  type BoardSnapshot,
  type GoAway,
  type GoalsPush,
  LiveAuth,
  LiveHello,
  type MemberPatch,
  type MemberSnapshot,
} from './messages.ts';
