import { type Motif, shadow } from './brush.ts';

const bunting: Motif = ({ print, body, second, third }) => {
  const row = (y: number, drop: number, turn: number) =>
    [0, 1, 2, 3, 4]
      .map((at) => {
        const x = 20 + at * 76;
        const dip = y + drop * Math.sin(((at + 0.5) / 5) * Math.PI);
        return `<path d="M${x} ${dip.toFixed(0)}h60l-30 74z" fill="${[print, second, third, print, body][(at + turn) % 5]}"/>`;
      })
      .join('');
  return `<path d="M0 78c110 56 290 56 400 0M0 214c110 56 290 56 400 0" fill="none" stroke="${third}" stroke-width="5"/>${row(90, 26, 0)}${row(226, 26, 2)}`;
};

const napkins: Motif = ({ print, second, third }) => `
  <g transform="rotate(45 200 200)"><rect x="106" y="106" width="200" height="200" rx="5" fill="#000" fill-opacity=".08"/><rect x="96" y="96" width="200" height="200" rx="5" fill="${second}"/><rect x="102" y="102" width="192" height="192" rx="4" fill="${print}"/><path d="M102 198h192M198 102v192" stroke="${third}" stroke-opacity=".35" stroke-width="3"/></g>`;

const bird: Motif = ({ print, second, third, line }) => `<path d="M200 0v112" stroke="${line}" stroke-width="3"/>
  <path d="M92 214c10-66 70-104 128-98 24-26 66-14 70 22l34 16-34 12c-2 86-66 128-118 128-50 0-92-28-80-80z" fill="${print}"/><path d="M130 206c40-30 96-20 110 26-34 34-92 26-110-26z" fill="${second}"/><path d="M92 214L40 190l22 56z" fill="${third}"/><circle cx="262" cy="144" r="7" fill="${line}"/><path d="M176 290l-6 34M208 288l4 36" stroke="${line}" stroke-width="5" stroke-linecap="round"/>`;

const candles: Motif = ({ print, body, second, third }) => `${shadow(240)}
  ${[108, 154, 200, 246, 292].map((x, at) => `<rect x="${x - 12}" y="${164 - (at % 2) * 16}" width="24" height="${120 + (at % 2) * 16}" rx="4" fill="${[print, second, body, second, print][at]}"/><path d="M${x} ${122 - (at % 2) * 16}c10 14 8 26 0 28-8-2-10-14 0-28z" fill="#f1b94e"/>`).join('')}<path d="M76 284h248v20a12 12 0 0 1-12 12H88a12 12 0 0 1-12-12z" fill="${third}"/>`;

export const party = { bunting, napkins, bird, candles };
