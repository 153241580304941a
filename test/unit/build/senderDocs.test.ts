/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';

import { SENDERS } from '../../../nodes/SignedWebhook/senders';
import { documents } from '../../../scripts/docs/senders';

const [page, ...codexes] = documents();

it('what people read about senders is up to date: npm run docs', () =>
	expect(readFileSync(page?.path ?? '', 'utf8')).toBe(page?.text));

it.each(codexes)(
	'the words that n8n looks through are up to date: npm run docs (%#)',
	({ path, text }) => expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(text)),
);

it('every sender is on the page, and found by its names', () => {
	expect(codexes.length).toBeGreaterThanOrEqual(2);
	for (const { name, docs, aliases = [] } of SENDERS) {
		expect(page?.text).toContain(`[${name}](${docs})`);
		for (const { text } of codexes) {
			const { alias } = JSON.parse(text) as { alias: string[] };
			expect(alias).toEqual(expect.arrayContaining([name, ...aliases]));
		}
	}
});

it('what stands before the senders’ names in a node’s words stays', () => {
	for (const { text } of codexes) {
		const { alias } = JSON.parse(text) as { alias: string[] };
		expect(alias.slice(0, 3)).toEqual(['Webhook', 'Signature', 'HMAC']);
		expect(new Set(alias).size).toBe(alias.length);
	}
});
