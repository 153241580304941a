import pinned from '../host/package.json';

/** A version of n8n that the package is tried on. */
export interface CompatVersion {
	readonly n8n: string;
	/** The Node.js that it runs on, within what it asks for. */
	readonly node: string;
	/** Why this one. */
	readonly why: string;
}

/** Oldest first. The last is the one that all other tests run on. */
export const VERSIONS: readonly CompatVersion[] = [
	{ n8n: '1.94.1', node: '20.20.2', why: 'the oldest that is supported' },
	{ n8n: '1.123.81', node: '22.23.3', why: 'the last line of n8n 1' },
	{ n8n: '2.8.4', node: '24.21.0', why: 'the first line that answers once it has stored' },
	{ ...pinned.dependencies, why: 'the newest that can be installed' },
];

export function isPinned({ n8n }: CompatVersion): boolean {
	return n8n === pinned.dependencies.n8n;
}

/**
 * The package.json of a folder with nothing but that n8n and its Node.js. What is overridden asks, in its newest
 * versions, for packages that are not published.
 */
export function manifestOf({ n8n, node }: CompatVersion): Record<string, unknown> {
	return {
		name: 'n8n-host',
		version: '0.0.0',
		private: true,
		dependencies: { n8n, node },
		overrides: {
			linkedom: '0.18.12',
			'msgpackr-extract': '3.0.4',
			// n8n 1 takes it from a server of its own, which not every network reaches.
			xlsx: '0.18.5',
		},
	};
}
