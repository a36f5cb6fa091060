import { type Motif, shadow } from './brush.ts';

const tote: Motif = ({ print, second, third }) => `${shadow(240)}
  <path d="M142 160c0-96 116-96 116 0" fill="none" stroke="${third}" stroke-width="13"/><path d="M84 152h232l14 156a8 8 0 0 1-8 8H78a8 8 0 0 1-8-8z" fill="${print}"/><path d="M84 152h232l2 22H82z" fill="${third}"/><g fill="${second}"><circle cx="142" cy="163" r="5"/><circle cx="258" cy="163" r="5"/></g>`;

const lunchbag: Motif = ({ print, second, third }) => `${shadow(180)}
  <path d="M160 124c0-50 80-50 80 0" fill="none" stroke="${third}" stroke-width="12"/><path d="M118 124h164l14 30v150a12 12 0 0 1-12 12H116a12 12 0 0 1-12-12V154z" fill="${print}"/><path d="M118 124h164l14 30H104z" fill="${third}"/><rect x="182" y="146" width="36" height="22" rx="5" fill="${second}"/>`;

const lunchbox: Motif = ({ print, body, second, third }) => `${shadow(230)}
  <path d="M156 150c0-44 88-44 88 0" fill="none" stroke="${third}" stroke-width="13" stroke-linecap="round"/><rect x="80" y="146" width="240" height="170" rx="26" fill="${print}"/><path d="M80 206h240" stroke="${third}" stroke-width="6"/><rect x="182" y="192" width="36" height="28" rx="6" fill="${second}" stroke="${third}" stroke-width="4"/><circle cx="200" cy="206" r="4" fill="${body === second ? third : body}"/>`;

const umbrella: Motif = ({ print, second, third, line }) => `
  <path d="M200 84V300c0 34 46 34 46 2" fill="none" stroke="${line}" stroke-width="8" stroke-linecap="round"/><path d="M200 62v26" stroke="${line}" stroke-width="6" stroke-linecap="round"/>
  <path d="M56 212C64 132 124 84 200 84s136 48 144 128c-16-22-56-22-72 0-16-22-56-22-72 0-16-22-56-22-72 0-16-22-56-22-72 0z" fill="${print}"/><path d="M200 84c-40 24-68 66-72 128M200 84c40 24 68 66 72 128M200 84v128" fill="none" stroke="${third}" stroke-opacity=".6" stroke-width="3"/><circle cx="200" cy="64" r="6" fill="${second}" stroke="${line}" stroke-width="3"/>`;

const sewing: Motif = ({ print, body, second, third, line }) => `${shadow(240)}
  <rect x="84" y="196" width="232" height="118" rx="16" fill="${print}"/><path d="M84 196h232v-16a30 30 0 0 0-30-30H114a30 30 0 0 0-30 30z" fill="${third}"/><rect x="180" y="184" width="40" height="30" rx="6" fill="${second}"/>
  <g><rect x="118" y="92" width="40" height="60" rx="5" fill="${body}"/><path d="M112 86h52M112 154h52" stroke="${line}" stroke-width="8" stroke-linecap="round"/><rect x="178" y="106" width="36" height="46" rx="5" fill="${second}"/><path d="M174 100h44" stroke="${line}" stroke-width="8" stroke-linecap="round"/></g><path d="M258 66l-22 90" stroke="${line}" stroke-width="4" stroke-linecap="round"/><path d="M256 70c30 20-30 40 10 60" fill="none" stroke="${body}" stroke-width="3"/>`;

const notebooks: Motif = ({ print, second, third, body, line }) => `
  <g transform="rotate(-8 200 200)"><rect x="112" y="92" width="160" height="216" rx="6" fill="${third}"/></g><g transform="rotate(3 200 200)"><rect x="122" y="92" width="160" height="216" rx="6" fill="${second}"/></g><rect x="128" y="94" width="160" height="216" rx="6" fill="${print}"/><rect x="128" y="94" width="20" height="216" fill="${third}"/>
  <path d="M112 204h192M216 84v238" stroke="${line}" stroke-opacity=".75" stroke-width="4"/><path d="M216 204c-30-34-50-10-30 2 10 6 22 2 30-2 8 4 20 8 30 2 20-12 0-36-30-2z" fill="${body === second ? third : body}" stroke="${line}" stroke-width="3"/>`;

export const bags = { tote, lunchbag, lunchbox, umbrella, sewing, notebooks };
