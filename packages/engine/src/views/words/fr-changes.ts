import type { Got, Kept } from '../../log/change.ts';
import { told } from '../../time/never.ts';
import type { Pen } from '../pen.ts';
import type { ChangeWords, SourceWords } from './words.ts';

function gotText({ points, coupon, counter }: Got, dueAt: number | null, pen: Pen): string {
  if (dueAt !== null) return `plus tard, le ${pen.day(dueAt)}`;
  if (points > 0) return pen.points(points);
  if (coupon !== null) return `le code ${coupon}`;
  return counter ? `${pen.name('counters', counter.id)} +${pen.plain(counter.n)}` : 'rien de plus';
}

/** What stays with somebody of what is taken back. */
function keptText(kept: Kept | undefined, pen: Pen): string {
  if (!kept) return '';
  const { points = 0, coupon } = kept;
  const all = [...(points > 0 ? [pen.points(points)] : []), ...(coupon === undefined ? [] : [`le code ${coupon}`])];
  return `\u00a0; reste\u00a0: ${pen.list(all)}`;
}

export const sources: SourceWords = {
  rule: ({ id, parts = [] }, pen) =>
    parts.length > 1
      ? `les règles ${pen.list(parts.map(({ rule }) => `«\u00a0${pen.name('rules', rule)}\u00a0»`))}`
      : `la règle «\u00a0${pen.name('rules', id)}\u00a0»`,
  challenge: ({ id }, pen) => `le défi «\u00a0${pen.name('challenges', id)}\u00a0»`,
  referral: ({ side }) => (side === 'advocate' ? 'la première commande d’un ami' : 'la recommandation d’un ami'),
  prize: ({ board, period, place }, pen) =>
    `la place ${place} de «\u00a0${pen.name('boards', board)}\u00a0», ${period}`,
  adjustment: ({ by, why }) => `${by}\u00a0: ${why}`,
  opening: ({ from }) => `le solde chez ${from}`,
  transfer: () => 'un autre membre',
  gift: ({ of, id }, pen) => `${pen.words.giftOf[of]} «\u00a0${pen.gifts(of, id)}\u00a0»`,
  restore: () => 'un échange restitué',
  merged: () => 'des points sans échéance, gardés ensemble',
};

const life = (activeAt: string | null, expiresAt: string | null) =>
  `${activeAt === null ? 'à disposition aussitôt' : `en attente jusqu’au ${activeAt}`}, ${expiresAt === null ? 'sans échéance' : `échéance le ${expiresAt}`}`;
const toll = (n: number) => (n < 0 ? 'en moins' : 'en plus');

