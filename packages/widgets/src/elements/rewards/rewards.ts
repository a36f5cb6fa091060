import type { ReceiptView, RedemptionView, RewardView } from '@laurel/contract';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { empty, limitOf, panel, waiting } from '../../element/panel.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import { why } from '../../element/why.ts';
import type { Failure } from '../../store/state.ts';
import type { Speech } from '../../words/speech.ts';
import { codeOf, couponList, type Shown } from './coupons.ts';
import { rewardIcon } from './icons.ts';
import { styles } from './rewards.css.ts';

/** How long "Copied" stands, in milliseconds. */
const CONFIRM = 2_500;

/** What is said of a redemption on its way. */
const SAID = { ask: 'rewards.ask', busy: 'rewards.ask', failed: 'rewards.failed', unsure: 'rewards.unsure' } as const;

/**
 * What points buy: what the member can afford first, and how far the rest is. Redeeming asks once; codes that may still be used
 * stand below, to copy and as QR codes.
 *
 * @summary The rewards, how to redeem them, and the member's coupons.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - A button.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @csspart reward - One reward.
 * @csspart coupon - One coupon.
 * @csspart bar - The bar towards a reward.
 * @csspart qr - A QR code.
 * @attr {number} [limit=4] - How many rewards are shown before "Show more".
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 * @fires {CustomEvent<{ reward: string, code: string | null }>} laurel-redeem - A reward was redeemed.
 */
export class LaurelRewards extends LaurelElement {
  static override styles = styles;
  static override reads = ['limit', 'join-url'];

