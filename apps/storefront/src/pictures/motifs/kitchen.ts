import { heart, type Motif, shadow } from './brush.ts';

const tins: Motif = ({ print, body, second, third }) => `${shadow(240)}
  <rect x="76" y="214" width="150" height="100" rx="6" fill="${print}"/><rect x="70" y="196" width="162" height="26" rx="8" fill="${third}"/>
  <rect x="196" y="232" width="126" height="82" rx="6" fill="${second}"/><rect x="190" y="216" width="138" height="24" rx="8" fill="${body}"/>
  <rect x="104" y="116" width="104" height="82" rx="6" fill="${second}"/><rect x="98" y="100" width="116" height="24" rx="8" fill="${third}"/><rect x="128" y="142" width="56" height="30" rx="4" fill="${body}" fill-opacity=".5"/>
  <rect x="228" y="260" width="62" height="28" rx="4" fill="${third}" fill-opacity=".3"/>`;

const spices: Motif = ({ print, second, third }) =>
  `${shadow(250)}${[88, 166, 244]
    .map(
      (x, at) =>
        `<rect x="${x}" y="206" width="68" height="108" rx="5" fill="${at % 2 ? second : print}"/><rect x="${x - 4}" y="192" width="76" height="22" rx="7" fill="${third}"/><rect x="${x}" y="${at % 2 ? 106 : 96}" width="68" height="${at % 2 ? 86 : 96}" rx="5" fill="${at % 2 ? print : second}" fill-opacity=".9"/><rect x="${x - 4}" y="${at % 2 ? 94 : 84}" width="76" height="20" rx="7" fill="${third}" fill-opacity=".8"/>`,
    )
    .join('')}`;

const box: Motif = ({ print, second, third, line }) => `${shadow(220)}
  <path d="M92 178h216v130a8 8 0 0 1-8 8H100a8 8 0 0 1-8-8z" fill="${print}"/><path d="M84 128h232a6 6 0 0 1 6 6v46H78v-46a6 6 0 0 1 6-6z" fill="${third}"/>
  <path d="M120 128l10-38h52l8 38M176 128l8-30h52l6 30M232 128l6-26h48l2 26" fill="${second}" stroke="${line}" stroke-opacity=".15" stroke-width="2"/>
  <rect x="152" y="212" width="96" height="46" rx="6" fill="${second}"/><path d="M170 228h60M170 242h38" stroke="${line}" stroke-opacity=".5" stroke-width="4" stroke-linecap="round"/>`;

const jars: Motif = ({ print, body, second, third, line }) => `${shadow(240)}
  ${[96, 208]
    .map(
      (x, at) =>
        `<path d="M${x} 186c0-10 8-14 14-18h70c6 4 14 8 14 18v112a18 18 0 0 1-18 18h-62a18 18 0 0 1-18-18z" fill="${second}" fill-opacity=".8"/><path d="M${x} ${212 + at * 20}h98v86a18 18 0 0 1-18 18h-62a18 18 0 0 1-18-18z" fill="${body}"/><path d="M${x - 2} 172c20-40 82-40 102 0l-10-4H${x + 8}z" fill="${print}"/><rect x="${x + 8}" y="162" width="82" height="12" rx="6" fill="${third}"/><rect x="${x + 22}" y="240" width="54" height="40" rx="5" fill="${second}"/><path d="M${x + 32} 256h34M${x + 32} 267h22" stroke="${line}" stroke-opacity=".45" stroke-width="3"/>`,
    )
    .join('')}`;

const scales: Motif = ({ print, second, third, line }) => `${shadow(190)}
  <path d="M108 122h184c-6 34-40 46-92 46s-86-12-92-46z" fill="${second}"/><ellipse cx="200" cy="122" rx="92" ry="13" fill="${third}" fill-opacity=".5"/><path d="M190 166h20v22h-20z" fill="${third}"/>
  <path d="M126 196a14 14 0 0 1 14-14h120a14 14 0 0 1 14 14l20 104a14 14 0 0 1-14 16H120a14 14 0 0 1-14-16z" fill="${print}"/>
  <circle cx="200" cy="250" r="46" fill="${second}" stroke="${third}" stroke-width="4"/><path d="M200 250l18-28" stroke="${line}" stroke-width="5" stroke-linecap="round"/><circle cx="200" cy="250" r="5" fill="${line}"/>
  <g stroke="${line}" stroke-opacity=".5" stroke-width="3"><path d="M200 212v7M200 281v7M162 250h7M231 250h7M173 223l5 5M222 272l5 5M173 277l5-5"/></g>`;

