/** Leaves hold so many items, branches so many children, before they are cut in two. */
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
const LEAF = 256;
const BRANCH = 64;
interface Leaf {
  items: Int32Array;
  count: number;
}
interface Branch {
  children: Node[];
  /** Items below, in all. */
  count: number;
}
type Node = Leaf | Branch;
const isLeaf = (node: Node): node is Leaf => 'items' in node;
const newLeaf = (): Leaf => ({
  items: new Int32Array(LEAF),
  count: 0
});

/**
 * A counted B+ tree of whole numbers under a total order: finds the place of an item and the item of a place in O(log n).
 * The order of items that stand in the tree must not change; take one out, change it, put it back.
 */
export class CountedTree {
  #root: Node = newLeaf();
  readonly #compare: (a: number, b: number) => number;

  /** @param compare below zero where `a` stands before `b`; zero only for one and the same item */
  constructor(compare: (a: number, b: number) => number) {
    if (stryMutAct_9fa48("3370")) {
      {}
    } else {
      stryCov_9fa48("3370");
      this.#compare = compare;
    }
  }
  get size(): number {
    if (stryMutAct_9fa48("3371")) {
      {}
    } else {
      stryCov_9fa48("3371");
      return this.#root.count;
    }
  }

  /** Builds the tree of items that are in order already, in O(n). Replaces what it held. */
  fill(sorted: Int32Array): void {
    if (stryMutAct_9fa48("3372")) {
      {}
    } else {
      stryCov_9fa48("3372");
      const full = LEAF * 3 >> 2;
      let level: Node[] = [];
      for (let from = 0; from < sorted.length; stryMutAct_9fa48("3378") ? from -= full : (stryCov_9fa48("3378"), from += full)) {
        if (stryMutAct_9fa48("3379")) {
          {}
        } else {
          stryCov_9fa48("3379");
          const leaf = newLeaf();
          const part = sorted.subarray(from, from + full);
          leaf.items.set(part);
          leaf.count = part.length;
          level.push(leaf);
        }
      }
      if (level.length === 0) level.push(newLeaf());
      const wide = BRANCH * 3 >> 2;
      while (level.length > 1) {
        if (stryMutAct_9fa48("3388")) {
          {}
        } else {
          stryCov_9fa48("3388");
          const above: Node[] = [];
          for (let from = 0; from < level.length; stryMutAct_9fa48("3393") ? from -= wide : (stryCov_9fa48("3393"), from += wide)) {
            if (stryMutAct_9fa48("3394")) {
              {}
            } else {
              stryCov_9fa48("3394");
              const children = level.slice(from, from + wide);
              above.push({
                children,
                count: children.reduce((sum, child) => sum + child.count, 0)
              });
            }
          }
          level = above;
        }
      }
      this.#root = level[0] as Node;
    }
  }
  add(item: number): void {
    if (stryMutAct_9fa48("3400")) {
      {}
    } else {
      stryCov_9fa48("3400");
      const right = this.#add(this.#root, item);
      if (right) this.#root = {
        children: [this.#root, right],
        count: this.#root.count + right.count
      };
    }
  }

