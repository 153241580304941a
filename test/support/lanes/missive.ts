import { freshMissivePayload } from '../../fixtures';
import { startMissive } from '../../simulators';
import { only, withForgedToken, type Lane } from './lane';

const SIGNATURE_SECRET = 'missive-signature-secret-of-the-test';

/** Missive with a hook made through its API: not signed, but with a token in the callback URL. */
export async function missiveApiLane(): Promise<Lane> {
	const missive = await startMissive();
	return {
		title: 'Missive, API hook',
		slug: 'missive-api',
		expected: { eventType: 'label_change', verified: 'token' },
		credential: {
			type: 'missiveApi',
			data: { token: missive.token, baseUrl: missive.baseUrl },
			mistake: { token: 'wrong' },
		},
		trigger: {
			type: 'missiveTrigger',
			parameters: { registration: 'api', eventTypes: ['label_change'] },
		},
		hooks: () => [...missive.hooks.values()].map(({ url }) => url),
		deliver: async (overrides) =>
			await missive.deliver(only(missive.hooks.keys()), freshMissivePayload(), overrides),
		forgery: () => ({ url: withForgedToken(only(missive.hooks.values()).url) }),
		close: async () => await missive.close(),
	};
}

/** Missive with a webhook rule, which the user makes by hand: signed. */
export async function missiveRuleLane(): Promise<Lane> {
	const missive = await startMissive();
	const type = 'label_change';
	return {
		title: 'Missive, rule',
		slug: 'missive-rule',
		expected: { eventType: type, verified: 'X-Hook-Signature' },
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
			parameters: { registration: 'rule', eventTypes: [type] },
		},
		setUp: async (url) => {
			await missive.addRule({ url, type, secret: SIGNATURE_SECRET });
		},
		tearDown: () => missive.rules.clear(),
		hooks: () => [...missive.rules.values()].map(({ url }) => url),
		deliver: async (overrides) =>
			await missive.deliver(only(missive.rules.keys()), freshMissivePayload(type), overrides),
		forgery: () => ({ secret: 'what-a-forger-guessed' }),
		close: async () => await missive.close(),
	};
}
