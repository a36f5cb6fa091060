import { heart, type Motif, shadow } from './brush.ts';

const hotwater: Motif = ({ print, second, third }) => `${shadow(180, 338)}
  <path d="M172 62h56v40h-56z" fill="${third}"/><rect x="160" y="50" width="80" height="20" rx="8" fill="${third}"/><path d="M166 100h68c4 26 50 24 56 66l8 124c2 30-20 46-50 46h-96c-30 0-52-16-50-46l8-124c6-42 52-40 56-66z" fill="${print}"/>
  <path d="M166 100h68l-4 22h-60z" fill="${second}"/><path d="${heart(200, 200, 34)}" fill="${second}"/>`;

const handwarmer: Motif = ({ print, second, third }) => `
  <path d="M96 128c60-20 148-20 208 0 16 52 16 100 0 152-60 20-148 20-208 0-16-52-16-100 0-152z" fill="#000" fill-opacity=".08" transform="translate(5 7)"/><path d="M96 128c60-20 148-20 208 0 16 52 16 100 0 152-60 20-148 20-208 0-16-52-16-100 0-152z" fill="${print}"/>
  <path d="M108 140c54-18 130-18 184 0 12 44 12 84 0 128-54 18-130 18-184 0-12-44-12-84 0-128z" fill="none" stroke="${third}" stroke-width="3" stroke-dasharray="8 7"/><path d="${heart(200, 182, 36)}" fill="${second}" stroke="${third}" stroke-width="3"/>`;

const owl: Motif = ({ print, body, second, third, line }) => `
  <path d="M104 120c14 12 26 10 40 4 36-16 76-16 112 0 14 6 26 8 40-4 10 30 16 60 16 96 0 70-48 112-112 112S88 286 88 216c0-36 6-66 16-96z" fill="${print}"/>
  <g fill="${second}"><circle cx="158" cy="182" r="40"/><circle cx="242" cy="182" r="40"/></g><g fill="${line}"><circle cx="162" cy="184" r="15"/><circle cx="238" cy="184" r="15"/></g><path d="M186 212h28l-14 24z" fill="${third}"/>
  <path d="M144 262c10 14 26 14 36 0 10 14 30 14 40 0 10 14 26 14 36 0M164 288c10 12 26 12 36 0 10 12 26 12 36 0" fill="none" stroke="${body === second ? third : second}" stroke-width="4"/>`;

const cushion: Motif = ({ print, second, third, line }) => `
  <path d="M78 86c40 14 204 14 244 0-12 50-12 186 0 238-40-14-204-14-244 0 12-52 12-188 0-238z" fill="#000" fill-opacity=".08" transform="translate(5 7)"/><path d="M78 86c40 14 204 14 244 0-12 50-12 186 0 238-40-14-204-14-244 0 12-52 12-188 0-238z" fill="${print}"/>
  <g fill="${second}"><path d="M172 170c-24-40-20-76-4-76s26 36 22 72z"/><path d="M228 170c24-40 20-76 4-76s-26 36-22 72z"/><ellipse cx="200" cy="212" rx="62" ry="56"/></g><g fill="${line}"><circle cx="178" cy="206" r="6"/><circle cx="222" cy="206" r="6"/></g><path d="M190 226h20l-10 10z" fill="${third}"/><circle cx="160" cy="230" r="10" fill="${third}" fill-opacity=".3"/><circle cx="240" cy="230" r="10" fill="${third}" fill-opacity=".3"/>`;

export const cosy = { hotwater, handwarmer, owl, cushion };
