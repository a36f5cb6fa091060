// The same six elements as one would write them in an afternoon, with the libraries that one would take.
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import confetti from 'canvas-confetti';
import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { io } from 'socket.io-client';

declare global {
  interface Window {
    LAUREL: string;
  }
}

interface Row {
  id: string;
  place: number;
  alias: string;
  score: number;
}
interface Member {
  version: number;
  points: { balance: number; available: number };
  tier: { name: string | null; perks: string[] };
  challenges: { id: string; name: string; steps: { value: number; target: number }[]; completedAt: string | null }[];
  referral: { code: string; link: string; friends: { name: string; state: string }[] } | null;
  rewards: { id: string; name: string; cost: number; missing: number }[];
}
interface Snapshot {
  member: Member;
  boards: { view: { rows: Row[]; version: { process: string; n: number } } }[];
}

const token = fetch('/laurel/token')
  .then((answer) => answer.json())
  .then((answer) => answer.token as string);
const client = createTRPCClient<never>({
  links: [
    httpBatchLink({
      url: `${window.LAUREL}/p/pk_demo/trpc`,
      headers: async () => ({ authorization: `Bearer ${await token}` }),
    }),
  ],
}) as unknown as { storefront: { me: { mutate(input: object): Promise<Snapshot> } } };

const limit = Number(document.querySelector('naive-leaderboard')?.getAttribute('limit') ?? 10);
const state: { member?: Member; rows: Row[] } = { rows: [] };
const shown = new Set<LitElement>();
const draw = () => {
  for (const element of shown) element.requestUpdate();
};
client.storefront.me.mutate({ locale: 'en', boards: [{ board: 'month', limit, around: 0 }] }).then(async (snapshot) => {
  state.member = snapshot.member;
  state.rows = snapshot.boards[0]?.view.rows ?? [];
  draw();
  const socket = io(window.LAUREL, { path: '/live', auth: { program: 'pk_demo', protocol: 1, token: await token } });
  socket.on('connect', () =>
    socket.emit('hello', {
      locale: 'en',
      member: state.member?.version,
      boards: [{ board: 'month', limit, around: 0 }],
    }),
  );
  socket.on('member.patch', ({ set }) => {
    const before = state.member?.challenges.filter((each) => each.completedAt).length ?? 0;
    state.member = { ...state.member, ...set };
    if ((state.member?.challenges.filter((each) => each.completedAt).length ?? 0) > before) confetti();
    draw();
  });
  socket.on('board.snapshot', ({ view }) => {
    state.rows = view.rows;
    draw();
  });
  socket.on('board.patch', ({ rows, gone }: { rows: Row[]; gone: string[] }) => {
    const all = new Map(state.rows.map((row) => [row.id, row]));
    for (const id of gone) all.delete(id);
    for (const row of rows) all.set(row.id, row);
    state.rows = [...all.values()].sort((a, b) => a.place - b.place).slice(0, limit);
    draw();
  });
});

abstract class Naive extends LitElement {
  static override styles =
    css`:host { display: block; background: #fff; border-radius: 14px; padding: 16px } li { display: flex; gap: 8px; padding: 8px 0 } li span { flex: 1 }`;
  override connectedCallback() {
    super.connectedCallback();
    shown.add(this);
  }
  override disconnectedCallback() {
    super.disconnectedCallback();
    shown.delete(this);
  }
  abstract face(member: Member): unknown;
  override render() {
    return state.member ? this.face(state.member) : html`<p>Loading…</p>`;
  }
}

const FACES: Record<string, (member: Member) => unknown> = {
  points: ({ points }) => html`<b>${points.balance.toLocaleString()} points</b>`,
  tier: ({ tier }) => html`<b>${tier.name}</b><ul>${tier.perks.map((perk) => html`<li>${perk}</li>`)}</ul>`,
  challenges: ({ challenges }) =>
    html`<h2>Challenges</h2><ul>${challenges.map((each) => html`<li><span>${each.name}</span>${each.steps.map((step) => html`<progress value=${step.value} max=${step.target}></progress>`)}</li>`)}</ul>`,
  leaderboard: () =>
    html`<h2>Leaderboard</h2><ol>${repeat(
      state.rows,
      (row) => row.id,
      (row) => html`<li><b>${row.place}</b><span>${row.alias}</span>${row.score.toLocaleString()}</li>`,
    )}</ol>`,
  referral: ({ referral }) =>
    referral
      ? html`<h2>Bring a friend</h2><input readonly .value=${referral.link}>${referral.friends.map((friend) => html`<p>${friend.name}: ${friend.state}</p>`)}`
      : nothing,
  rewards: ({ rewards }) =>
    html`<h2>Rewards</h2><ul>${rewards.map((each) => html`<li><span>${each.name}</span>${each.cost}<button ?disabled=${each.missing > 0}>Redeem</button></li>`)}</ul>`,
};
for (const [name, face] of Object.entries(FACES))
  customElements.define(
    `naive-${name}`,
    class extends Naive {
      override face(member: Member) {
        return face(member);
      }
    },
  );
