import { SENDERS, senderOf } from '../../../nodes/SignedWebhook/senders';
import { neverOccurring } from '../../../nodes/SignedWebhook/senders/eventTypes';
import type { AnswerValue } from '../../../nodes/shared/receive/handshake';

const duplicates = (values: readonly string[]) =>
	values.filter((value, index) => values.indexOf(value) !== index);

it('values and names tell the senders apart', () => {
	expect(duplicates(SENDERS.map(({ value }) => value))).toEqual([]);
	expect(duplicates(SENDERS.map(({ name }) => name))).toEqual([]);
	for (const sender of SENDERS) expect(senderOf(sender.value)).toBe(sender);
});

it('senders are sorted by name', () => {
	const names = SENDERS.map(({ name }) => name.toLowerCase());
	expect(names).toEqual([...names].sort());
});

it.each(['custom', 'none', '', '__proto__', 'constructor', undefined, 7])('%p is none', (value) =>
	expect(senderOf(value)).toBeUndefined(),
);

describe.each(SENDERS.map((sender) => [sender.name, sender] as const))('%s', (_name, sender) => {
	const { docs, secret, schemes, tolerance, eventType, handshakes = [] } = sender;

	it('has a page, and says what its secret is', () => {
		expect(docs).toMatch(/^https:\/\/[^/\s]+\.[^\s]+$/);
		expect(secret).toMatch(/^\S.+[^\s.]$/);
	});

	it('says where its tolerance is documented, and signs the time that it is about', () => {
		if (!tolerance) return;
		expect(tolerance.source).toMatch(/https:\/\//);
		expect(tolerance.seconds).toBeGreaterThanOrEqual(60);
		expect(schemes.some((scheme) => scheme.kind === 'signature' && scheme.timestamp)).toBe(true);
	});

	it('needs nothing that the form has no field for', () =>
		expect(JSON.stringify(schemes)).not.toContain('{setting:'));

	it('has no two words for one search', () => {
		const { name, aliases = [] } = sender;
		expect(duplicates([name, ...aliases])).toEqual([]);
	});

	it('has examples that can occur, each and by its first part', () => {
		const { examples = [] } = eventType ?? {};
		const firstParts = examples.map((type) => type.split('.', 1)[0] ?? '');
		if (eventType) expect(neverOccurring(eventType, [...examples, ...firstParts])).toEqual([]);
		expect(duplicates(examples)).toEqual([]);
	});

	it('signs nothing for anybody that could be a body', () => {
		for (const { answer } of handshakes) {
			const values: AnswerValue[] = [...Object.values(answer.fields ?? {}), answer.text ?? ''];
			for (const value of values) {
				if (typeof value !== 'object' || !('hmac' in value)) continue;
				for (const body of ['{}', '{"a":1}', '[1]', '"a"', 'a=b&c=d', 'a'.repeat(257), 'a b', '']) {
					expect([body, value.only.test(body)]).toEqual([body, false]);
				}
			}
		}
	});

	it('takes a secret that a request brings only where nothing else starts', () => {
		for (const { bringsSecret, known } of handshakes) {
			if (bringsSecret) expect(known.has).toContainEqual(bringsSecret);
		}
	});
});
