import { describe, expect, test } from 'vitest';
import { createKey } from '../../src/use/keys/create.ts';
import { listKeys } from '../../src/use/keys/list.ts';
import { revokeKey } from '../../src/use/keys/revoke.ts';
import { rotateKey } from '../../src/use/keys/rotate.ts';
import { createProgram } from '../../src/use/programs/create.ts';
import { putProgram } from '../../src/use/programs/put.ts';
import { listVersions } from '../../src/use/programs/versions.ts';
import { codeOf, until } from './support/events.ts';
import { PROGRAM, testShop } from './support/shop.ts';

describe('a program', () => {
  test('is published version by version, and what says the same publishes nothing', async () => {
    await using shop = await testShop();
    const { laurel, program } = shop;
    expect((await putProgram(laurel, program.id, PROGRAM)).version).toBe(1);
    expect(await putProgram(laurel, program.id, { ...PROGRAM, name: 'Two' }, { base: 1 })).toMatchObject({
      version: 2,
      document: { name: 'Two' },
    });
    expect(await codeOf(putProgram(laurel, program.id, { ...PROGRAM, name: 'Three' }, { base: 1 }))).toBe(
      'version_conflict',
    );
    expect(await codeOf(putProgram(laurel, program.id, { ...PROGRAM, currency: 'euros' }))).toBe('program_invalid');
    const rules = [{ id: 'gold', on: 'order.paid', earn: 5, when: { 'member.tier': 'platinum' } }];
    await expect(putProgram(laurel, program.id, { ...PROGRAM, rules })).rejects.toThrow(
      'rules.0.when: there is no tier "platinum"',
    );
    expect(await codeOf(putProgram(laurel, 'prg_none', PROGRAM))).toBe('program_not_found');
    const { rows, next } = await listVersions(laurel, program.id, { limit: 1 });
    expect(rows.map(({ version }) => version)).toEqual([2]);
    expect(
      (await listVersions(laurel, program.id, { limit: 1, cursor: next ?? '' })).rows.map(({ version }) => version),
    ).toEqual([1]);
    expect(await laurel.programs.version(program.id, 1)).toEqual(program.document);
  });

  test('is found by either key, and other processes hear of what is published', async () => {
    await using shop = await testShop();
    const { laurel, program } = shop;
    const other = await shop.open();
    expect(await other.programs.byKey(program.publishableKey)).toEqual(program);
    expect(await other.programs.byKey('pk_none')).toBeNull();
    await putProgram(laurel, program.id, { ...PROGRAM, name: 'Two' });
    await until(
      async () => (await other.programs.byId(program.id))?.version === 2,
      'the other process knows version 2',
    );
  });
});

describe('keys', () => {
  test('are told once, stored as hashes, and say what they may do', async () => {
    await using shop = await testShop();
    const { laurel } = shop;
    const { program, secretKey, signingSecret } = await createProgram(laurel, PROGRAM);
    expect(secretKey).toMatch(/^sk_[\w-]{43}$/);
    expect(signingSecret).toMatch(/^ss_[a-z0-9]+_[\w-]{43}$/);
    expect(await laurel.keys.secret(secretKey)).toMatchObject({ program: program.id, scope: 'admin' });
    expect(await laurel.keys.secret(`${secretKey}x`)).toBeNull();
    const [, kid = '', secret = ''] = /^ss_([^_]+)_(.+)$/.exec(signingSecret) ?? [];
    expect(await laurel.keys.signing(program.id, kid)).toEqual({
      kid,
      program: program.id,
      secret: new Uint8Array(Buffer.from(secret, 'base64url')),
    });
    expect(await laurel.keys.signing(shop.program.id, kid)).toBeNull();
    expect(JSON.stringify(await laurel.store.keys.find({}).lean())).not.toContain(secretKey);
    expect(JSON.stringify(await listKeys(laurel, program.id))).not.toContain(secret);
  });

  test('are worthless once revoked, in every process', async () => {
    await using shop = await testShop();
    const { laurel, program } = shop;
    const other = await shop.open();
    const { id, plain } = await createKey(laurel, program.id, { kind: 'secret', name: 'shop', scope: 'write' });
    const rotated = await rotateKey(laurel, program.id, id);
    expect(await other.keys.secret(plain)).toMatchObject({ scope: 'write' });
    expect(await other.keys.secret(rotated.plain)).toMatchObject({ scope: 'write' });
    await revokeKey(laurel, program.id, id);
    expect(await laurel.keys.secret(plain)).toBeNull();
    await until(async () => (await other.keys.secret(plain)) === null, 'the other process knows that it is revoked');
    expect(await other.keys.secret(rotated.plain)).toMatchObject({ scope: 'write' });
    expect((await listKeys(laurel, program.id)).find((key) => key.id === id)?.revokedAt).toBeInstanceOf(Date);
    expect(await codeOf(revokeKey(laurel, program.id, 'none'))).toBe('not_found');
  });
});
