import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { asReceived, senderVectors, type VectorRequest } from '../../support/senderVectors';
import { sender, verify } from './setup';

/** What n8n's Webhook node makes of a request, with Raw Body on. */
function itemOf(given: VectorRequest): INodeExecutionData {
	const { headers, query, rawBody, body } = asReceived(given);
	const isSent = given.method !== 'GET' && given.method !== 'HEAD';
	return {
		json: {
			headers: {
				...headers,
				...(isSent ? { 'content-length': String(rawBody.length) } : {}),
			} as IDataObject,
			params: {},
			query: query as IDataObject,
			body: (body ?? {}) as IDataObject,
			webhookUrl: 'https://n8n.example.com/webhook/orders',
			executionMode: 'production',
		},
		binary: {
			data: { data: rawBody.toString('base64'), mimeType: headers['content-type'] as string },
		},
	};
}

/** The vector does not tell the address that was signed. */
const NOT_VERIFIABLE = 'Mandrill / Mailchimp Transactional, event';

const all = senderVectors().flatMap(({ senders, requests, ...vector }) =>
	senders.flatMap((value) =>
		requests.map((request) => ({ ...vector, ...request, value, request })),
	),
);

const requests = all.filter(({ name, label }) => `${name}, ${label}` !== NOT_VERIFIABLE);

describe.each(requests)('$name, $label, as $value', (vector) => {
	const { value, secret, address = '', want, request } = vector;
	const options = {
		parameters: { ...sender(value), options: { tolerance: 0, signedUrl: address } },
		nowMs: Date.now(),
		verificationToken: 'meatyhamhock',
	};
	const run = async (key: string) => await verify([itemOf(request)], { ...options, secret: key });

	it('leaves through the output where it belongs', async () => {
		const { verified, rejected, answer } = await run(secret);
		if (want.status >= 400) {
			expect(rejected).toMatchObject([{ json: { answer: { status: want.status } } }]);
			return;
		}
		expect(rejected).toEqual([]);
		if (want.output === 'Events' || want.output === 'Invalid') {
			if (answer.length === 0) expect(verified.length).toBeGreaterThan(0);
			return;
		}
		expect(verified).toEqual([]);
		const [{ json }] = answer as [INodeExecutionData];
		const sent = json.answer as { status: number; body: string; headers: IDataObject };
		expect(sent.status).toBe(want.status);
		if (want.exact) expect(sent.body).toBe(want.body);
		else expect(sent.body).toContain(want.body ?? '');
		if (want.header) {
			const [name, content] = want.header;
			const lowered = Object.entries(sent.headers).map(([key, held]) => [key.toLowerCase(), held]);
			expect(Object.fromEntries(lowered)).toMatchObject({ [name]: content });
		}
	});

	it('never leaves through Verified with another secret', async () => {
		const { verified } = await run('whsec_c29tZXRoaW5nIGVsc2U=');
		expect(verified).toEqual([]);
	});
});
