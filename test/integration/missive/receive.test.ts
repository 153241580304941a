import { freshMissivePayload, missiveGuidePayload, missivePayload } from '../../fixtures';
import { hookSignature } from '../../simulators';
import { afterMs } from '../../support/afterMs';
import { type MissivePair, SECRET, startPair } from './setup';

let pair: MissivePair;
afterEach(async () => await pair.close());

describe('an event of a hook made through the API', () => {
	beforeEach(async () => {
		pair = await startPair();
		await pair.host.activate();
	});

	const url = () => [...pair.vendor.hooks.values()][0]?.url ?? '';

	it('starts the workflow, with the body as Missive documents it', async () => {
		const payload = missivePayload();
		const [delivery] = await pair.vendor.emit(payload);
		expect(delivery?.attempts).toEqual([
			expect.objectContaining({ status: 200, body: '{"received":true}' }),
		]);
		const facts = { eventType: 'label_change', verified: 'token' };
		expect(pair.host.executions).toEqual([
			[[{ json: { ...payload, delivery: expect.objectContaining(facts) } }], []],
		]);
	});

	it('also in the shorter form of the setup guide', async () => {
		expect(await pair.host.post(missiveGuidePayload(), {}, url())).toMatchObject({ status: 200 });
		expect(pair.host.executions[0]?.[0]).toHaveLength(1);
	});

	it('costs one look at the credential, and none in the next 10 seconds', async () => {
		const before = pair.host.credentialsHelper.loads;
		await pair.vendor.emit(missivePayload());
		await pair.vendor.emit(missivePayload());
		expect(pair.host.credentialsHelper.loads).toBe(before + 1);
		afterMs(10_000);
		await pair.vendor.emit(missivePayload());
		expect(pair.host.credentialsHelper.loads).toBe(before + 2);
	});

	it.each([
		['without the token', () => pair.host.url],
		['with an empty token', () => `${pair.host.url}?token=`],
		['with another token', () => `${pair.host.url}?token=${'0'.repeat(64)}`],
		['with the token twice', () => `${url()}&token=${new URL(url()).searchParams.get('token')}`],
	])('%s is refused', async (_how, target) => {
		expect(await pair.host.post(missivePayload(), {}, target())).toMatchObject({
			status: 401,
			body: { error: expect.stringContaining('token') },
		});
		expect(pair.host.executions).toEqual([]);
	});

	it('that is delivered again is dropped', async () => {
		const [first] = await pair.vendor.emit(missivePayload());
		if (!first) throw new Error('Nothing was delivered');
		const again = await pair.vendor.replay(first);
		expect(again.attempts[0]?.body).toBe('{"received":true,"duplicate":true}');
		await pair.vendor.emit(freshMissivePayload());
		expect(pair.host.executions).toHaveLength(2);
	});

	it('that comes by a second hook of the same type, which was left over, is a copy', async () => {
		const payload = missivePayload();
		const from = (rule: object) => ({ ...payload, rule: { ...payload.rule, ...rule } });
		await pair.host.post(from({ id: '1', description: 'Hook' }), {}, url());
		expect(await pair.host.post(from({ id: '2', description: 'Hook 2' }), {}, url())).toMatchObject(
			{
				body: { received: true, duplicate: true },
			},
		);
		await pair.host.post(from({ type: 'new_comment' }), {}, url());
		expect(pair.host.executions).toHaveLength(2);
		expect(pair.host.executions[0]?.[0]?.[0]?.json.rule).toMatchObject({ id: '1' });
	});

	it('that looks like one of long ago is another event', async () => {
		const clock = jest.spyOn(Date, 'now');
		const start = Date.now();
		await pair.vendor.emit(missivePayload());
		clock.mockReturnValue(start + 59 * 60_000);
		await pair.vendor.emit(missivePayload());
		expect(pair.host.executions).toHaveLength(1);
		clock.mockReturnValue(start + 61 * 60_000);
		await pair.vendor.emit(missivePayload());
		expect(pair.host.executions).toHaveLength(2);
		clock.mockRestore();
	});

	it('with only a rule or only a conversation leaves through the second output', async () => {
		await pair.host.post({ rule: { type: 'label_change' } }, {}, url());
		await pair.host.post({ conversation: { id: '1' }, rule: 'x' }, {}, url());
		expect(pair.host.executions.map(([events]) => events)).toEqual([[], []]);
		expect(pair.host.executions[0]?.[1]?.[0]?.json).toMatchObject({
			delivery: { problems: [{ path: 'conversation', message: expect.any(String) }] },
		});
	});
});

