import type { MemberView, ProgramView, SnapshotPart } from '@laurel/contract';
import type { BoardQuestion, State } from '../store/state.ts';
import { loadWords, type Words } from '../words/load.ts';
import type { Speech } from '../words/speech.ts';
import { type Ask, ask, READY } from './request.ts';
import { nothing, render, type TemplateResult } from './template.ts';
import { gone, sheet, tokens } from './tokens.ts';

/** What a face is drawn from, once the server has said it. */
export interface Scene {
  state: State;
  /** Null for guests, and for whoever has not joined. */
  member: MemberView | null;
  program: ProgramView;
  speech: Speech;
  /** What can be drawn only with words, and came with them. */
  kit: Words['kit'];
}

/** The faces that an element's custom state tells apart, for `:state()` in the page's CSS. */
type Face = 'loading' | 'error' | 'guest' | 'member' | 'offline' | 'hidden';

const JOINED = 'joined';
const GONE = [sheet(gone)];

/**
 * What every element does: asks the page for the state, waits in the size of what comes, and chooses the face.
 * Nothing here knows the store; where no store answers, the element stays as it is. It renders with lit's templates
 * straight into its shadow root: state comes from one place, so that reactive properties would only be weight.
 */
export abstract class LaurelElement extends HTMLElement {
  /** Its own styles, after the tokens. */
  static styles = '';
  /** The attributes that it reads. Those that change what is shown are read when it is drawn. */
  static reads: string[] = [];

  /** What it shows that only some pages ask for. */
  static part: SnapshotPart | undefined;

  static get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: each element's class has a list of its own
    return ['program', 'lang', ...this.reads];
  }

  protected state: State | null = null;
  protected speech: Speech | null = null;
  protected readonly root = this.attachShadow({ mode: 'open' });
  #sheets = [sheet(tokens), sheet((this.constructor as typeof LaurelElement).styles)];
  #leave: (() => void) | undefined;
  #words: Words | undefined;
  #language = '';
  #asked = '';
  protected readonly internals = this.attachInternals();
  #waiting = false;

  connectedCallback(): void {
    document.addEventListener(READY, this.#join);
    this.#join();
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    document.removeEventListener(READY, this.#join);
    this.#quit();
  }

  attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (!this.isConnected || old === value) return;
    if (name === 'lang') this.#take();
    else {
      this.#quit();
      this.#join();
    }
    this.requestUpdate();
  }

  /** Draws soon, once for all that asks for it meanwhile. */
  requestUpdate(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    queueMicrotask(() => {
      this.#waiting = false;
      if (this.isConnected) this.update();
    });
  }

  protected update(): void {
    render(this.#face(), this.root);
  }

  /** Which page of a board it shows; null: none. */
  protected question(): BoardQuestion | null {
    return null;
  }

  /** The block size of its box where its content does not give it, as CSS. */
  protected size(): string {
    return '';
  }
  /** Its face for a member, or for a guest where `scene.member` is null. */
  protected abstract draw(scene: Scene): unknown;
  /** Its face while nothing is known: the size of what comes. */
  protected abstract wait(): TemplateResult;
  /** What has changed, for whom must be told. Not called for the first state. */
  protected changed(_scene: Scene, _before: State): void {}

  protected ask(what: Ask): void {
    ask(this, what);
  }

  #face(): unknown {
    const { state, speech } = this;
    const program = state?.program;
    const status = state?.member?.status;
    const hidden = status === 'control' || status === 'closed';
    const sheets = hidden ? GONE : this.#sheets;
    const worn = this.root.adoptedStyleSheets;
    if (worn[0] !== sheets[0] || worn.length !== sheets.length) this.root.adoptedStyleSheets = sheets;
    if (hidden) return this.#is('hidden', nothing);
    const kit = this.#words?.kit;
    if (!state || !speech || !kit) return this.#is('loading', this.wait());
    const { failure } = state;
    if (program) {
      const face = this.draw(this.#scene(state, program, speech, kit));
      // The mark has a place of its own, so that the face stays what it is, and what is focused in it.
      const mark = failure ? kit.offlineMark(speech) : nothing;
      return this.#is(failure ? 'offline' : status === JOINED ? 'member' : 'guest', [
        face,
        kit.fold(this, speech),
        mark,
      ]);
    }
    if (!failure) return this.#is('loading', this.wait());
    return this.#is(
      'error',
      kit.errorFace(speech, failure, this.size(), () => this.ask({ kind: 'again' })),
    );
  }

  #scene(state: State, program: ProgramView, speech: Speech, kit: Words['kit']): Scene {
    return { state, program, speech, kit, member: state.member?.status === JOINED ? state.member : null };
  }

  #is(face: Face, content: unknown): unknown {
    const { states } = this.internals;
    if (!states?.has(face)) {
      states?.clear();
      states?.add(face);
    }
    return content;
  }

  #join = (): void => {
    if (this.#leave) return;
    this.ask({
      kind: 'state',
      question: this.question(),
      part: (this.constructor as typeof LaurelElement).part,
      take: (state, leave) => {
        this.#leave = leave;
        const before = this.state;
        this.state = state;
        this.#take();
        const { speech } = this;
        const kit = this.#words?.kit;
        if (before?.program && state.program && speech && kit && before.identity === state.identity) {
          this.changed(this.#scene(state, state.program, speech, kit), before);
        }
      },
    });
  };

  #quit(): void {
    this.#leave?.();
    this.#leave = undefined;
  }

  /** Takes in what the state says about words, and fetches those of another language. */
  #take(): void {
    const { state } = this;
    if (!state) return;
    const language = this.closest('[lang]:not(html)')?.getAttribute('lang') || state.locale;
    const own = Object.keys(state.strings).length > 0;
    const asked = language + own;
    if (asked !== this.#asked) {
      this.#asked = asked;
      loadWords(language, own).then(
        (words) => {
          if (asked !== this.#asked) return;
          this.#language = language;
          this.#words = words;
          this.#sheets.splice(1, this.#sheets.length - 2, sheet(words.kit.said));
          this.#take();
        },
        () => {
          this.#asked = '';
        },
      );
    }
    const words = this.#words;
    this.speech = words
      ? words.kit.speak(words.messages, state.strings, this.#language, state.program, words.keys)
      : null;
    this.requestUpdate();
  }
}
