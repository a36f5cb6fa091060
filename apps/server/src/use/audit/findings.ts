const LISTED = 100;

/** Documents that are not what the logs say they must be; the first hundred are kept, the others counted. */
export class Findings {
  readonly faults: { collection: string; id: string; what: string }[] = [];
  more = 0;

  add(collection: string, id: string, what: string): void {
    if (this.faults.length < LISTED) this.faults.push({ collection, id, what });
    else this.more += 1;
  }
}
