import type { MemberView } from '@laurel/contract';
import { html, nothing } from 'lit-html';
import type { Speech } from '../../words/speech.ts';

/** What a shopper may change of themselves on boards. */
export interface Change {
  alias?: string | null;
  onBoards?: boolean;
}

/** What became of the last attempt to save. */
export type Saved = 'saved' | 'failed' | 'short' | null;

/** The form to choose one's name or step off every board. Only what was changed is sent. */
export function settingsForm(member: MemberView, saved: Saved, speech: Speech, save: (change: Change) => void) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const alias = String(data.get('alias')).trim();
    const onBoards = data.has('on');
    save({
      ...(alias === member.alias ? {} : { alias: alias || null }),
      ...(onBoards === member.onBoards ? {} : { onBoards }),
    });
  };
  return html`<form @submit=${submit}>
    <label>${speech.say('board.alias')}
      <input type="text" name="alias" maxlength="30" autocomplete="off" aria-describedby="hint" .value=${member.alias}>
    </label>
    <p class="quiet" id="hint">${speech.say('board.alias.hint')}</p>
    <label><input type="checkbox" name="on" .checked=${member.onBoards}>${speech.say('board.show')}</label>
    <div class="row"><button class="main" part="button">${speech.say('board.save')}</button>
      <span class="quiet">${saved ? speech.say(`board.${saved}`) : nothing}</span></div>
  </form>`;
}
