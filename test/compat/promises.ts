/** What the package promises to whoever runs an n8n, and the tests that show it. */
export interface Promised {
	readonly key: string;
	/** As the table of the README says it. */
	readonly text: string;
	/** The first n8n on which it holds. */
	readonly since: string;
	/** Why not before. */
	readonly because?: string;
	/** The suite of `test/e2e`, and the beginning of its tests' titles where not all of them are meant. */
	readonly suite: string;
	readonly titles?: readonly string[];
}

/** The oldest n8n that the package supports. */
export const OLDEST = '1.94.0';

/** In the order of the README's table. */
export const PROMISES: readonly Promised[] = [
	{
		key: 'lanes',
		text: 'Each trigger registers, takes what is genuine, refuses what is not, drops copies, and leaves no hook',
		since: OLDEST,
		suite: 'lanes',
	},
	{
		key: 'actions',
		text: 'Each action node, at its vendor as documented and as found',
		since: OLDEST,
		suite: 'actions',
	},
	{
		key: 'credentials',
		text: 'The test of each credential tells right from wrong',
		since: OLDEST,
		suite: 'credentials',
	},
	{
		key: 'restart',
		text: 'Stopped and started: hooks and seen events are what they were',
		since: '2.8.0',
		because: 'n8n writes what was seen with the next event',
		suite: 'restart',
		titles: ['a restart', 'a burst'],
	},
	{
		key: 'crash',
		text: 'Killed and started: hooks and seen events are what they were',
		since: '2.8.0',
		because: 'n8n writes what was seen with the next event',
		suite: 'restart',
		titles: ['a crash'],
	},
	{
		key: 'handOver',
		text: 'What Hand Over gave to n8n is woken and delivered, also after a crash',
		since: OLDEST,
		suite: 'durable',
	},
	{
		key: 'repeated',
		text: 'An event that was answered with an error, for n8n could not store it, is executed when it is repeated',
		since: OLDEST,
		suite: 'cannotStore',
		titles: ['executes the repetition'],
	},
	{
		key: 'stored',
		text: 'An event is acknowledged only after n8n has stored it',
		since: '2.8.0',
		because: 'n8n answers before it stores',
		suite: 'cannotStore',
		titles: ['does not acknowledge'],
	},
];

/** Whether `version` is `since` or newer; both are three numbers. */
export function isSince(version: string, since: string): boolean {
	const [ours, theirs] = [version, since].map((text) => text.split('.').map(Number));
	for (const [i, number] of (theirs ?? []).entries()) {
		const own = ours?.[i] ?? 0;
		if (own !== number) return own > number;
	}
	return true;
}
