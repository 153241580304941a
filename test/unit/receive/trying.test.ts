import { createHmac } from 'node:crypto';

import { hookSignature } from '../../../nodes/shared/signature/schemes';
import type { Proof } from '../../../nodes/shared/signature/verdict';
import { NOW_MS } from '../../support/inventedTrigger';
import { closeAll, event, start } from './setup';

afterEach(closeAll);

const SECRET = 'a-secret-of-the-sender';

const signed = (body: object, secret = SECRET) => ({
	'x-hook-signature': `sha256=${createHmac('sha256', secret).update(JSON.stringify(body)).digest('hex')}`,
});

describe('a request that may only try the URL', () => {
	/** A sender that does not sign its tries: what is signed is an event. */
	async function startUnsigned() {
		const proofs: Array<Proof | undefined> = [];
		const host = await start({
			authentication: async () => ({
				signature: { schemes: [hookSignature], secrets: [SECRET] },
			}),
			isValidationRequest({ body }, proof) {
				proofs.push(proof);
				return proof === undefined && (body as { ping?: boolean } | undefined)?.ping === true;
			},
		});
		return Object.assign(host, { proofs });
	}

	it.each([
		['without a signature', {}],
		['with the signature of somebody else', signed({ ping: true }, 'another')],
	])('%s is answered and never runs', async (_how, headers) => {
		const host = await startUnsigned();
		expect(await host.post({ ping: true }, headers)).toMatchObject({
			status: 200,
			body: { received: true },
		});
		expect(host.executions).toEqual([]);
		expect(host.database.writes).toBe(0);
		expect(host.proofs).toEqual([undefined]);
	});

	it('runs when it is signed, for it may be an event', async () => {
		const host = await startUnsigned();
		const body = event({ ping: true });
		expect((await host.post(body, signed(body))).body).toEqual({ received: true });
		expect(host.executions).toEqual([[[expect.anything()], []]]);
		expect(host.proofs).toEqual([{ verified: 'X-Hook-Signature' }]);
	});

	it('is refused when it neither proves anything nor looks like one', async () => {
		const host = await startUnsigned();
		expect(await host.post(event())).toMatchObject({ status: 401 });
		expect(host.executions).toEqual([]);
	});
});

describe('a payload that is not as documented', () => {
	const OLD = NOW_MS - 300_001;

	it.each([
		['too old', OLD, 'The event is older than 300 seconds'],
		[
			'too far ahead',
			NOW_MS + 300_001,
			'The event is more than 300 seconds ahead of the clock of n8n',
		],
	])('is refused where it is %s', async (_how, at, error) => {
		const host = await start();
		expect(await host.post(event({ type: 5, at }))).toMatchObject({ status: 400, body: { error } });
		expect(host.executions).toEqual([]);
	});

	it('goes to Invalid also where it tells no time, which its problems say', async () => {
		const host = await start();
		expect((await host.post(event({ at: 'noon' }))).body).toEqual({ received: true });
		expect(host.executions[0]?.[1]?.[0]?.json.delivery).toMatchObject({
			problems: [expect.objectContaining({ path: 'at' })],
		});
	});

	it('is told apart by its id', async () => {
		const host = await start();
		const post = async (id: string, note: string) =>
			(await host.post(event({ id, type: 5, note }))).body;
		expect(await post('one', 'first')).toEqual({ received: true });
		expect(await post('one', 'again')).toEqual({ received: true, duplicate: true });
		expect(await post('two', 'first')).toEqual({ received: true });
		const deliveries = host.executions.map(([, invalid]) => invalid?.[0]?.json.delivery);
		expect(deliveries).toMatchObject([
			{ id: 'one', eventType: null },
			{ id: 'two', eventType: null },
		]);
	});
});

it('a documented payload whose time cannot be read is refused', async () => {
	const host = await start({ occurredAtMs: () => NaN });
	expect(await host.post(event())).toMatchObject({
		status: 400,
		body: { error: 'The time of the event cannot be read' },
	});
	host.parameters = { options: { tolerance: 0 } };
	expect(await host.post(event())).toMatchObject({ status: 200, body: { received: true } });
});