const breadbin: Motif = ({ print, second, third, line }) => `${shadow(260)}
  <path d="M78 204c0-60 40-84 122-84s122 24 122 84v96a16 16 0 0 1-16 16H94a16 16 0 0 1-16-16z" fill="${print}"/><path d="M78 214h244" stroke="${line}" stroke-opacity=".25" stroke-width="4"/>
  <rect x="166" y="196" width="68" height="14" rx="7" fill="${third}"/><text x="200" y="280" font-family="Georgia,serif" font-size="44" letter-spacing="5" text-anchor="middle" fill="${third}">bread</text>
  <path d="M104 172c8-24 36-36 96-36" fill="none" stroke="${second}" stroke-opacity=".8" stroke-width="5" stroke-linecap="round"/>`;

const baking: Motif = ({ print, body, second, third }) => `${shadow(240)}
  <path d="M176 74c26 0 30 40 14 66l4 130h-32l4-130c-16-26-14-66 10-66z" fill="${third}" transform="rotate(-14 180 180)"/>
  <path d="M232 76h44l-8 84-8 140h-12l-8-140z" fill="${second}" transform="rotate(12 250 190)"/><path d="M226 78h50l-4 58h-40z" fill="${body}" transform="rotate(12 250 190)"/>
  <path d="M84 216h232l-26 84a22 22 0 0 1-20 16H130a22 22 0 0 1-20-16z" fill="${print}"/><path d="M78 204h244v22H78z" fill="${second}"/>`;

const cases: Motif = ({ print, body, second, third }) => `${shadow(250)}
  ${[
    [134, 236],
    [266, 236],
    [200, 156],
  ]
    .map(
      ([x = 0, y = 0]) =>
        `<path d="M${x - 58} ${y}h116l-18 74a8 8 0 0 1-8 6h-64a8 8 0 0 1-8-6z" fill="${print}"/><path d="M${x - 58} ${y}c-4-26 18-30 24-44 14-20 54-20 68 0 6 14 28 18 24 44-30 10-86 10-116 0z" fill="${second}"/><path d="M${x - 58} ${y}c30 10 86 10 116 0" fill="none" stroke="${third}" stroke-opacity=".5" stroke-width="3"/><circle cx="${x}" cy="${y - 56}" r="11" fill="${body}" stroke="${third}" stroke-width="2"/>`,
    )
    .join('')}`;

const cutters: Motif = ({ second, third, body }) => `
  <g fill="none" stroke-width="13" stroke-linejoin="round"><path d="${heart(150, 116, 62)}" stroke="${third}"/><path d="${heart(256, 168, 46)}" stroke="${body}"/><path d="${heart(178, 254, 34)}" stroke="${second}"/></g>`;

const towels: Motif = ({ print, second, third }) => `
  <path d="M60 92h280" stroke="${third}" stroke-width="9" stroke-linecap="round"/>
  <path d="M92 88h104v200l-13 10-13-10-13 10-13-10-13 10-13-10-13 10-13-10z" fill="${print}"/><path d="M212 88h96v166l-12 10-12-10-12 10-12-10-12 10-12-10-12 10-12-10z" fill="${second}"/>
  <path d="M92 252h104M92 240h104" stroke="${second}" stroke-width="5"/><path d="M212 226h96M212 214h96" stroke="${third}" stroke-width="5"/>`;

const bowls: Motif = ({ print, body, second, third }) => `${shadow(220)}
  <path d="M84 212h232c0 66-38 104-78 104h-76c-40 0-78-38-78-104z" fill="${print}"/><rect x="76" y="198" width="248" height="20" rx="10" fill="${second}"/>
  <path d="M128 150h144c0 30-14 48-30 48h-84c-16 0-30-18-30-48z" fill="${body}"/><rect x="120" y="138" width="160" height="16" rx="8" fill="${third}"/>
  <path d="M158 104h84c0 20-8 34-20 34h-44c-12 0-20-14-20-34z" fill="${second}"/><rect x="150" y="92" width="100" height="14" rx="7" fill="${third}"/>`;

export const kitchen = { tins, spices, box, jars, scales, breadbin, baking, cases, cutters, towels, bowls };
