// What hangs over every page.
import '../elements/hub/define.ts';
import '../elements/toast/define.ts';
