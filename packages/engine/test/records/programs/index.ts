import { earning } from './earning.ts';
import { coupons, friends } from './friends.ts';
import { goods } from './goods.ts';
import { lives } from './lives.ts';
import { playing } from './playing.ts';
import { rising } from './rising.ts';

/** Programs that, taken together, use all that a program may say. */
export const made = { coupons, earning, friends, goods, lives, playing, rising };
