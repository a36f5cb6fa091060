// What the page does when it is asked, in one file.
export { serve } from './deeds.ts';
export { open } from './open.ts';
