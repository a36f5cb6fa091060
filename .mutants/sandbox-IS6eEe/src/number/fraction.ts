/** An exact number; `d` is above zero. Between money and points nothing else is used, so that rounding happens once. */
// @ts-nocheck
function stryNS_9fa48() {
  var g = typeof globalThis === 'object' && globalThis && globalThis.Math === Math && globalThis || new Function("return this")();
  var ns = g.__stryker__ || (g.__stryker__ = {});
  if (ns.activeMutant === undefined && g.process && g.process.env && g.process.env.__STRYKER_ACTIVE_MUTANT__) {
    ns.activeMutant = g.process.env.__STRYKER_ACTIVE_MUTANT__;
  }
  function retrieveNS() {
    return ns;
  }
  stryNS_9fa48 = retrieveNS;
  return retrieveNS();
}
stryNS_9fa48();
function stryCov_9fa48() {
  var ns = stryNS_9fa48();
  var cov = ns.mutantCoverage || (ns.mutantCoverage = {
    static: {},
    perTest: {}
  });
  function cover() {
    var c = cov.static;
    if (ns.currentTestId) {
      c = cov.perTest[ns.currentTestId] = cov.perTest[ns.currentTestId] || {};
    }
    var a = arguments;
    for (var i = 0; i < a.length; i++) {
      c[a[i]] = (c[a[i]] || 0) + 1;
    }
  }
  stryCov_9fa48 = cover;
  cover.apply(null, arguments);
}
function stryMutAct_9fa48(id) {
  var ns = stryNS_9fa48();
  function isActive(id) {
    if (ns.activeMutant === id) {
      if (ns.hitCount !== void 0 && ++ns.hitCount > ns.hitLimit) {
        throw new Error('Stryker: Hit count limit reached (' + ns.hitCount + ')');
      }
      return true;
    }
    return false;
  }
  stryMutAct_9fa48 = isActive;
  return isActive(id);
}
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}
export type Rounding = 'floor' | 'round' | 'ceil';
export const ZERO: Fraction = {
  n: 0n,
  d: 1n
};
export const ONE: Fraction = {
  n: 1n,
  d: 1n
};

/** @param n whole @param d whole, above zero */
export function fraction(n: number | bigint, d: number | bigint = 1n): Fraction {
  if (stryMutAct_9fa48("2704")) {
    {}
  } else {
    stryCov_9fa48("2704");
    return {
      n: BigInt(n),
      d: BigInt(d)
    };
  }
}

/** The decimal that a number is written as, exactly: 1.1 is 11/10 and not the float beside it. */
export function decimal(value: number): Fraction {
  if (stryMutAct_9fa48("2706")) {
    {}
  } else {
    stryCov_9fa48("2706");
    const [digits = '0', exponent = '0'] = String(value).split('e');
    const [whole = '0', part = ''] = digits.split('.');
    const power = BigInt(Number(exponent) - part.length);
    const n = BigInt(whole + part);
    return power >= 0n ? {
      n: n * 10n ** power,
      d: 1n
    } : {
      n,
      d: 10n ** -power
    };
  }
}
export function plus(a: Fraction, b: Fraction): Fraction {
  if (stryMutAct_9fa48("2723")) {
    {}
  } else {
    stryCov_9fa48("2723");
    if (a.d === b.d) return {
      n: a.n + b.n,
      d: a.d
    };
    return reduced(a.n * b.d + b.n * a.d, a.d * b.d);
  }
}
export function minus(a: Fraction, b: Fraction): Fraction {
  if (stryMutAct_9fa48("2733")) {
    {}
  } else {
    stryCov_9fa48("2733");
    return plus(a, {
      n: -b.n,
      d: b.d
    });
  }
}
export function times(a: Fraction, b: Fraction): Fraction {
  if (stryMutAct_9fa48("2736")) {
    {}
  } else {
    stryCov_9fa48("2736");
    return {
      n: a.n * b.n,
      d: a.d * b.d
    };
  }
}

/** @throws RangeError when `b` is zero */
export function over(a: Fraction, b: Fraction): Fraction {
  if (stryMutAct_9fa48("2740")) {
    {}
  } else {
    stryCov_9fa48("2740");
    return b.n < 0n ? {
      n: -a.n * b.d,
      d: a.d * -b.n
    } : reduced(a.n * b.d, a.d * b.n);
  }
}

/** Below zero, zero or above zero, as `a` is to `b`. */
export function compare(a: Fraction, b: Fraction): number {
  if (stryMutAct_9fa48("2752")) {
    {}
  } else {
    stryCov_9fa48("2752");
    const left = a.n * b.d;
    const right = b.n * a.d;
    return left < right ? -1 : left > right ? 1 : 0;
  }
}
export function atLeastZero(a: Fraction): Fraction {
  if (stryMutAct_9fa48("2764")) {
    {}
  } else {
    stryCov_9fa48("2764");
    return a.n < 0n ? ZERO : a;
  }
}

/** Rounds a fraction that is not below zero to a whole; `round` takes halves up. */
export function whole({
  n,
  d
}: Fraction, rounding: Rounding): bigint {
  if (stryMutAct_9fa48("2769")) {
    {}
  } else {
    stryCov_9fa48("2769");
    if (rounding === 'floor') return n / d;
    if (rounding === 'ceil') return (n + d - 1n) / d;
    return (2n * n + d) / (2n * d);
  }
}

/** For people to read: six decimals are enough. */
export function shown({
  n,
  d
}: Fraction): number {
  if (stryMutAct_9fa48("2786")) {
    {}
  } else {
    stryCov_9fa48("2786");
    return Math.round(Number(n) / Number(d) * 1e6) / 1e6;
  }
}
function reduced(n: bigint, d: bigint): Fraction {
  if (stryMutAct_9fa48("2790")) {
    {}
  } else {
    stryCov_9fa48("2790");
    let [a, b] = [n < 0n ? -n : n, d];
    while (b !== 0n) [a, b] = [b, a % b];
    return a > 1n ? {
      n: n / a,
      d: d / a
    } : {
      n,
      d
    };
  }
}