import { heart, type Motif, shadow, thread } from './brush.ts';

const flame = (x: number, y: number) =>
  `<circle cx="${x}" cy="${y}" r="34" fill="#fbe6a8" fill-opacity=".45"/><path d="M${x} ${y - 24}c16 20 12 36 0 38-12-2-16-18 0-38z" fill="#f1b94e"/>`;

const lantern: Motif = ({ second, third, body }) => `${thread(third, 90)}
  <path d="M150 132c0-28 22-44 50-44s50 16 50 44z" fill="${third}"/><path d="M132 132h136l14 148H118z" fill="${second}" fill-opacity=".7"/>
  <path d="M176 236h48v44h-48z" fill="${body}"/>${flame(200, 220)}<path d="M132 132l-14 148M268 132l14 148M200 132v60" stroke="${third}" stroke-width="6"/><rect x="110" y="280" width="180" height="22" rx="8" fill="${third}"/>`;

const heartlight: Motif = ({ second, third, body, print }) => `${thread(third, 108)}
  <path d="${heart(200, 132, 92)}" fill="${print}" stroke="${third}" stroke-width="4"/><circle cx="200" cy="186" r="44" fill="${second}"/>
  <path d="M178 196h44v26h-44z" fill="${body}" stroke="${third}" stroke-width="3"/>${flame(200, 184)}<circle cx="200" cy="104" r="10" fill="none" stroke="${third}" stroke-width="5"/>`;

const jarlight: Motif = ({ second, third, body, line }) => `${thread(line, 100)}
  <path d="M140 158c0-76 120-76 120 0" fill="none" stroke="${line}" stroke-width="4"/><rect x="140" y="146" width="120" height="22" rx="8" fill="${third}"/>
  <path d="M136 180c0-8 6-12 12-12h104c6 0 12 4 12 12v108a22 22 0 0 1-22 22h-84a22 22 0 0 1-22-22z" fill="${second}" fill-opacity=".75"/>
  <path d="M172 268h56v38h-56z" fill="${body}"/>${flame(200, 250)}<path d="M150 186v96" stroke="#fff" stroke-opacity=".6" stroke-width="6" stroke-linecap="round"/>`;

const colourglass: Motif = ({ second, third, body, print }) => `${thread(third, 120)}
  <path d="M120 170c20-66 140-66 160 0" fill="none" stroke="${third}" stroke-width="4"/><path d="M116 170h168c0 72-30 126-84 134-54-8-84-62-84-134z" fill="${print}" fill-opacity=".9"/>
  <ellipse cx="200" cy="170" rx="84" ry="15" fill="${second}" fill-opacity=".8"/>${flame(200, 206)}<path d="M134 186c4 50 20 80 42 98" fill="none" stroke="#fff" stroke-opacity=".45" stroke-width="6" stroke-linecap="round"/><circle cx="200" cy="304" r="9" fill="${body}"/>`;

const stringlights: Motif = ({ body, second, third, line }) => {
  const at = [
    [46, 96],
    [98, 134],
    [154, 156],
    [212, 160],
    [268, 148],
    [322, 118],
    [70, 232],
    [130, 262],
    [194, 274],
    [258, 266],
    [318, 240],
  ];
  const bulbs = at
    .map(([x = 0, y = 0], n) => {
      const colour = [body, third, second][n % 3];
      return `<rect x="${x - 6}" y="${y - 2}" width="12" height="12" rx="3" fill="${line}"/><path d="M${x} ${y + 50}c-20-8-18-40-8-42h16c10 2 12 34-8 42z" fill="${colour}"/>`;
    })
    .join('');
  return `<path d="M0 60c90 110 310 150 400 10M0 200c110 110 300 90 400-4" fill="none" stroke="${line}" stroke-width="4"/>${bulbs}`;
};

const toadstool: Motif = ({ print, second, third }) => `${shadow(150)}
  <path d="M164 212h72c-2 40 4 74 18 104H146c14-30 20-64 18-104z" fill="${second}"/><path d="M76 220c0-78 56-128 124-128s124 50 124 128c-70 22-178 22-248 0z" fill="${print}"/>
  <path d="M76 220c70 22 178 22 248 0" fill="none" stroke="${third}" stroke-width="6"/>`;

const rabbit: Motif = ({ body, second, third, line }) => `${shadow(170)}
  <circle cx="200" cy="226" r="126" fill="#fff4cf" fill-opacity=".5"/><g fill="${body}"><path d="M168 172c-32-60-26-108-4-108s34 50 28 104z"/><path d="M232 172c32-60 26-108 4-108s-34 50-28 104z"/><ellipse cx="200" cy="200" rx="62" ry="54"/><path d="M118 316c-4-62 34-98 82-98s86 36 82 98z"/></g>
  <path d="M166 148c-16-36-14-64-4-66M234 148c16-36 14-64 4-66" stroke="${third}" stroke-width="8" stroke-linecap="round" fill="none"/><ellipse cx="200" cy="286" rx="44" ry="30" fill="${second}"/>
  <g fill="${line}"><circle cx="178" cy="196" r="6"/><circle cx="222" cy="196" r="6"/><path d="M191 214h18l-9 9z"/></g>`;

export const light = { lantern, heartlight, jarlight, colourglass, stringlights, toadstool, rabbit };
