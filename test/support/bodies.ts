import fc from 'fast-check';

/** Bodies as senders write them: JSON with any text in it, empty, and up to 1 MB. */
export const body = fc.oneof(
	{ weight: 10, arbitrary: fc.json() },
	{ weight: 5, arbitrary: fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify({ text })) },
	{ weight: 1, arbitrary: fc.constant('') },
	{
		weight: 1,
		arbitrary: fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => {
			const repeated = text.repeat(Math.ceil(1_048_576 / Buffer.byteLength(text)));
			return JSON.stringify(repeated);
		}),
	},
);