export const changes: ChangeWords = {
  'lot.opened': ({ points, source, activeAt, expiresAt, waits }, pen) => {
    const head = `${pen.points(points)} par ${pen.source(source)}\u00a0: `;
    if (!waits) return `${head}${life(pen.on(activeAt), pen.on(expiresAt))}`;
    const latest = pen.on(told(activeAt));
    return `${head}en attente de ${waits.event}${latest === null ? '' : `, au plus tard jusqu’au ${latest}`}`;
  },
  'lot.scheduled': ({ points, activeAt, expiresAt }, pen) =>
    `fin de l’attente de ${pen.points(points)}, à disposition le ${pen.day(activeAt)}${expiresAt === null ? '' : `, échéance le ${pen.day(expiresAt)}`}`,
  'lots.extended': ({ points, expiresAt, cause }, pen) =>
    `nouvelle échéance de ${pen.points(points)} le ${pen.day(expiresAt)}, ${cause.kind === 'hand' ? `par ${cause.by}\u00a0: ${cause.why}` : `grâce à ${cause.type}`}`,
  'expiry.warned': ({ points, expiresAt, at }, pen) =>
    `avis du ${pen.day(at)}\u00a0: expiration de ${pen.points(points)} le ${pen.day(expiresAt)}`,
  'lot.activated': ({ points, at, expiresAt }, pen) =>
    `${pen.points(points)} à disposition depuis le ${pen.day(at)}${expiresAt === null ? '' : `, échéance le ${pen.day(expiresAt)}`}`,
  'lot.expired': ({ points, at }, pen) => `expiration de ${pen.points(points)} le ${pen.day(at)}`,
  'lot.spent': ({ points }, pen) => `dépense de ${pen.points(points)}, la plus proche échéance d’abord`,
  'lot.restored': ({ points, expiresAt, graced }, pen) =>
    `restitution de ${pen.points(points)}, ${expiresAt === null ? 'sans échéance' : `échéance le ${pen.day(expiresAt)}`}${graced ? ' après quelques jours de grâce' : ''}`,
  'lot.reversed': ({ points, from }, pen) =>
    `retrait de ${pen.points(points)} sur ce qui était ${from === 'pending' ? 'encore en attente' : 'à disposition'}`,
  'expiry.reversed': ({ points }, pen) =>
    `${pen.points(points)} à reprendre, mais à l’échéance déjà passée\u00a0: aucune dette`,
  'owed.opened': ({ points }, pen) => `dette de ${pen.points(points)}, car la dépense a déjà eu lieu`,
  'owed.filled': ({ points }, pen) => `remboursement d’une dette de ${pen.points(points)}`,
  adjusted: ({ points, lot, source }, pen) =>
    `${lot === null ? 'dette' : 'retrait'} de ${pen.points(points)} par ${pen.source(source)}`,
  'lot.sent': ({ points, expiresAt }, pen) =>
    `don de ${pen.points(points)}${expiresAt === null ? '' : `, échéance le ${pen.day(expiresAt)}`}`,
  'lot.received': ({ points, activeAt, expiresAt }, pen) =>
    `réception de ${pen.points(points)}\u00a0: ${life(pen.on(activeAt), pen.on(expiresAt))}`,
  'owed.sent': ({ points }, pen) => `dette de ${pen.points(points)} transmise`,
  'owed.received': ({ points }, pen) => `dette de ${pen.points(points)} reprise`,
  absorbed: ({ estate }, pen) =>
    `Commandes ${pen.signed(estate.orders)}, progression, plafonds et amis de l’autre compte repris`,
  'window.used': ({ window, times, points, closesAt }, pen) =>
    `Plafond ${window}\u00a0: ${pen.points(Math.abs(points))} et ${pen.plain(Math.abs(times))} × ${toll(points || times)}${closesAt === null ? '' : `, jusqu’au ${pen.day(closesAt)}`}`,
  'cooldown.started': ({ rule, until }, pen) =>
    `La règle «\u00a0${pen.name('rules', rule)}\u00a0» ne donne plus rien avant la fin de son délai, le ${pen.day(until)}`,
  'cooldown.ended': ({ rule }, pen) => `Le délai de la règle «\u00a0${pen.name('rules', rule)}\u00a0» ne tient plus`,
  'counter.moved': ({ counter, n, at }, pen) =>
    `«\u00a0${pen.name('counters', counter)}\u00a0»\u00a0: ${pen.signed(n)}, au ${pen.day(at)}`,
  'pool.used': ({ pool, n }, pen) => `Sur ce que les membres partagent sous ${pool}, ${pen.plain(n)} utilisé(s)`,
  'pool.freed': ({ pool, n }, pen) => `Sur ce que les membres partagent sous ${pool}, ${pen.plain(n)} libéré(s)`,
  'tier.counted': ({ points, count, at }, pen) =>
    `${pen.points(Math.abs(points))} ${toll(points)} pour les niveaux (${count === 'active' ? 'une fois à disposition' : 'dès l’attribution'}), au ${pen.day(at)}`,
  'tier.changed': ({ from, to, until }, pen) =>
    `${to === null ? 'Plus aucun niveau' : from === to ? `Le niveau «\u00a0${pen.name('tiers', to)}\u00a0» est maintenu` : `Le niveau est désormais «\u00a0${pen.name('tiers', to)}\u00a0»`}${until === null || to === null ? '' : `, au moins jusqu’au ${pen.day(until)}`}`,
  'tier.earned': ({ to }, pen) =>
    to === null
      ? 'Plus aucun niveau n’est acquis'
      : `Le niveau «\u00a0${pen.name('tiers', to)}\u00a0» est acquis, sous celui qui a été accordé`,
  'tier.granted': ({ tier, until, cause }, pen) =>
    `Le niveau «\u00a0${pen.name('tiers', tier)}\u00a0» a été accordé${until === null ? '' : ` jusqu’au ${pen.day(until)}`}${cause.kind === 'hand' ? ` par ${cause.by}\u00a0: ${cause.why}` : cause.kind === 'event' ? ` à la suite de ${cause.type}` : ''}`,
  'tier.revoked': ({ tier }, pen) => `Le niveau «\u00a0${pen.name('tiers', tier)}\u00a0» n’est plus accordé`,
  'tier.warned': ({ tier, at, until, missing }, pen) =>
    `le ${pen.day(at)}, annonce que le niveau «\u00a0${pen.name('tiers', tier)}\u00a0» prendra fin le ${pen.day(until)}\u00a0: il manque ${pen.plain(missing)}`,
  'gift.given': ({ tier }, pen) => `Le cadeau du niveau «\u00a0${pen.name('tiers', tier)}\u00a0» a été offert`,
  'gift.taken': ({ tier }, pen) =>
    `Le cadeau du niveau «\u00a0${pen.name('tiers', tier)}\u00a0» a été repris, car il n’avait pas servi`,
  'challenge.progressed': ({ challenge, value, step }, pen) =>
    `Défi «\u00a0${pen.name('challenges', challenge)}\u00a0», étape ${step + 1}\u00a0: désormais à ${pen.plain(value)}`,
  'challenge.completed': ({ challenge, points }, pen) =>
    `Défi «\u00a0${pen.name('challenges', challenge)}\u00a0» réussi${points > 0 ? `\u00a0: +${pen.points(points)}` : ''}`,
  'challenge.step': ({ challenge, step, points }, pen) =>
    `Défi «\u00a0${pen.name('challenges', challenge)}\u00a0», étape ${step + 1} franchie${points > 0 ? `\u00a0: +${pen.points(points)}` : ''}`,
  'challenge.joined': ({ challenge, at }, pen) =>
    `Défi «\u00a0${pen.name('challenges', challenge)}\u00a0» accepté le ${pen.day(at)}`,
  'challenge.restarted': ({ challenge, at }, pen) =>
    `Défi «\u00a0${pen.name('challenges', challenge)}\u00a0» repris à zéro le ${pen.day(at)}`,
  'challenge.filled': ({ challenge, version }, pen) =>
    `Défi «\u00a0${pen.name('challenges', challenge)}\u00a0»\u00a0: ce qui s’est passé avant la version ${version} du programme a été compté`,
  'challenge.undone': ({ challenge }, pen) =>
    `Défi «\u00a0${pen.name('challenges', challenge)}\u00a0» annulé\u00a0: sa progression a été rendue`,
  'streak.kept': ({ streak, at }, pen) => `Série «\u00a0${pen.name('streaks', streak)}\u00a0» tenue le ${pen.day(at)}`,
  'streak.lost': ({ streak }, pen) =>
    `Série «\u00a0${pen.name('streaks', streak)}\u00a0»\u00a0: la commande qui la tenait a été rendue`,
  'streak.undone': ({ streak, length }, pen) =>
    `La série «\u00a0${pen.name('streaks', streak)}\u00a0» n’atteint plus ${pen.plain(length)}\u00a0: ce que cela avait donné est repris`,
  'draw.undone': ({ draw, prize }, pen) =>
    `«\u00a0${pen.name('draws', draw)}\u00a0»\u00a0: le lot «\u00a0${pen.prizeName(draw, prize)}\u00a0» est repris, car sa commande a été rendue et il n’avait pas servi`,
  'gift.voided': () => 'Une récompense en chemin n’est pas donnée',
  'streak.frozen': ({ streak, n }, pen) =>
    `Série «\u00a0${pen.name('streaks', streak)}\u00a0»\u00a0: ${pen.plain(n)} joker(s) de plus`,
  'streak.paused': ({ streak, at }, pen) =>
    `Série «\u00a0${pen.name('streaks', streak)}\u00a0» mise en pause le ${pen.day(at)}`,
  'streak.resumed': ({ streak, at }, pen) =>
    `Série «\u00a0${pen.name('streaks', streak)}\u00a0» reprise le ${pen.day(at)}`,
  'streak.reached': ({ streak, length, points }, pen) =>
    `Série «\u00a0${pen.name('streaks', streak)}\u00a0» portée à ${pen.plain(length)}${points > 0 ? `\u00a0: +${pen.points(points)}` : ''}`,
  drawn: ({ draw, number, total, odds, drawn, prize }, pen) => {
    const all = odds.map((one) => `«\u00a0${pen.prizeName(draw, one.prize)}\u00a0» ${pen.plain(one.odds)}`).join(', ');
    const fell = drawn === prize ? '' : `\u00a0; il ne restait plus de «\u00a0${pen.prizeName(draw, drawn)}\u00a0»`;
    return `«\u00a0${pen.name('draws', draw)}\u00a0»\u00a0: le numéro ${pen.plain(number)} entre 0 et ${pen.plain(total - 1)} a donné «\u00a0${pen.prizeName(draw, prize)}\u00a0»${fell}. Chances sur ${pen.plain(total)}\u00a0: ${all}`;
  },
  'goal.reached': ({ goal, mine, points }, pen) =>
    `Objectif commun «\u00a0${pen.name('goals', goal)}\u00a0» atteint, dont ${pen.plain(mine)} de ce membre${points > 0 ? `\u00a0: +${pen.points(points)}` : ''}`,
  'badge.granted': ({ badge, hand }, pen) =>
    `Badge «\u00a0${pen.name('badges', badge)}\u00a0» reçu${hand ? `, par ${hand.by}\u00a0: ${hand.why}` : ''}`,
  'badge.withdrawn': ({ badge, hand }, pen) =>
    `Badge «\u00a0${pen.name('badges', badge)}\u00a0» retiré${hand ? `, par ${hand.by}\u00a0: ${hand.why}` : ''}`,
  ordered: ({ orders, spend }, pen) =>
    `Commandes ${pen.signed(orders)}, dépenses ${spend < 0 ? '−' : '+'}${pen.money(Math.abs(spend))}`,
  tallied: ({ metric, n }, pen) => `Pour les classements\u00a0: ${metric} ${pen.signed(n)}`,
  created: ({ guest }) =>
    guest ? 'Un visiteur est désormais connu du programme' : 'Un membre est désormais connu du programme',
  joined: ({ at }, pen) => `A rejoint le programme le ${pen.day(at)}`,
  'handed.over': ({ subject }) =>
    `La commande ${subject.replace(/^order:/, '')} appartient désormais à un autre compte`,
  'claim.made': ({ order }) => `Les points de la commande ${order} ont été demandés`,
  'claim.closed': ({ order, state }) =>
    state === 'settled'
      ? `La demande pour la commande ${order} est réglée`
      : `La demande pour la commande ${order} a été refusée`,
  closed: ({ reason }) => (reason === 'merged' ? 'Fusionné avec un autre compte' : 'Le compte a été effacé'),
  redeemed: ({ reward, cost }, pen) => `«\u00a0${pen.bought(reward)}\u00a0» contre ${pen.points(cost)}`,
  'redemption.cancelled': () => 'L’échange a été annulé',
  'reservation.released': () => 'L’article réservé est de nouveau libre',
  'coupon.issued': ({ coupon }, pen) =>
    `Code ${coupon.code} émis${coupon.expiresAt === null ? '' : `, valable jusqu’au ${pen.day(coupon.expiresAt)}`}`,
  'coupon.used': ({ code, at, amount, below }, pen) =>
    amount === undefined
      ? `Code ${code} utilisé le ${pen.day(at)}${below === undefined ? '' : `, pour une commande qui n’atteint pas son minimum de ${pen.money(below)}`}`
      : `${pen.money(amount)} utilisés sur ${code} le ${pen.day(at)}`,
  'coupon.returned': ({ code, amount }, pen) =>
    amount === undefined ? `Le code ${code} peut de nouveau servir` : `${pen.money(amount)} de nouveau sur ${code}`,
  'coupon.cancelled': ({ code }) => `Code ${code} annulé`,
  entitled: ({ entitlement, until }, pen) =>
    `Accès à «\u00a0${entitlement}\u00a0»${until === null ? '' : ` jusqu’au ${pen.day(until)}`}`,
  'entitlement.withdrawn': ({ entitlement }) => `Accès à «\u00a0${entitlement}\u00a0» retiré`,
  gave: ({ cause, unit, n }, pen) => {
    const what = unit === 'money' ? pen.money(Math.abs(n)) : `arbres (${pen.plain(Math.abs(n))})`;
    return `${n < 0 ? 'Don annulé' : 'Don'}\u00a0: ${what} pour «\u00a0${pen.name('causes', cause)}\u00a0»`;
  },
  held: ({ points, amount, until }, pen) =>
    `${pen.points(points)} de côté pour un paiement, valeur ${pen.money(amount)}, jusqu’au ${pen.day(until)} au plus tard`,
  'lot.held': ({ points }, pen) => `${pen.points(points)} de côté, d’abord ce qui expire le plus tôt`,
  'lot.released': ({ points }, pen) => `Mise de côté levée pour ${pen.points(points)}`,
  'hold.released': () => 'La mise de côté pour un paiement est levée',
  'hold.spent': ({ points }, pen) => `Dépense de ${pen.points(points)} de côté`,
  'lot.paid': ({ points }, pen) => `Dépense de ${pen.points(points)} pour la commande`,
  'hold.confirmed': ({ subject, points, amount }, pen) =>
    `Commande ${subject.replace(/^order:/, '')} payée avec ${pen.points(points)}, valeur ${pen.money(amount)}`,
  'lot.returned': ({ points, part }, pen) =>
    `Restitution de ${pen.points(points)} du paiement de la commande${part.expiresAt === null ? '' : `, expiration le ${pen.day(part.expiresAt)}`}`,
  'referral.linked': ({ code, until }, pen) => `Est venu par le code ${code}, valable jusqu’au ${pen.day(until)}`,
  'referral.qualified': () => 'Cette commande compte pour l’ami qui a recommandé le programme',
  'referral.unqualified': () => 'Cette commande ne compte plus pour l’ami qui a recommandé le programme',
  'referral.undone': () => 'La recommandation venait de la même personne et ne compte pas',
  'referral.assessed': ({ score, reasons }, pen) =>
    `Risque du parrainage\u00a0: ${score} sur 100${reasons.length === 0 ? '' : ` (${reasons.map(({ reason, weight }) => `${pen.words.risks[reason]}\u00a0: ${weight}`).join('\u00a0; ')})`}`,
  'referral.waiting': () => 'Cette commande comptera pour un parrainage une fois acceptée',
  'referral.decided': ({ verdict, by, why }, pen) => pen.words.decided[verdict](by, why),
  'friend.stepped': ({ got, dueAt }, pen) => `Pour un ami recommandé\u00a0: ${gotText(got, dueAt, pen)}`,
  'friend.step_undone': ({ kept }, pen) => `Ce que valait un ami recommandé est repris${keptText(kept, pen)}`,
  'milestone.reached': ({ friends, got, dueAt }, pen) => `Pour ${friends} amis\u00a0: ${gotText(got, dueAt, pen)}`,
  'milestone.undone': ({ friends, kept }, pen) => `Il y a de nouveau moins de ${friends} amis${keptText(kept, pen)}`,
  bought: () => 'Les articles d’une commande ont changé',
  'segment.moved': ({ segment, in: within }, pen) =>
    `${within ? 'Entrée dans le groupe «\u00a0' : 'Sortie du groupe «\u00a0'}${pen.name('segments', segment)}\u00a0»`,
  'friend.advanced': ({ stage, points, kept }, pen) =>
    `Un ami recommandé\u00a0: ${pen.words.stages[stage]}${points > 0 ? `, +${pen.points(points)}` : ''}${keptText(kept ? { points: kept } : undefined, pen)}`,
};
