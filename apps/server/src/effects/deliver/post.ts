import { lookup as resolve } from 'node:dns';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Laurel } from '../../laurel.ts';

/** How long a shop may take to answer, in milliseconds, and how much it may say, in bytes. */
const PATIENCE = 10_000;
const LONGEST = 16_384;

/** Addresses that nobody on the internet has: of this machine, of private networks, of clouds' own services. */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv6');

const isPrivate = (address: string) => PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '');
/** Named as this machine by whoever wrote the address: a shop in development. */
const isHere = (hostname: string) => ['localhost', '127.0.0.1', '::1'].includes(bare(hostname));

const REFUSED = 'the address leads into a private network; LAUREL_PRIVATE_WEBHOOKS=allow lets it';

/** Looks a name up and takes no address of a private network: what is checked is what is connected to. */
const publicOnly: LookupFunction = (hostname, options, answer) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, '', 4);
    if (found.some(({ address }) => isPrivate(address))) return answer(new Error(REFUSED), '', 4);
    const [first] = found;
    if (options.all) return answer(null, found);
    return answer(null, first?.address ?? '', first?.family ?? 4);
  });
};

/** A call of a shop's webhook. */
interface Call {
  /** `webhook-id`: the same on every try. */
  id: string;
  url: string;
  body: string;
  sentAt: Date;
  /** `whsec_…`, each of which signs. */
  secrets: string[];
}

/** What a shop answered that it should not have. */
export class Answered extends Error {
  constructor(readonly status: number) {
    super(`the shop answered ${status}`);
  }
}

/**
 * Posts to a shop's webhook by Standard Webhooks. Follows nobody elsewhere, and into no private network.
 * @returns what the shop answered
 * @throws Answered for a status that is no success; Error with a sentence that says what went wrong
 */
export async function post(
  { privateWebhooks }: Pick<Laurel, 'privateWebhooks'>,
  { id, url, body, sentAt, secrets }: Call,
): Promise<string> {
  const { protocol, hostname } = new URL(url);
  const free = privateWebhooks || isHere(hostname);
  if (!free && isIP(bare(hostname)) !== 0 && isPrivate(bare(hostname))) throw new Error(REFUSED);
  return new Promise<string>((done, failed) => {
    const fail = (error: Error) => failed(new Error(`the shop could not be reached: ${error.message}`));
    const call = (protocol === 'https:' ? secure : plain)(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(PATIENCE),
        ...(free ? {} : { lookup: publicOnly }),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Laurel',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
          'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body)).join(' '),
        },
      },
      (response) => {
        const { statusCode = 0 } = response;
        if (statusCode < 200 || statusCode > 299) {
          response.destroy();
          failed(new Answered(statusCode));
          return;
        }
        const read: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > LONGEST) response.destroy(new Error('it answered more than 16 KB'));
          else read.push(chunk);
        });
        response.on('end', () => done(Buffer.concat(read).toString('utf8')));
        response.on('error', fail);
      },
    );
    call.on('error', fail);
    call.end(body);
  });
}
