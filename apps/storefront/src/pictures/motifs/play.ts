import { type Motif, shadow } from './brush.ts';

const babushka: Motif = ({ print, body, second, third, line }) => {
  const doll = (x: number, s: number) => `<g transform="translate(${x} ${316 - 240 * s}) scale(${s})">
    <path d="M0 240c-66 0-74-40-70-84 3-34 22-44 22-72C-48 28-30 0 0 0s48 28 48 84c0 28 19 38 22 72 4 44-4 84-70 84z" fill="${body}"/><path d="M-70 156c3-34 22-44 22-72h96c0 28 19 38 22 72 4 44-4 84-70 84s-74-40-70-84z" fill="${print}"/>
    <ellipse cx="0" cy="62" rx="32" ry="34" fill="#fbe9d7"/><path d="M-32 54c4-30 60-30 64 0-20-8-26-16-32-18-6 2-12 10-32 18z" fill="${line}"/><circle cx="-11" cy="66" r="3.6" fill="${line}"/><circle cx="11" cy="66" r="3.6" fill="${line}"/><path d="M-6 80q6 5 12 0" fill="none" stroke="${third}" stroke-width="3"/><ellipse cx="0" cy="170" rx="34" ry="42" fill="${second}"/><circle cx="0" cy="168" r="13" fill="${third}"/></g>`;
  return `${shadow(280)}${doll(120, 0.96)}${doll(232, 0.7)}${doll(314, 0.48)}`;
};

const spinning: Motif = ({ print, body, second, third, line }) => `${shadow(200)}
  <g transform="rotate(9 200 314)"><path d="M194 92h12v60h-12z" fill="${line}"/><circle cx="200" cy="88" r="13" fill="${third}"/><path d="M92 190c20-54 196-54 216 0-6 30-70 100-108 126-38-26-102-96-108-126z" fill="${print}"/><path d="M92 190c40 26 176 26 216 0" fill="none" stroke="${second}" stroke-width="10"/><path d="M120 222c34 22 126 22 160 0" fill="none" stroke="${body === second ? third : third}" stroke-width="8"/></g>`;

const skittles: Motif = ({ body, second, third, line }) => `${shadow(270)}
  ${[112, 200, 288].map((x, at) => `<path d="M${x - 32} 316c-6-60 6-90 6-124h52c0 34 12 64 6 124z" fill="${[body, third, body][at]}"/><circle cx="${x}" cy="166" r="30" fill="#fbe3cd"/><path d="M${x - 28} 156c-4-60 60-60 56 0z" fill="${line}"/><path d="M${x - 30} 232h60" stroke="${second}" stroke-width="9"/><path d="M${x} 200v104" stroke="${second}" stroke-width="4"/><circle cx="${x - 10}" cy="170" r="3" fill="${line}"/><circle cx="${x + 10}" cy="170" r="3" fill="${line}"/>`).join('')}`;

const dominoes: Motif = ({ body, second, third, line }) => {
  const tile = (x: number, y: number, turn: number, dots: [number, number][]) =>
    `<g transform="translate(${x} ${y}) rotate(${turn})"><rect x="-34" y="-66" width="68" height="132" rx="9" fill="${second}" stroke="${third}" stroke-width="3"/><path d="M-24 0h48" stroke="${third}" stroke-width="4"/>${dots.map(([dx, dy]) => `<circle cx="${dx}" cy="${dy}" r="7" fill="${line}"/>`).join('')}</g>`;
  return `${shadow(250)}<path d="M84 262h232v54H84z" fill="${body}"/><path d="M72 246h256v20H72z" fill="${third}"/>${tile(
    126,
    180,
    -12,
    [
      [-14, -46],
      [14, -20],
      [0, -33],
      [0, 33],
    ],
  )}${tile(206, 172, 4, [
    [-14, -46],
    [14, -46],
    [-14, -20],
    [14, -20],
    [-14, 20],
    [14, 46],
  ])}${tile(284, 182, 15, [
    [0, -33],
    [-14, 20],
    [14, 46],
    [0, 33],
  ])}`;
};

const doll: Motif = ({ print, body, second, third, line }) => `${shadow(180)}
  <path d="M176 262v48M224 262v48" stroke="#f3d9c2" stroke-width="17" stroke-linecap="round"/><path d="M160 188l-44 46M240 188l44 46" stroke="#f3d9c2" stroke-width="16" stroke-linecap="round"/><path d="M168 172h64l46 104H122z" fill="${print}"/><path d="M122 276h156v-13H128z" fill="${third}"/>
  <circle cx="200" cy="124" r="50" fill="#f8e4d2"/><path d="M148 130c-10-74 114-74 104 0-14-20-36-28-52-30-16 2-38 10-52 30z" fill="${third}"/><circle cx="146" cy="146" r="17" fill="${third}"/><circle cx="254" cy="146" r="17" fill="${third}"/><g fill="${line}"><circle cx="184" cy="132" r="4.5"/><circle cx="216" cy="132" r="4.5"/></g><path d="M190 150q10 8 20 0" fill="none" stroke="${body === second ? third : body}" stroke-width="4" stroke-linecap="round"/><path d="M184 84l16 8 16-8v20l-16-8-16 8z" fill="${second}"/>`;

const rounders: Motif = ({ body, second, third, line }) => `${shadow(260)}
  <path d="M92 70c16-8 30 0 36 16l76 190c6 18-22 30-32 12L82 110c-8-18-4-32 10-40z" fill="${body}"/><path d="M172 248l26-12" stroke="${line}" stroke-width="15"/><path d="M308 70c-16-8-30 0-36 16l-76 190c-6 18 22 30 32 12l90-178c8-18 4-32-10-40z" fill="${third}"/><path d="M228 248l-26-12" stroke="${line}" stroke-width="15"/><circle cx="200" cy="132" r="32" fill="${second}"/><path d="M180 110c14 12 14 32 2 46M220 110c-14 12-14 32-2 46" fill="none" stroke="${body}" stroke-width="3"/>`;

const paints: Motif = ({ body, second, third, line }) => `
  <rect x="72" y="132" width="266" height="152" rx="14" fill="#000" fill-opacity=".08"/><rect x="66" y="124" width="266" height="152" rx="14" fill="${second}" stroke="${third}" stroke-width="4"/>${['#c9503f', '#d9a648', '#7d8f5a', '#7ba3bf', '#8d6a99', '#d48a92', '#55606a', '#b9774f'].map((colour, at) => `<circle cx="${106 + (at % 4) * 62}" cy="${168 + Math.floor(at / 4) * 62}" r="24" fill="${colour}"/>`).join('')}<path d="M118 330L300 78" stroke="${body === second ? third : body}" stroke-width="13" stroke-linecap="round"/><path d="M300 78l24-34-6 42z" fill="${line}"/>`;

export const play = { babushka, spinning, skittles, dominoes, doll, rounders, paints };
