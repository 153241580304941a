/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './document';

/** Where the pages stand that say which endpoint of a vendor's API is used by what. They are written by hand. */
export const COVERAGE_FOLDER = join(ROOT, 'docs/apis');

/** The page of each vendor, by the name of its action node's class. */
export const COVERAGE_PAGES: Readonly<Record<string, string>> = {
	Conversation: 'conversation.md',
	Missive: 'missive.md',
	OpenWork: 'openwork.md',
	SupportAutoresponder: 'support-autoresponder.md',
};

/** An endpoint of a vendor's API. */
export interface Endpoint {
	readonly endpoint: string;
	/** Operations as n8n names them, `Message: Get Many`, and what else uses the endpoint; a dash for nothing. */
	readonly uses: readonly string[];
	readonly notes: string;
}

/** The rows of the tables of a vendor's page, whose columns are Endpoint, Operation and Notes; none without a page. */
export function coverageOf(nodeClass: string): Endpoint[] {
	const path = join(COVERAGE_FOLDER, COVERAGE_PAGES[nodeClass] ?? '');
	if (COVERAGE_PAGES[nodeClass] === undefined || !existsSync(path)) return [];
	return readFileSync(path, 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('|') && !/^\| *(Endpoint|:?-+:?) *\|/.test(line))
		.map((line) => {
			const cells = line.split(/(?<!\\)\|/).slice(1, -1);
			const [endpoint = '', uses = '', notes = ''] = cells.map((cell) => cell.trim());
			return { endpoint, uses: uses.split(/, (?=[A-Z-])/), notes };
		});
}
