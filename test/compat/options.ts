/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { parseArgs } from 'node:util';

import type { CompatVersion } from './versions';

/** What the command line asks for. */
export interface Options {
	readonly versions: readonly CompatVersion[];
	/** Removes these versions from this machine and tests nothing. */
	readonly remove: boolean;
}

/** @throws Error with what is wrong */
export function readOptions(args: readonly string[], known: readonly CompatVersion[]): Options {
	const { values } = parseArgs({
		args: [...args],
		options: { versions: { type: 'string' }, remove: { type: 'boolean', default: false } },
	});
	const names = values.versions?.split(',') ?? known.map(({ n8n }) => n8n);
	const versions = names.map((name) => {
		const version = known.find(({ n8n }) => n8n === name);
		if (!version) {
			throw new Error(`Unknown version ${name}. Known: ${known.map(({ n8n }) => n8n).join(', ')}`);
		}
		return version;
	});
	return { versions, remove: values.remove };
}