  /** The reward that is asked about, and the key under which it is bought: the same when it is tried again. */
  #asked: { id: string; key: string; state: 'ask' | 'busy' | 'failed' | 'unsure' } | null = null;
  #won = new Map<string, RedemptionView>();
  #all = false;
  #copied = '';
  #choice: Shown['choice'] = null;
  #qr: Shown['qr'] = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override draw(scene: Scene): TemplateResult {
    const { member, program, speech, kit } = scene;
    const rewards = (member ?? program).rewards.toSorted(
      (a, b) => Number(b.available) - Number(a.available) || a.missing - b.missing || a.cost - b.cost,
    );
    const limit = this.#all ? rewards.length : limitOf(this, 4);
    const more = rewards.length - limit;
    const fresh = new Set([...this.#won.values()].map(({ coupon }) => coupon?.code));
    const coupons = member?.coupons.filter(({ state: is, code }) => is === 'open' && !fresh.has(code)) ?? [];
    return panel(
      speech.say('rewards.title'),
      [
        rewards.length
          ? html`<ul>${rewards.slice(0, limit).map((each) => this.#reward(each, scene, !!member))}</ul>`
          : empty(speech.say('rewards.empty')),
        more > 0
          ? html`<button type="button" class="text more" part="button" @click=${() => this.#set(() => (this.#all = true))}>${speech.say('rewards.more', { n: more })}</button>`
          : nothing,
        couponList(coupons, speech, this.#shown(scene)),
      ],
      member ? html`<span class="number">${speech.worth(member.points.balance)}</span>` : kit.joinLink(this, speech),
    );
  }

  #reward(reward: RewardView, scene: Scene, joined: boolean) {
    const { speech, state, program } = scene;
    const { id, name, description, give, cost, left, missing, reason, available } = reward;
    const asked = this.#asked?.id === id;
    const cause = program.causes.find(({ id: cause }) => cause === (give as { cause?: string }).cause);
    const share = Math.max(0, 100 - (100 * missing) / cost);
    return html`<li part="reward" data-id=${id}>
      <span class="icon">${rewardIcon(reward.kind)}</span>
      <div>
        <b><bdi>${name}</bdi></b>
        ${description ? html`<p class="quiet"><bdi>${description}</bdi></p>` : nothing}
        ${
          joined && reason === 'not_enough_points'
            ? html`<div class="bar" part="bar" role="progressbar" aria-label=${speech.say('points.progress', { reward: name })} aria-valuenow=${Math.round(share)}><i .style=${`inline-size:${share}%`}></i></div>`
            : nothing
        }
        <p class="quiet number">${speech.points(cost)}${left !== null && left > 0 ? ` · ${speech.say('rewards.left', { n: left })}` : nothing}</p>
        ${cause?.amount ? html`<p class="quiet number">${speech.say('rewards.given', { money: speech.money(cause.amount) })}</p>` : nothing}
      </div>
      <div class="end">${
        !joined
          ? nothing
          : available
            ? html`<button type="button" class="redeem" part="button" aria-label=${speech.say('rewards.redeem.name', { name })} aria-expanded=${asked} @click=${() => this.#open(id)}>${speech.say('rewards.redeem')}</button>`
            : html`<p class="quiet number why">${why(reward, speech)}</p>`
      }</div>
      ${asked ? this.#confirm(reward, speech, (state.member?.points.balance ?? 0) - cost) : this.#prize(id, scene)}
    </li>`;
  }

  #confirm({ id, name, cost }: RewardView, speech: Speech, after: number) {
    const is = this.#asked?.state ?? 'ask';
    const said = speech.parts(SAID[is], {
      name: html`<b><bdi>${name}</bdi></b>`,
      points: html`<b>${speech.points(cost)}</b>`,
    });
    return html`<div class="wide" role="group" aria-labelledby="ask">
      <p id="ask" role=${is === 'failed' || is === 'unsure' ? 'alert' : nothing}>${said}</p>
      ${is === 'ask' ? html`<p class="quiet">${speech.say('rewards.after', { points: speech.points(after) })}</p>` : nothing}
      <div class="row">
        <button type="button" class="main yes" part="button" aria-disabled=${is === 'busy'} @click=${() => this.#redeem(id, name, speech)}>${speech.say(is === 'busy' ? 'rewards.busy' : is === 'ask' ? 'rewards.yes' : 'again')}</button>
        <button type="button" part="button" @click=${() => this.#close(id)}>${speech.say('rewards.no')}</button>
      </div>
    </div>`;
  }

  /** What was just redeemed, where it was. */
  #prize(id: string, scene: Scene) {
    const { speech } = scene;
    const won = this.#won.get(id);
    if (!won) return nothing;
    return html`<div class="wide won" tabindex="-1" aria-label=${speech.say('rewards.done')}><b>${speech.say('rewards.done')}</b>
      ${won.coupon ? codeOf(won.coupon.code, speech, this.#shown(scene)) : won.state === 'waiting' ? html`<p class="quiet">${speech.say('rewards.waiting')}</p>` : nothing}
      ${won.receipt ? html`<p class="quiet">${this.#receipt(won.receipt, speech)}</p>` : nothing}
    </div>`;
  }

  /** What it gave to a cause; trees with what they cost, where the program says so. */
  #receipt({ unit, n, amount, name, number }: ReceiptView, speech: Speech): string {
    const trees = speech.say('rewards.trees', { n });
    const money = amount === null ? '' : speech.money(amount);
    const given = unit === 'money' ? speech.money(n) : money ? speech.say('worth', { points: trees, money }) : trees;
    return speech.say('rewards.receipt', { amount: given, name, number });
  }

  #set(change: () => void, focus?: string): void {
    change();
    this.requestUpdate();
    // What was pressed is gone with the change; the focus goes on to what came in its place.
    if (focus) queueMicrotask(() => this.root.querySelector<HTMLElement>(focus)?.focus());
  }

  // A key tells this member's tries apart and guards nothing; `crypto.randomUUID` is not there on pages without TLS.
  #open(id: string): void {
    this.#won.delete(id);
    this.#set(() => {
      this.#asked = { id, key: `${Math.random()}`, state: 'ask' };
    }, '.yes');
  }

  #close(id: string): void {
    this.#set(
      () => {
        this.#asked = null;
      },
      `[data-id="${CSS.escape(id)}"] .redeem`,
    );
  }

  #redeem(id: string, name: string, speech: Speech): void {
    const asked = this.#asked;
    if (!asked || asked.state === 'busy') return;
    this.#set(() => {
      this.#asked = { ...asked, state: 'busy' };
    });
    const done = (failure: Failure | null, answer?: RedemptionView) => {
      if (failure || !answer || answer.state === 'refused') {
        // Whether it was bought is not known where the answer was lost: the same key buys once however often it is tried.
        const unsure = failure?.code === 'offline' || failure?.code === 'internal';
        this.#set(() => {
          this.#asked = { id, key: unsure ? asked.key : `${Math.random()}`, state: unsure ? 'unsure' : 'failed' };
        });
        if (!unsure) this.ask({ kind: 'again' });
        return;
      }
      this.#set(() => {
        this.#asked = null;
        this.#won.set(id, answer);
      }, '.won');
      this.#tell(id, name, answer, speech);
    };
    this.ask({ kind: 'redeem', reward: id, key: asked.key, done });
  }

  #tell(reward: string, name: string, answer: RedemptionView | undefined, speech: Speech): void {
    const code = answer?.coupon?.code ?? null;
    const text = speech.say(code ? 'rewards.said' : 'rewards.said.plain', { name, code });
    this.ask({ kind: 'announce', about: 'rewards', text });
    this.dispatchEvent(new CustomEvent('laurel-redeem', { bubbles: true, composed: true, detail: { reward, code } }));
  }

  #shown({ speech, kit }: Scene): Shown {
    return {
      choice: this.#choice,
      copied: this.#copied,
      qr: this.#qr,
      copy: (code) => void this.#copy(code, speech),
      turn: (code) => void this.#turn(code, speech),
      choose: (choice, { id, name }) => {
        const set = (why: string | null, focus?: string) =>
          this.#set(() => {
            this.#choice = why === null ? null : { coupon: choice, why };
          }, focus);
        if (this.#choice && !this.#choice.why) return;
        set('');
        const done = (failure: Failure | null, answer?: RedemptionView) => {
          if (!failure && answer?.state !== 'refused') {
            set(null, 'h3');
            this.#tell(id, name, answer, speech);
            return;
          }
          set(failure ? kit.whyFailed(speech, failure, 'rewards.failed') : speech.say('rewards.failed'));
          this.ask({ kind: 'again' });
        };
        // A coupon is exchanged once, whatever the key.
        this.ask({ kind: 'redeem', reward: id, key: `${Math.random()}`, choice, done });
      },
    };
  }

  async #copy(code: string, speech: Speech): Promise<void> {
    const done = await navigator.clipboard?.writeText(code).then(
      () => true,
      () => false,
    );
    // Where the page may not write to the clipboard, the code is selected for the shopper's own hand.
    const shown = this.root.querySelector(`[data-code="${CSS.escape(code)}"]`);
    if (!done && shown) getSelection()?.selectAllChildren(shown);
    this.#set(() => {
      this.#copied = done ? code : '';
    });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set(() => (this.#copied = '')), CONFIRM);
    this.ask({ kind: 'announce', about: 'copy', text: speech.say(done ? 'referral.copied.said' : 'referral.select') });
  }

  async #turn(code: string, speech: Speech): Promise<void> {
    if (this.#qr?.code === code) return this.#set(() => (this.#qr = null));
    const drawn = await import('../../element/qr.ts').then(
      ({ qr }) => qr(code, speech.say('rewards.qr', { code })),
      () => null,
    );
    if (drawn) this.#set(() => (this.#qr = { code, drawn }));
  }

  protected override size(): string {
    return '20em';
  }

  protected override wait(): TemplateResult {
    return waiting(Math.min(3, limitOf(this, 3)));
  }
}