describe('a request that only tries the URL', () => {
	const received = { status: 200, body: { received: true } };
	const signed = (body: string, secret = SECRET) => ({
		'x-hook-signature': hookSignature(secret, body),
	});
	const rule = { registration: 'rule', eventTypes: ['*'] };

	it.each(['', '{}', '[]', 'null', '""'])(
		'is empty, and is answered whether it is signed or not: %j',
		async (body) => {
			pair = await startPair(rule);
			expect(await pair.host.post(body)).toMatchObject(received);
			expect(await pair.host.post(body, signed(body))).toMatchObject(received);
			expect(pair.host.executions).toEqual([]);
		},
	);

	it.each(['{"validation":true}', '[1]', '"text"'])(
		'or holds nothing of an event and no signature: %s',
		async (body) => {
			pair = await startPair(rule);
			expect(await pair.host.post(body)).toMatchObject(received);
			expect(pair.host.executions).toEqual([]);
		},
	);

	it.each(['{"validation":true}', '{"comment":{"id":"1"}}', '[1]'])(
		'is not one that is signed: it leaves through the second output: %s',
		async (body) => {
			pair = await startPair(rule);
			expect(await pair.host.post(body, signed(body))).toMatchObject(received);
			expect(pair.host.executions).toEqual([[[], [expect.anything()]]]);
			expect(await pair.host.post(body, signed(body, 'forged'))).toMatchObject({ status: 401 });
		},
	);

	it('is not one that needs no signature, as the user said', async () => {
		const parameters = { ...rule, options: { acceptUnsigned: true } };
		pair = await startPair(parameters, { credential: { signatureSecret: '' } });
		await pair.host.post('{"validation":true}');
		expect(pair.host.executions).toEqual([[[], [expect.anything()]]]);
	});

	it('of the API either: with the token it may be an event', async () => {
		pair = await startPair();
		await pair.host.activate();
		const [hook] = pair.vendor.hooks.values();
		expect(await pair.host.post('{"validation":true}')).toMatchObject(received);
		expect(pair.host.executions).toEqual([]);
		await pair.host.post('{"validation":true}', {}, hook?.url);
		expect(pair.host.executions).toEqual([[[], [expect.anything()]]]);
	});

	it.each([{ rule: {} }, { conversation: {} }])(
		'is not one with a part of an event: %j',
		async (body) => {
			pair = await startPair(rule);
			expect(await pair.host.post(body)).toMatchObject({ status: 401 });
		},
	);
});

describe('an event of a rule', () => {
	beforeEach(async () => {
		pair = await startPair({ registration: 'rule', eventTypes: ['label_change'] });
		await pair.host.activate();
	});

	const addRule = async (secret: string | undefined = SECRET) =>
		await pair.vendor.addRule({ url: pair.host.url, type: 'label_change', secret });

	it.each([true, false])(
		'can be saved: the validation request, signed %s, is answered',
		async (signed) => {
			await pair.vendor.addRule({
				url: pair.host.url,
				type: 'label_change',
				secret: SECRET,
				signValidation: signed,
			});
			expect(pair.host.executions).toEqual([]);
		},
	);

	it('starts the workflow when it is signed', async () => {
		await addRule();
		await pair.vendor.emit(missivePayload());
		expect(pair.host.executions[0]?.[0]?.[0]?.json).toMatchObject({
			delivery: { verified: 'X-Hook-Signature' },
		});
	});

	it('is refused when it is signed with another secret, or not at all', async () => {
		const rule = await addRule('another');
		const forged = await pair.vendor.deliver(rule.id, missivePayload(), { maxAttempts: 1 });
		expect(forged.attempts[0]?.status).toBe(401);
		const unsigned = { maxAttempts: 1, signature: null };
		expect((await pair.vendor.deliver(rule.id, missivePayload(), unsigned)).delivered).toBe(false);
		expect(pair.host.executions).toEqual([]);
	});

	it('that two rules send is taken from each', async () => {
		await addRule();
		const second = await addRule();
		await pair.vendor.emit(missivePayload());
		expect(pair.host.executions).toHaveLength(1);
		const payload = missivePayload();
		const another = { ...payload, rule: { ...payload.rule, id: 'another' } };
		await pair.vendor.deliver(second.id, another);
		expect(pair.host.executions).toHaveLength(2);
	});

	it('of another type is acknowledged', async () => {
		const rule = await addRule();
		const { attempts } = await pair.vendor.deliver(rule.id, missivePayload('new_comment'));
		expect(attempts[0]?.body).toContain('"ignored"');
		expect(pair.host.executions).toEqual([]);
	});

	it('loads the credential once in 10 seconds, for the try of the URL and what follows', async () => {
		const before = pair.host.credentialsHelper.loads;
		await addRule();
		await pair.vendor.emit(missivePayload());
		await pair.vendor.emit(missivePayload());
		expect(pair.host.credentialsHelper.loads - before).toBe(1);
	});

	it('is accepted with the previous secret while the secret is changed', async () => {
		await pair.close();
		const credential = { signatureSecret: 'new secret', previousSignatureSecret: SECRET };
		pair = await startPair({ registration: 'rule', eventTypes: ['*'] }, { credential });
		const body = JSON.stringify(missivePayload());
		for (const secret of ['new secret', SECRET]) {
			const headers = { 'x-hook-signature': hookSignature(secret, body) };
			expect(await pair.host.post(body, headers)).toMatchObject({ status: 200 });
		}
		const forged = { 'x-hook-signature': hookSignature('', body) };
		expect(await pair.host.post(body, forged)).toMatchObject({ status: 401 });
	});

	it('needs no signature only when the user said so and there is no secret', async () => {
		pair.set({ options: { acceptUnsigned: true } });
		expect(await pair.host.post(missivePayload())).toMatchObject({ status: 401 });
		await pair.close();
		pair = await startPair(
			{ registration: 'rule', eventTypes: ['*'], options: { acceptUnsigned: true } },
			{ credential: { signatureSecret: '' } },
		);
		expect(await pair.host.post(missivePayload())).toMatchObject({ status: 200 });
		expect(pair.host.executions[0]?.[0]?.[0]?.json).toMatchObject({
			delivery: { verified: 'none' },
		});
	});
});
