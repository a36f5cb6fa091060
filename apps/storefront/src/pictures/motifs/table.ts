import { type Motif, shadow } from './brush.ts';

const cakestand: Motif = ({ print, second, third, line }) => `${shadow(150)}
  <path d="M200 84v222" stroke="${third}" stroke-width="7" stroke-linecap="round"/><circle cx="200" cy="78" r="12" fill="none" stroke="${third}" stroke-width="6"/>
  <path d="M150 312c4-14 26-16 50-16s46 2 50 16z" fill="${third}"/>
  <path d="M82 258h236c-8 22-56 32-118 32s-110-10-118-32z" fill="${print}"/><ellipse cx="200" cy="258" rx="118" ry="13" fill="${second}"/>
  <path d="M110 190h180c-6 17-42 25-90 25s-84-8-90-25z" fill="${print}"/><ellipse cx="200" cy="190" rx="90" ry="10" fill="${second}"/>
  <path d="M138 128h124c-4 13-28 19-62 19s-58-6-62-19z" fill="${print}"/><ellipse cx="200" cy="128" rx="62" ry="8" fill="${second}"/>
  <path d="M82 258h236M110 190h180M138 128h124" stroke="${line}" stroke-opacity=".12" stroke-width="2"/>`;

const teacup: Motif = ({ print, second, third, line }) => `${shadow(220)}
  <ellipse cx="200" cy="296" rx="124" ry="17" fill="${second}"/><ellipse cx="200" cy="293" rx="84" ry="9" fill="${third}" fill-opacity=".35"/>
  <path d="M282 172c46-10 58 20 40 44-12 16-34 24-54 24" fill="none" stroke="${third}" stroke-width="10" stroke-linecap="round"/>
  <path d="M110 152h180c0 82-30 136-62 140h-56c-32-4-62-58-62-140z" fill="${print}"/>
  <ellipse cx="200" cy="152" rx="90" ry="17" fill="${second}"/><ellipse cx="200" cy="155" rx="77" ry="11" fill="${third}"/>
  <path d="M174 120c-10-14 10-20 0-36M202 116c-10-14 10-20 0-36M230 120c-10-14 10-20 0-36" fill="none" stroke="${line}" stroke-opacity=".25" stroke-width="4" stroke-linecap="round"/>`;

const teapot: Motif = ({ print, second, third }) => `${shadow(200)}
  <path d="M290 196c54-22 74 10 60 48-9 26-36 38-64 34" fill="none" stroke="${third}" stroke-width="13" stroke-linecap="round"/>
  <path d="M124 232c-34 0-48-34-66-64 22-4 38 4 52 20 12 13 24 12 34 8z" fill="${third}"/>
  <path d="M104 226c0-52 42-84 96-84s96 32 96 84-34 86-96 86-96-34-96-86z" fill="${print}"/>
  <path d="M148 152c4-24 24-36 52-36s48 12 52 36c-30 12-74 12-104 0z" fill="${second}"/><circle cx="200" cy="106" r="13" fill="${third}"/>`;

const plate: Motif = ({ print, second, third }) => `
  <circle cx="204" cy="208" r="126" fill="#000" fill-opacity=".08"/><circle cx="200" cy="200" r="126" fill="${print}"/>
  <circle cx="200" cy="200" r="126" fill="none" stroke="${third}" stroke-width="5"/><circle cx="200" cy="200" r="84" fill="${second}"/>
  <circle cx="200" cy="200" r="84" fill="none" stroke="${third}" stroke-opacity=".4" stroke-width="3"/>`;

const jug: Motif = ({ print, second, third }) => `${shadow(160)}
  <path d="M264 150c60-14 74 30 60 70-10 30-38 46-62 46" fill="none" stroke="${third}" stroke-width="13" stroke-linecap="round"/>
  <path d="M122 104c14 10 22 12 30 30 4 10-10 40-18 70-10 40-4 92 14 108h104c18-16 26-70 16-110-8-34-22-60-14-98z" fill="${print}"/>
  <path d="M122 104l132 0c4-10 4-14 2-18-44 10-96 8-134 18z" fill="${second}"/><path d="M136 296h128" stroke="${third}" stroke-width="6"/>`;

const glasses: Motif = ({ body, second, third }) => `${shadow(210)}
  <g stroke="${third}" stroke-width="4"><path d="M96 148h92l-12 160h-68z" fill="${second}" fill-opacity=".75"/><path d="M212 148h92l-12 160h-68z" fill="${second}" fill-opacity=".75"/></g>
  <path d="M100 196h84l-8 108h-68z" fill="${body}" fill-opacity=".75"/><path d="M217 224h82l-7 80h-68z" fill="${body}" fill-opacity=".75"/>
  <g fill="none" stroke="${third}" stroke-opacity=".55" stroke-width="2.5"><path d="M112 170l14 12 14-12 14 12 14-12M228 170l14 12 14-12 14 12 14-12"/></g>`;

const cutlery: Motif = ({ print, second, third }) => `
  <g fill="${second}"><path d="M104 76h10v58h8V76h10v58h8V76h10v66c0 20-10 26-16 30v14h-14v-14c-6-4-16-10-16-30z"/><path d="M252 76c20 8 32 44 32 80 0 20-6 30-14 32h-18z"/><ellipse cx="200" cy="126" rx="26" ry="50"/><path d="M192 170h16v20h-16z"/></g>
  <g fill="${print}" stroke="${third}" stroke-width="3"><rect x="115" y="186" width="24" height="142" rx="12"/><rect x="188" y="186" width="24" height="142" rx="12"/><rect x="250" y="186" width="24" height="142" rx="12"/></g>`;

export const table = { cakestand, teacup, teapot, plate, jug, glasses, cutlery };
