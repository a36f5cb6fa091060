import { heart, type Motif, shadow, thread } from './brush.ts';

const wicker: Motif = ({ print, third }) => `${thread(third, 120)}
  <path d="${heart(200, 148, 96)}" fill="none" stroke="${print}" stroke-width="38" stroke-linejoin="round"/><path d="${heart(200, 148, 96)}" fill="none" stroke="${third}" stroke-opacity=".5" stroke-width="2.5" stroke-dasharray="9 7"/>
  <path d="M200 118c-26-22-44-6-34 8 10 12 28 4 34-8 6 12 24 20 34 8 10-14-8-30-34-8z" fill="${third}"/>`;

const frame: Motif = ({ print, second, third, body }) => `
  <rect x="92" y="70" width="224" height="268" fill="#000" fill-opacity=".08"/><rect x="86" y="62" width="224" height="268" rx="3" fill="${print}"/><rect x="86" y="62" width="224" height="268" rx="3" fill="none" stroke="${third}" stroke-opacity=".5" stroke-width="3"/>
  <rect x="122" y="98" width="152" height="196" fill="#fffdf7"/><path d="M122 240c40-50 60-20 84-42s46-30 68-8v104H122z" fill="${second}"/><circle cx="232" cy="146" r="20" fill="${body === '#f4ecdb' ? third : body}" fill-opacity=".7"/>`;

const clock: Motif = ({ print, second, third, line }) => `
  <circle cx="204" cy="208" r="128" fill="#000" fill-opacity=".08"/><circle cx="200" cy="200" r="128" fill="${print}"/><circle cx="200" cy="200" r="98" fill="#fffdf7"/>
  <g stroke="${line}" stroke-width="5" stroke-linecap="round"><path d="M200 114v14M200 272v14M114 200h14M272 200h14"/><path d="M200 200l-38-34" stroke-width="8"/><path d="M200 200l52-30"/></g><circle cx="200" cy="200" r="8" fill="${third}"/><circle cx="200" cy="200" r="113" fill="none" stroke="${second}" stroke-opacity=".6" stroke-width="3"/>`;

const alarm: Motif = ({ print, second, third, line }) => `${shadow(180)}
  <path d="M140 288l-22 28M260 288l22 28" stroke="${third}" stroke-width="13" stroke-linecap="round"/><path d="M116 132c-22-30 10-64 44-44zM284 132c22-30-10-64-44-44z" fill="${third}"/><path d="M200 92V70M184 68h32" stroke="${third}" stroke-width="9" stroke-linecap="round"/>
  <circle cx="200" cy="204" r="108" fill="${print}"/><circle cx="200" cy="204" r="80" fill="#fffdf7"/><g stroke="${line}" stroke-width="5" stroke-linecap="round"><path d="M200 136v10M200 262v10M132 204h10M258 204h10"/><path d="M200 204v-42" stroke-width="7"/><path d="M200 204l34 20"/></g><circle cx="200" cy="204" r="7" fill="${second === '#fdf5f2' ? third : line}"/>`;

const chest: Motif = ({ print, second, third }) => `${shadow(220)}
  <path d="M112 300l-6 18h20l4-18M288 300l6 18h-20l-4-18" fill="${third}"/><rect x="96" y="92" width="208" height="212" rx="8" fill="${print}"/><rect x="86" y="82" width="228" height="20" rx="6" fill="${third}"/>
  <g fill="${second}" fill-opacity=".7"><rect x="114" y="118" width="80" height="52" rx="4"/><rect x="206" y="118" width="80" height="52" rx="4"/><rect x="114" y="182" width="172" height="48" rx="4"/><rect x="114" y="242" width="172" height="48" rx="4"/></g>
  <g fill="${third}"><path d="${heart(154, 138, 11)}"/><path d="${heart(246, 138, 11)}"/><path d="${heart(200, 200, 11)}"/><path d="${heart(200, 260, 11)}"/></g>`;

const hooks: Motif = ({ print, body, second, third }) => `
  <rect x="56" y="132" width="288" height="62" rx="8" fill="${print}"/><rect x="56" y="132" width="288" height="62" rx="8" fill="none" stroke="${third}" stroke-opacity=".4" stroke-width="3"/>
  ${[104, 168, 232, 296].map((x, at) => `<path d="M${x} 184v44c0 34 34 34 34 4" fill="none" stroke="${third}" stroke-width="9" stroke-linecap="round"/><circle cx="${x}" cy="164" r="17" fill="${at % 2 ? second : body}" stroke="${third}" stroke-width="4"/>`).join('')}`;

const slate: Motif = ({ body, second, third }) => `
  <path d="M150 142L200 52l50 90" fill="none" stroke="${third}" stroke-width="5"/><path d="${heart(200, 148, 108)}" fill="${body}"/><path d="${heart(200, 162, 92)}" fill="none" stroke="${second}" stroke-opacity=".25" stroke-width="3"/>
  <g fill="none" stroke="${second}" stroke-opacity=".9" stroke-width="5" stroke-linecap="round"><path d="M150 196c12-16 22 12 34-4s22 12 34-2 16 6 30 0M168 230c10-12 18 8 28-4s18 8 34-4"/></g>`;

