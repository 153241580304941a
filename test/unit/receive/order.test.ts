import { hookSignature } from '../../../nodes/shared/signature/schemes';
import { NOW_MS } from '../../support/inventedTrigger';
import { closeAll, event, start } from './setup';
import { signMessage } from '../../support/signed';

afterEach(closeAll);

describe('the steps', () => {
	const SECRET = 'secret';
	const TOKEN = 'token';

	/** What can be wrong with any request, in the order of the steps that notice it, and what is answered. */
	const WITH_THE_REQUEST = [
		['another content type', 415, { error: expect.stringContaining('content type') }],
		['a body that is too large', 413, { error: expect.stringContaining('larger than 1024') }],
		['an address that is not allowed', 403, { error: expect.stringContaining('not on the list') }],
		['only trying the URL', 200, { received: true }],
		['no token', 401, { error: expect.stringContaining('token is missing') }],
		['a forged signature', 401, { error: expect.stringContaining('does not match') }],
	] as const;
	const NOT_WANTED = [
		'a type that is not wanted',
		200,
		{ received: true, ignored: 'Noise is not wanted' },
	] as const;
	const WITH_THE_EVENT = [
		['an event that is too old', 400, { error: expect.stringContaining('older than 300') }],
		['an event that was seen before', 200, { received: true, duplicate: true }],
	] as const;
	const NOT_AS_DOCUMENTED = ['a payload not as documented', 200, { received: true }] as const;

	/** Whether a type is wanted can be told of a payload as documented, and only such a one goes to Events. */
	const DOCUMENTED = [...WITH_THE_REQUEST, NOT_WANTED, ...WITH_THE_EVENT];
	const OTHERS = [...WITH_THE_REQUEST, ...WITH_THE_EVENT, NOT_AS_DOCUMENTED];
	type Fault = (typeof DOCUMENTED | typeof OTHERS)[number][0];

	/** Delivers an event once as it should be, and then one with `faults`. */
	async function deliver(...faults: Fault[]) {
		const has = (fault: Fault) => faults.includes(fault);
		const host = await start({
			authentication: async () => ({
				tokens: [TOKEN],
				signature: { schemes: [hookSignature], secrets: [SECRET] },
			}),
		});
		const post = async (body: string, type: string, secret: string, query: string) =>
			await host.post(
				body,
				{
					'content-type': type,
					'x-hook-signature': signMessage(hookSignature, secret, { body: Buffer.from(body) }),
				},
				host.url + query,
			);
		const good = `?token=${TOKEN}`;
		await post(JSON.stringify(event({ id: 'seen' })), 'application/json', SECRET, good);
		host.executions.length = 0;

		if (has('an address that is not allowed')) {
			host.parameters = { options: { allowedIps: '192.0.2.0/24' } };
		}
		const body = event({
			id: has('an event that was seen before') ? 'seen' : 'event-1',
			at: has('an event that is too old') ? NOW_MS - 300_001 : NOW_MS,
			...(has('a type that is not wanted') && { type: 'noise' }),
			...(has('a payload not as documented') && { type: 5 }),
			...(has('only trying the URL') && { ping: true }),
			...(has('a body that is too large') && { padding: 'x'.repeat(1024) }),
		});
		const answered = await post(
			JSON.stringify(body),
			has('another content type') ? 'text/csv' : 'application/json',
			has('a forged signature') ? 'forged' : SECRET,
			has('no token') ? '' : good,
		);
		return { answered, executions: host.executions };
	}

	it('let an event through that is wrong in no way', async () => {
		const { answered, executions } = await deliver();
		expect(answered).toMatchObject({ status: 200, body: { received: true } });
		expect(executions).toEqual([[[expect.anything()], []]]);
	});

	describe.each([
		['as documented', DOCUMENTED],
		['that is not as documented', OTHERS],
	])('of a payload %s', (_which, steps) => {
		const faults = steps.map(([fault]) => fault);
		const ran = (fault: Fault) =>
			fault === 'a payload not as documented' ? [[[], [expect.anything()]]] : [];

		it.each(steps)('notice %s: %i', async (fault, status, body) => {
			const { answered, executions } = await deliver(fault);
			expect({ status: answered.status, body: answered.body }).toEqual({ status, body });
			expect(executions).toEqual(ran(fault));
		});

		it.each(steps)('answer %s first, whatever else is wrong: %i', async (fault, status, body) => {
			const { answered, executions } = await deliver(...faults.slice(faults.indexOf(fault)));
			expect({ status: answered.status, body: answered.body }).toEqual({ status, body });
			expect(answered.headers.get('content-type')).toContain('application/json');
			expect(executions).toEqual(ran(fault));
		});
	});
});
