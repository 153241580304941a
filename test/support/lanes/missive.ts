import { freshMissivePayload } from '../../fixtures';
import { startMissive } from '../../simulators';
import { idOf, only, withForgedToken, type Lane } from './lane';

const SIGNATURE_SECRET = 'missive-signature-secret-of-the-test';
const TYPE = 'label_change';

/** Missive with a hook made through its API: not signed, but with a token in the callback URL. */
export async function missiveApiLane(): Promise<Lane> {
	const missive = await startMissive();
	const hooks = () => [...missive.hooks.values()].map(({ url }) => url);
	return {
		title: 'Missive, API hook',
		slug: 'missive-api',
		expected: { eventType: TYPE, verified: 'token' },
		credential: {
			type: 'missiveApi',
			data: { token: missive.token, baseUrl: missive.baseUrl },
			mistake: { token: 'wrong' },
		},
		trigger: {
			type: 'missiveTrigger',
			parameters: { registration: 'api', eventTypes: [TYPE] },
		},
		hooks,
		deliver: async (overrides, hook) =>
			await missive.deliver(
				idOf(missive.hooks, hooks(), hook),
				freshMissivePayload(TYPE),
				overrides,
			),
		forgery: () => ({ url: withForgedToken(only(hooks())) }),
		close: async () => await missive.close(),
	};
}

/** Missive with a webhook rule, which the user makes by hand: signed. */
export async function missiveRuleLane(): Promise<Lane> {
	const missive = await startMissive();
	const hooks = () => [...missive.rules.values()].map(({ url }) => url);
	return {
		title: 'Missive, rule',
		slug: 'missive-rule',
		expected: { eventType: TYPE, verified: 'X-Hook-Signature' },
		credential: {
			type: 'missiveApi',
			data: {
				token: missive.token,
				baseUrl: missive.baseUrl,
				signatureSecret: SIGNATURE_SECRET,
			},
			mistake: { token: 'wrong' },
		},
		trigger: {
			type: 'missiveTrigger',
			parameters: { registration: 'rule', eventTypes: [TYPE] },
		},
		setUp: async (url) => {
			await missive.addRule({ url, type: TYPE, secret: SIGNATURE_SECRET });
		},
		tearDown: () => missive.rules.clear(),
		hooks,
		deliver: async (overrides, hook) =>
			await missive.deliver(
				idOf(missive.rules, hooks(), hook),
				freshMissivePayload(TYPE),
				overrides,
			),
		forgery: () => ({ secret: 'what-a-forger-guessed' }),
		close: async () => await missive.close(),
	};
}
