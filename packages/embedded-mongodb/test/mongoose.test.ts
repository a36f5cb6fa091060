import mongoose from 'mongoose';
import { expect, test } from 'vitest';
import { testStore } from './support.ts';

test('mongoose connects with its defaults, builds its indexes, and reads back what it wrote', async () => {
  await using store = await testStore();
  const connection = await mongoose.createConnection(store.mongo.uri, { dbName: 'shop' }).asPromise();
  const shop = connection.model('Shop', new mongoose.Schema({ name: String }));
  const member = connection.model(
    'Member',
    new mongoose.Schema(
      {
        shop: { type: mongoose.Schema.Types.ObjectId, ref: 'Shop' },
        email: { type: String, unique: true },
        points: { type: Number, default: 0 },
        tags: [String],
        seen: { type: Date, expires: 3600 },
      },
      { timestamps: true },
    ),
  );
  await member.init();
  const { _id } = await shop.create({ name: 'Maison Claire' });
  await member.create([
    { shop: _id, email: 'a@example.com', tags: ['x'] },
    { shop: _id, email: 'b@example.com' },
  ]);
  await expect(member.create({ email: 'a@example.com' })).rejects.toMatchObject({
    code: 11000,
    keyValue: { email: 'a@example.com' },
  });
  const after = await member.findOneAndUpdate(
    { email: 'a@example.com' },
    { $inc: { points: 5 }, $addToSet: { tags: 'y' } },
    { returnDocument: 'after' },
  );
  expect(after).toMatchObject({ points: 5, tags: ['x', 'y'] });
  const [first] = await member.find().sort({ points: -1 }).limit(1).populate('shop');
  expect(first?.shop).toMatchObject({ name: 'Maison Claire' });
  expect(await member.aggregate([{ $group: { _id: '$shop', total: { $sum: '$points' } } }])).toEqual([
    { _id, total: 5 },
  ]);
  const names = Object.keys(await member.collection.indexInformation()).sort();
  expect(names).toEqual(['_id_', 'email_1', 'seen_1']);
  await connection.close();
});