  /** @returns whether it was there */
  delete(item: number): boolean {
    if (stryMutAct_9fa48("3406")) {
      {}
    } else {
      stryCov_9fa48("3406");
      if (!this.#delete(this.#root, item)) return false;
      while (!isLeaf(this.#root) && this.#root.children.length === 1) this.#root = this.#root.children[0] as Node;
      return true;
    }
  }

  /** How many items stand before the first that is not `before`; `before` must hold for a beginning of the order and no more. */
  countWhile(before: (item: number) => boolean): number {
    if (stryMutAct_9fa48("3417")) {
      {}
    } else {
      stryCov_9fa48("3417");
      let node = this.#root;
      let passed = 0;
      while (!isLeaf(node)) {
        if (stryMutAct_9fa48("3420")) {
          {}
        } else {
          stryCov_9fa48("3420");
          let at = 0;
          while (at < node.children.length - 1 && before(firstOf(node.children[at + 1] as Node))) {
            if (stryMutAct_9fa48("3427")) {
              {}
            } else {
              stryCov_9fa48("3427");
              passed += (node.children[at] as Node).count;
              at += 1;
            }
          }
          node = node.children[at] as Node;
        }
      }
      let low = 0;
      let high = node.count;
      while (low < high) {
        if (stryMutAct_9fa48("3433")) {
          {}
        } else {
          stryCov_9fa48("3433");
          const middle = low + high >> 1;
          if (before(node.items[middle] as number)) low = middle + 1;else high = middle;
        }
      }
      return passed + low;
    }
  }

  /** The item at a place counted from 0, or undefined. */
  at(place: number): number | undefined {
    if (stryMutAct_9fa48("3439")) {
      {}
    } else {
      stryCov_9fa48("3439");
      return this.slice(place, 1)[0];
    }
  }

  /** Up to `limit` items from a place counted from 0. */
  slice(from: number, limit: number): number[] {
    if (stryMutAct_9fa48("3441")) {
      {}
    } else {
      stryCov_9fa48("3441");
      const found: number[] = [];
      if (from < 0 || limit <= 0) return found;
      const walk = (node: Node, skip: number): void => {
        if (isLeaf(node)) {
          for (let at = skip; at < node.count && found.length < limit; at += 1) found.push(node.items[at] as number);
          return;
        }
        let left = skip;
        for (const child of node.children) {
          if (found.length >= limit) return;
          if (left >= child.count) left -= child.count;else {
            walk(child, left);
            left = 0;
          }
        }
      };
      walk(this.#root, from);
      return found;
    }
  }
  #add(node: Node, item: number): Node | undefined {
    if (stryMutAct_9fa48("3476")) {
      {}
    } else {
      stryCov_9fa48("3476");
      if (isLeaf(node)) return this.#addToLeaf(node, item);
      const at = this.#childFor(node, item);
      const right = this.#add(node.children[at] as Node, item);
      node.count += 1;
      if (right) node.children.splice(at + 1, 0, right);
      if (stryMutAct_9fa48("3486") ? node.children.length > BRANCH : stryMutAct_9fa48("3485") ? node.children.length < BRANCH : stryMutAct_9fa48("3484") ? false : stryMutAct_9fa48("3483") ? true : (stryCov_9fa48("3483", "3484", "3485", "3486"), node.children.length <= BRANCH)) return undefined;
      const children = node.children.splice(node.children.length >> 1);
      const count = children.reduce((sum, child) => sum + child.count, 0);
      node.count -= count;
      return {
        children,
        count
      };
    }
  }
  #addToLeaf(leaf: Leaf, item: number): Leaf | undefined {
    if (stryMutAct_9fa48("3491")) {
      {}
    } else {
      stryCov_9fa48("3491");
      if (leaf.count < LEAF) {
        if (stryMutAct_9fa48("3496")) {
          {}
        } else {
          stryCov_9fa48("3496");
          const at = this.#placeIn(leaf, item);
          leaf.items.copyWithin(at + 1, at, leaf.count);
          leaf.items[at] = item;
          leaf.count += 1;
          return undefined;
        }
      }
      const right = newLeaf();
      const half = LEAF >> 1;
      right.items.set(leaf.items.subarray(half));
      right.count = LEAF - half;
      leaf.count = half;
      this.#addToLeaf(this.#compare(item, right.items[0] as number) < 0 ? leaf : right, item);
      return right;
    }
  }
  #delete(node: Node, item: number): boolean {
    if (stryMutAct_9fa48("3504")) {
      {}
    } else {
      stryCov_9fa48("3504");
      if (isLeaf(node)) {
        if (stryMutAct_9fa48("3507")) {
          {}
        } else {
          stryCov_9fa48("3507");
          const at = this.#placeIn(node, item);
          if (at >= node.count || node.items[at] !== item) return false;
          node.items.copyWithin(at, at + 1, node.count);
          node.count -= 1;
          return true;
        }
      }
      const at = this.#childFor(node, item);
      const child = node.children[at] as Node;
      if (!this.#delete(child, item)) return false;
      node.count -= 1;
      this.#tidy(node, at);
      return true;
    }
  }

  /** Drops a child that became empty and joins one that became small with its neighbour. */
  #tidy(node: Branch, at: number): void {
    if (stryMutAct_9fa48("3526")) {
      {}
    } else {
      stryCov_9fa48("3526");
      const child = node.children[at] as Node;
      if (child.count === 0 && node.children.length > 1) {
        if (stryMutAct_9fa48("3535")) {
          {}
        } else {
          stryCov_9fa48("3535");
          node.children.splice(at, 1);
          return;
        }
      }
      const left = node.children[Math.max(0, at - 1)] as Node;
      const right = node.children[Math.max(1, at)];
      if (!right || left === right) return;
      if (isLeaf(left) && isLeaf(right)) {
        if (stryMutAct_9fa48("3546")) {
          {}
        } else {
          stryCov_9fa48("3546");
          if (left.count + right.count > LEAF >> 1) return;
          left.items.set(right.items.subarray(0, right.count), left.count);
        }
      } else if (!isLeaf(left) && !isLeaf(right)) {
        if (stryMutAct_9fa48("3557")) {
          {}
        } else {
          stryCov_9fa48("3557");
          if (left.children.length + right.children.length > BRANCH >> 1) return;
          left.children.push(...right.children);
        }
      } else return;
      left.count += right.count;
      node.children.splice(Math.max(1, at), 1);
    }
  }
  #childFor(node: Branch, item: number): number {
    if (stryMutAct_9fa48("3565")) {
      {}
    } else {
      stryCov_9fa48("3565");
      let low = 0;
      let high = node.children.length - 1;
      while (low < high) {
        if (stryMutAct_9fa48("3570")) {
          {}
        } else {
          stryCov_9fa48("3570");
          const middle = low + high + 1 >> 1;
          if (this.#compare(item, firstOf(node.children[middle] as Node)) < 0) high = middle - 1;else low = middle;
        }
      }
      return low;
    }
  }
  #placeIn(leaf: Leaf, item: number): number {
    if (stryMutAct_9fa48("3578")) {
      {}
    } else {
      stryCov_9fa48("3578");
      let low = 0;
      let high = leaf.count;
      while (low < high) {
        if (stryMutAct_9fa48("3582")) {
          {}
        } else {
          stryCov_9fa48("3582");
          const middle = low + high >> 1;
          if (this.#compare(leaf.items[middle] as number, item) < 0) low = middle + 1;else high = middle;
        }
      }
      return low;
    }
  }
}
function firstOf(node: Node): number {
  if (stryMutAct_9fa48("3589")) {
    {}
  } else {
    stryCov_9fa48("3589");
    let found = node;
    while (!isLeaf(found)) found = found.children[0] as Node;
    return found.items[0] as number;
  }
}