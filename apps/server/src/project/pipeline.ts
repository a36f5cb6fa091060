/** What a projector follows: entries, publications, programs that are new, and the marks of those who wait for it. */
export const PIPELINE = [
  {
    $match: {
      operationType: 'insert',
      $or: [
        { 'ns.coll': 'entries' },
        { 'ns.coll': 'versions' },
        // Of a new program the first version comes before the program, and says nothing until that stands.
        { 'ns.coll': 'programs' },
        { 'ns.coll': 'positions', 'documentKey._id': { $regex: '^ask:' } },
      ],
    },
  },
  // What an entry says is known where it was written, and asked of the log elsewhere.
  { $unset: 'fullDocument' },
];
