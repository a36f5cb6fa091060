export const STYLE = `:root { color-scheme: light dark; --ink: #1c2b25; --paper: #f5f3ec; --card: #fff; --leaf: #2f6b4f; --warn: #9a3b1f; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef3ee; --paper: #121a16; --card: #1b2620; --leaf: #8fd0ad; --warn: #ffb199; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 4vmin; background: var(--paper); color: var(--ink);
  font: 400 clamp(1rem, 2.4vmin, 1.6rem)/1.4 system-ui, sans-serif; text-align: center; }
main { display: grid; gap: clamp(.6rem, 1.6vmin, 1.4rem); justify-items: center; width: min(100%, 46rem); }
p, h1 { margin: 0; overflow-wrap: anywhere; }
#program { letter-spacing: .08em; opacity: .75; }
h1 { font-size: clamp(1.5rem, 4.6vmin, 3rem); line-height: 1.15; font-weight: 650; text-wrap: balance; }
#frame { position: relative; width: min(60dvh, 82vw); aspect-ratio: 1; border-radius: 3vmin; overflow: hidden; background: #fff;
  box-shadow: 0 1.2vmin 5vmin rgb(0 0 0 / .18); }
#qr { display: block; width: 100%; height: 100%; }
#over { position: absolute; inset: 0; display: none; place-items: center; padding: 8%; background: var(--card); color: var(--warn); font-weight: 600; }
#code { font: 600 clamp(1.4rem, 4.4vmin, 2.8rem)/1 ui-monospace, monospace; letter-spacing: .16em; }
progress { appearance: none; width: min(60dvh, 82vw); height: max(4px, .8vmin); border: 0; border-radius: 1vmin; overflow: hidden; background: rgb(128 128 128 / .25); }
progress::-webkit-progress-bar { background: transparent; }
progress::-webkit-progress-value { background: var(--leaf); }
progress::-moz-progress-bar { background: var(--leaf); }
#hint { text-wrap: balance; }
#status { min-height: 1.4em; color: var(--warn); font-weight: 600; }
body:not([data-state=shown]) #frame { aspect-ratio: auto; display: grid; min-height: min(40dvh, 82vw); background: var(--card); }
body:not([data-state=shown]) #qr { display: none; }
body:not([data-state=shown]) #over { position: static; display: grid; text-wrap: balance; }
body:not([data-state=shown]) :is(#code, progress, #hint) { visibility: hidden; }
body[data-state=loading] #over { color: inherit; font-weight: 400; }
`;
