import type { ProgramInput } from '@laurel/contract';
import advertiserVoucher from './advertiser-voucher.json' with { type: 'json' };
import airlineMiles from './airline-miles.json' with { type: 'json' };
import beautyClub from './beauty-club.json' with { type: 'json' };
import cafeStampCard from './cafe-stamp-card.json' with { type: 'json' };
import clothingReferral from './clothing-referral.json' with { type: 'json' };
import coffeeChain from './coffee-chain.json' with { type: 'json' };
import cosmeticsReviews from './cosmetics-reviews.json' with { type: 'json' };
import ecoCauses from './eco-causes.json' with { type: 'json' };
import gameSeason from './game-season.json' with { type: 'json' };
import giftCards from './gift-cards.json' with { type: 'json' };
import paidMembership from './paid-membership.json' with { type: 'json' };
import refills from './refills.json' with { type: 'json' };

/** A ready programme that a merchant starts from. */
export interface Template {
  id: string;
  /** What it is, in a line. */
  about: { en: string; fr: string };
  document: ProgramInput;
}

/** What a file holds is checked as every document is: by `contract`, in a test and whenever it is published. */
const of = (id: string, en: string, fr: string, document: unknown): Template => ({
  id,
  about: { en, fr },
  document: document as ProgramInput,
});

/** The ready programmes, by name. */
export const TEMPLATES: readonly Template[] = [
  of(
    'advertiser-voucher',
    'A voucher that brings a lapsed advertiser back: spend first, credit later, used in parts',
    'Un bon qui fait revenir un annonceur\u00a0: dépenser d’abord, un crédit ensuite, utilisable en plusieurs fois',
    advertiserVoucher,
  ),
  of(
    'airline-miles',
    'Miles to spend and a status beside them, with partners and missing miles claimed later',
    'Des miles à dépenser et un statut à côté, avec partenaires et réclamation de miles manquants',
    airlineMiles,
  ),
  of(
    'beauty-club',
    'Levels by what is spent in a calendar year, kept through the next; birthday gifts and limited drops',
    'Des niveaux selon les achats de l’année civile, gardés la suivante\u00a0; cadeaux d’anniversaire et éditions limitées',
    beautyClub,
  ),
  of(
    'cafe-stamp-card',
    'A stamp for each drink, by QR code; the first is on the house, and ten make the next drink free',
    'Un tampon par boisson, par code QR\u00a0; le premier est offert, et dix offrent la boisson suivante',
    cafeStampCard,
  ),
  of(
    'clothing-referral',
    'A coupon for a new friend’s first order, and one for whoever brought them once the return window is over',
    'Un bon pour la première commande d’un ami, et un autre pour qui l’a amené une fois le délai de retour passé',
    clothingReferral,
  ),
  of(
    'coffee-chain',
    'Stars by what is spent, two with the preloaded card, a ladder of rewards and weekly challenges',
    'Des étoiles selon la dépense, deux avec la carte préchargée, une échelle de récompenses et des défis',
    coffeeChain,
  ),
  of(
    'cosmetics-reviews',
    'Points for reviews that were approved, photos and shared looks',
    'Des points pour les avis acceptés, les photos et les looks partagés',
    cosmeticsReviews,
  ),
  of(
    'eco-causes',
    'Points become trees and donations, with a running total of each cause',
    'Les points deviennent des arbres et des dons, avec le total de chaque cause',
    ecoCauses,
  ),
  of(
    'game-season',
    'A season with boards, leagues and prizes',
    'Une saison avec classements, ligues et prix',
    gameSeason,
  ),
  of(
    'gift-cards',
    'Points become gift cards and credit, used in parts',
    'Les points deviennent cartes cadeaux et crédit, utilisables en plusieurs fois',
    giftCards,
  ),
  of(
    'paid-membership',
    '5 % back with the paid membership, 3 % without, and a card that earns elsewhere',
    '5 % en retour avec l’abonnement, 3 % sans, et une carte qui rapporte ailleurs',
    paidMembership,
  ),
  of(
    'refills',
    'A shop with one product: each refill is a drop, six drops are a refill, and empty pouches come back',
    'Une boutique à un seul produit\u00a0: chaque recharge vaut une goutte, six gouttes une recharge, et les poches vides reviennent',
    refills,
  ),
];
