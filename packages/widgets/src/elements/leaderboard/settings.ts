import type { MemberView } from '@laurel/contract';
import { css } from '../../element/css.ts';
import type { Ask } from '../../element/request.ts';
import { html, nothing } from '../../element/template.ts';
import { sheet } from '../../element/tokens.ts';
import type { Speech } from '../../words/speech.ts';

/** What a shopper may change of themselves on boards. */
interface Change {
  alias?: string | null;
  onBoards?: boolean;
}

/** What became of the last attempt to save. */
export type Saved = 'board.saved' | 'board.failed' | 'board.short' | null;

const styles = css`
  form {
    display: grid;
    gap: calc(3 * var(--_s));
    justify-items: start;
    padding-block-start: calc(3 * var(--_s));
    border-block-start: 1px solid var(--_line);
  }
  label {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_s));
    min-block-size: 24px;
  }
  input[type='text'] {
    inline-size: 16em;
  }
  input[type='checkbox'] {
    inline-size: 20px;
    block-size: 20px;
    accent-color: var(--_accent);
  }
`;

/** The form to choose one's name or step off every board. Only what was changed is sent. */
export function settingsForm(
  root: ShadowRoot,
  member: MemberView,
  saved: Saved,
  speech: Speech,
  ask: (what: Ask) => void,
  tell: (saved: Saved) => void,
) {
  const own = sheet(styles);
  if (!root.adoptedStyleSheets.includes(own)) root.adoptedStyleSheets.push(own);
  const said = (how: NonNullable<Saved>) => {
    tell(how);
    ask({
      kind: 'announce',
      about: 'settings',
      text: speech.say(how),
    });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const alias = String(data.get('alias')).trim();
    const onBoards = data.has('on');
    const change: Change = {
      ...(alias === member.alias ? {} : { alias: alias || null }),
      ...(onBoards === member.onBoards ? {} : { onBoards }),
    };
    if (change.alias?.length === 1) said('board.short');
    else
      ask({
        kind: 'profile',
        input: change,
        done: (failure) => said(failure ? 'board.failed' : 'board.saved'),
      });
  };
  return html`<form @submit=${submit}>
    <label>${speech.say('board.alias')}
      <input type="text" class="input" name="alias" maxlength="30" autocomplete="off" aria-describedby="hint" .value=${member.alias}>
    </label>
    <p class="quiet" id="hint">${speech.say('board.alias.hint')}</p>
    <label><input type="checkbox" name="on" .checked=${member.onBoards}>${speech.say('board.show')}</label>
    <div class="row"><button class="main" part="button">${speech.say('board.save')}</button>
      <span class="quiet">${saved ? speech.say(saved) : nothing}</span></div>
  </form>`;
}
