import { SENDERS } from '../../../nodes/SignedWebhook/senders';
import { senderPages } from '../../../scripts/docs/senders';

const [page, ...codexes] = senderPages();

it('every sender is on the page, and found by its names', () => {
	expect(codexes.length).toBeGreaterThanOrEqual(2);
	for (const { name, docs, aliases = [] } of SENDERS) {
		expect(page?.text).toContain(`[${name}](${docs})`);
		for (const { text } of codexes) {
			const { alias } = JSON.parse(text) as { alias: string[] };
			for (const word of [name, ...aliases]) {
				expect(alias.some((phrase) => phrase.startsWith(word))).toBe(true);
			}
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
