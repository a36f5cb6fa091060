import { domainToASCII } from 'node:url';
import type { Signals } from '@laurel/contract';
import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import freeDomains from 'free-email-domains/domains.json' with { type: 'json' };
import unhomoglyph from 'unhomoglyph';
import { neighbourhoodOf } from '../../doors/limits/address.ts';

/**
 * What two accounts may have in common. `disposable` and `abbreviated` have one value; all others a form of what was said. A `birthday`
 * alone tells nothing of who is one; two that differ tell of who is not.
 */
const SIGNALS = [
  'email',
  'look',
  'stem',
  'company',
  'disposable',
  'person',
  'birthday',
  'name',
  'initials',
  'abbreviated',
  'phone',
  'device',
  'payment',
  'address',
  'ip',
] as const;
export type Signal = (typeof SIGNALS)[number];

/** Made once: the library makes a set of all that it knows for each question. */
const DISPOSABLE = disposableEmailBlocklistSet();
/** Providers of mailboxes to which firms have no domain of their own. */
const FREE = new Set<string>(freeDomains);
/** Addresses that hide another one, of people who are who they are. */
const RELAYS = new Set([
  'privaterelay.appleid.com',
  'icloud.com',
  'duck.com',
  'mozmail.com',
  'simplelogin.com',
  'passmail.net',
  'passinbox.com',
]);
/** Boxes of firms, which many of them call the same. */
const ROLES =
  /^(info|contact|hello|hallo|bonjour|office|bureau|mail|service|support|sales|admin|shop|orders|team|kontakt)$/;
/** Mailboxes in which dots mean nothing. */
const DOTLESS = new Set(['gmail.com']);
const SAME: Record<string, string> = { 'googlemail.com': 'gmail.com' };
/** What is told apart only by whoever looks twice, after letters of other alphabets were made Latin. */
const TWINS: [RegExp, string][] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/0/g, 'o'],
  [/[1i|]/g, 'l'],
  [/3/g, 'e'],
  [/5/g, 's'],
];

/** All forms of what was said of somebody, by kind; what was not said is missing. */
export function formsOf(said: Signals & { birthday?: string | undefined }): Map<Signal, string> {
  const forms = new Map<Signal, string>();
  const put = (kind: Signal, value: string | undefined) => {
    if (value) forms.set(kind, value);
  };
  if (said.email !== undefined) for (const [kind, form] of mailForms(said.email)) put(kind, form);
  put('birthday', said.birthday);
  const named = said.name === undefined ? [] : words(said.name);
  const name = named.map(skeleton).sort().join(' ');
  if (name.includes(' ')) {
    put('name', name);
    const first = named.map((word) => word[0]);
    put('initials', first.sort().join(' '));
    if (named.some((word) => word.length === 1)) put('abbreviated', 'yes');
    if (said.birthday !== undefined) put('person', `${name} ${said.birthday}`);
  }
  // The last nine digits are the same with and without the code of the country.
  const digits = said.phone?.replace(/\D/g, '') ?? '';
  if (digits.length >= 7) put('phone', digits.slice(-9));
  put('device', said.device?.trim());
  put('payment', said.payment?.trim());
  put('address', said.address && words(said.address).join(' '));
  if (said.ip !== undefined) {
    const near = neighbourhoodOf(said.ip);
    if (near !== 'unknown') put('ip', near);
  }
  return forms;
}

function mailForms(email: string): [Signal, string][] {
  const at = email.lastIndexOf('@');
  if (at < 1) return [];
  const ascii = domainToASCII(
    email
      .slice(at + 1)
      .trim()
      .toLowerCase(),
  );
  const domain = SAME[ascii] ?? ascii;
  const box = email.slice(0, at).normalize('NFKC').toLowerCase().split('+', 1)[0] ?? '';
  const local = DOTLESS.has(domain) ? box.replaceAll('.', '') : box;
  const forms: [Signal, string][] = [['email', `${local}@${domain}`]];
  const bare = skeleton(box.replace(/[._-]/g, ''));
  forms.push(['look', `${bare}@${skeleton(domain)}`]);
  const stem = box.replace(/[._-]/g, '').replace(/\d+$/, '');
  if (stem.length >= 6 && !ROLES.test(stem)) forms.push(['stem', skeleton(stem)]);
  if (DISPOSABLE.has(domain) && !RELAYS.has(domain)) forms.push(['disposable', 'yes']);
  else if (!FREE.has(domain) && !RELAYS.has(domain)) forms.push(['company', domain]);
  return forms;
}

/** What a text looks like: letters of other alphabets, accents, digits for letters and what nobody sees made one. */
function skeleton(text: string): string {
  const plain = text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
  const latin = unhomoglyph(plain).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return TWINS.reduce((made, [pattern, twin]) => made.replace(pattern, twin), latin);
}

/** The words of a name or an address, without case, accents and signs. */
function words(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
