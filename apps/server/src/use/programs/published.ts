import { Program } from '@laurel/contract';
import type { Fill } from '@laurel/engine';
import type { Programs, PublishedProgram } from '../../laurel.ts';
import type { FillDocument, ProgramDocument, VersionDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';

/** Published programs in memory, told by the change stream (`start/notices.ts`) what another process published. */
export class PublishedPrograms implements Programs {
  private readonly programs = new Map<string, Promise<PublishedProgram | null>>();
  private readonly ids = new Map<string, Promise<string | null>>();
  private readonly documents = new Map<string, Promise<Program | null>>();

  constructor(private readonly store: Store) {}

  byId(id: string): Promise<PublishedProgram | null> {
    return remembered(this.programs, id, () => this.load(id));
  }

  async byKey(publishableKey: string): Promise<PublishedProgram | null> {
    const id = await remembered(this.ids, publishableKey, async () => {
      const found = await this.store.programs.findOne({ publishableKey }).lean<ProgramDocument>();
      return found?._id ?? null;
    });
    return id === null ? null : this.byId(id);
  }

  version(program: string, version: number): Promise<Program | null> {
    return remembered(this.documents, `${program}:${version}`, async () => {
      const found = await this.store.versions.findById(`${program}:${version}`).lean<VersionDocument>();
      return found ? filled(found.document) : null;
    });
  }

  refresh(id: string): Promise<PublishedProgram | null> {
    this.programs.delete(id);
    return this.byId(id);
  }

  /** Forgets what may have changed: one program, or all while nobody told us of changes. */
  forget(id?: string): void {
    if (id === undefined) this.programs.clear();
    else this.programs.delete(id);
  }

  /** The newest version is the published one: its insert is what publishes it. */
  private async load(id: string): Promise<PublishedProgram | null> {
    const [program, newest, open] = await Promise.all([
      this.store.programs.findById(id).lean<ProgramDocument>(),
      this.store.versions.findOne({ program: id }).sort({ version: -1 }).lean<VersionDocument>(),
      this.store.fills.find({ program: id, done: false }).lean<FillDocument[]>(),
    ]);
    if (!program || !newest) return null;
    return {
      id,
      mode: program.mode ?? 'live',
      publishableKey: program.publishableKey,
      version: newest.version,
      document: filled(newest.document),
      ...(open.length === 0 ? {} : { fills: await this.fillsOf(newest, open) }),
    };
  }

  /** The challenges that some versions brought, as far as the newest one still has them. */
  private async fillsOf({ program, version: last, document }: VersionDocument, open: FillDocument[]): Promise<Fill[]> {
    const fills = await Promise.all(
      open.map(async ({ version }) => {
        if (version > last) return [];
        const [now, before] = await Promise.all([this.version(program, version), this.version(program, version - 1)]);
        return now && before ? newChallenges(before, now, version) : [];
      }),
    );
    return fills.flat().filter(({ challenge }) => document.challenges.some(({ id }) => id === challenge));
  }
}

/** The challenges that a version has and the one before it had not. */
export function newChallenges(before: Program, now: Program, version: number): Fill[] {
  const known = new Set(before.challenges.map(({ id }) => id));
  return now.challenges.flatMap(({ id, retroactive }) =>
    known.has(id) ? [] : { challenge: id, version, retroactive },
  );
}

/** A document that was published before the schema learned a part has the default of that part. */
function filled(document: Program): Program {
  const read = Program.safeParse(document);
  return read.success ? read.data : document;
}

/** One question for all who ask at once; neither failures nor absence are remembered. */
function remembered<Value>(
  map: Map<string, Promise<Value | null>>,
  key: string,
  ask: () => Promise<Value | null>,
): Promise<Value | null> {
  const known = map.get(key);
  if (known) return known;
  const asked = ask();
  map.set(key, asked);
  const drop = () => {
    if (map.get(key) === asked) map.delete(key);
  };
  asked.then((value) => {
    if (value === null) drop();
  }, drop);
  return asked;
}
