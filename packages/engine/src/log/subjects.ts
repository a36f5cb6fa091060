import type { PaidWith } from '@laurel/contract';
import type { Command } from './command.ts';
import type { Fact } from './fact.ts';

/** What a command refers back to: its context's history is of these. */
export function subjectsOf(command: Command): string[] {
  switch (command.kind) {
    case 'handOver':
    case 'returnCard':
      return [command.subject];
    case 'cancel':
    case 'deliver':
      return [`redemption:${command.redemption}`];
    case 'use':
    case 'unuse':
      return [`use:${command.use}`, ...(command.subject === null ? [] : [command.subject])];
    case 'confirm':
      return [`hold:${command.hold}`, command.subject];
    case 'react':
      return command.reaction.kind === 'gift.given' ? [`redemption:${command.reaction.redemption}`] : [];
    case 'fact':
      return subjectsOfFact(command.fact);
    default:
      return [];
  }
}

function subjectsOfFact({ type, data }: Fact): string[] {
  const { orderId, paidWith } = data as { orderId?: unknown; paidWith?: PaidWith[] };
  if (!/^(order|partner)\./.test(type) || typeof orderId !== 'string') return [];
  const holds = paidWith?.flatMap((part) => (part.kind === 'points' ? [`hold:${part.hold}`] : [])) ?? [];
  return [`order:${orderId}`, ...holds];
}