const blackboard: Motif = ({ body, second, third }) => `
  <rect x="80" y="76" width="248" height="256" fill="#000" fill-opacity=".08"/><rect x="74" y="68" width="252" height="256" rx="6" fill="${second}"/><rect x="98" y="92" width="204" height="184" fill="${body}"/><rect x="98" y="288" width="204" height="16" rx="4" fill="${third}"/><rect x="126" y="282" width="42" height="9" rx="4" fill="#fff"/>
  <g fill="none" stroke="#fff" stroke-opacity=".85" stroke-width="5" stroke-linecap="round"><path d="M126 132h92M126 162h128M126 192h70M126 222h104"/></g>`;

const ladder: Motif = ({ print, second, third, body }) => `${shadow(210)}
  <path d="M130 74L96 316M270 74l34 242" stroke="${third}" stroke-width="13" stroke-linecap="round"/>
  ${[
    [124, 140, 152],
    [112, 214, 176],
    [100, 288, 200],
  ]
    .map(
      ([x = 0, y = 0, w = 0]) =>
        `<rect x="${x}" y="${y}" width="${w}" height="13" rx="4" fill="${second}" stroke="${third}" stroke-width="2"/><path d="M${x + 28} ${y - 34}h34l-5 34h-24z" fill="${print}"/><path d="M${x + 45} ${y - 34}c-16-18-20-4-20-16 8-8 16 0 20 8 4-10 12-18 20-8 0 12-6 0-20 16z" fill="#7d8f5a"/><path d="M${x + w - 66} ${y - 30}h34l-5 30h-24z" fill="${body}"/><circle cx="${x + w - 49}" cy="${y - 40}" r="13" fill="#7d8f5a"/>`,
    )
    .join('')}`;

const doormat: Motif = ({ print, third, second, line }) => `
  <rect x="46" y="124" width="308" height="176" rx="6" fill="#000" fill-opacity=".1"/><rect x="40" y="114" width="308" height="176" rx="6" fill="${print}"/><rect x="56" y="130" width="276" height="144" rx="3" fill="none" stroke="${second}" stroke-width="5"/>
  <rect x="98" y="166" width="192" height="70" rx="8" fill="${second}"/><text x="194" y="214" font-family="Georgia,serif" font-size="36" font-style="italic" text-anchor="middle" fill="${line}">come in</text><path d="M40 118v168M348 118v168" stroke="${third}" stroke-width="7" stroke-dasharray="4 5"/>`;

const blocks: Motif = ({ body, second, third, line }) => `${shadow(270)}
  ${['H', 'O', 'M', 'E'].map((letter, at) => `<rect x="${60 + at * 72}" y="${232 - (at % 2) * 6}" width="66" height="${82 + (at % 2) * 6}" rx="5" fill="${[body, second, third, body][at]}"/><text x="${93 + at * 72}" y="288" font-family="Georgia,serif" font-size="44" text-anchor="middle" fill="${at === 2 ? second : line}">${letter}</text>`).join('')}
  <path d="M96 226c0-60 40-90 104-90s104 30 104 90" fill="none" stroke="${third}" stroke-opacity=".25" stroke-width="4" stroke-dasharray="3 9" stroke-linecap="round"/><path d="${heart(200, 152, 26)}" fill="${third}"/>`;

const sign: Motif = ({
  print,
  second,
  third,
  line,
}) => `<path d="M140 150l60-78 60 78" fill="none" stroke="${third}" stroke-width="4"/><circle cx="200" cy="70" r="8" fill="${third}"/>
  <rect x="62" y="150" width="276" height="134" rx="10" fill="${print}"/><rect x="76" y="164" width="248" height="106" rx="5" fill="none" stroke="${second}" stroke-width="4"/><rect x="96" y="184" width="208" height="66" rx="4" fill="${second}"/><text x="200" y="228" font-family="Georgia,serif" font-size="32" text-anchor="middle" fill="${line}">No singing</text>`;

const bells: Motif = ({ body, third, second, line }) => `
  <path d="M200 40v60M200 100c-50 10-70 50-70 90M200 100c50 10 70 50 70 90M200 100v110" fill="none" stroke="${line}" stroke-width="4"/>
  ${[
    [130, 190],
    [270, 190],
    [200, 214],
  ]
    .map(
      ([x = 0, y = 0]) =>
        `<circle cx="${x}" cy="${y + 86}" r="11" fill="${line}"/><path d="M${x - 50} ${y + 82}c14-16 12-80 50-82 38 2 36 66 50 82z" fill="${body}" stroke="${third}" stroke-width="3"/><path d="M${x - 30} ${y + 54}h60" stroke="${second}" stroke-width="5"/>`,
    )
    .join('')}`;

export const home = {
  wicker,
  frame,
  clock,
  alarm,
  chest,
  hooks,
  slate,
  blackboard,
  ladder,
  doormat,
  blocks,
  sign,
  bells,
};
