import { freshMissivePayload } from '../../fixtures';
import { type Dialect, type MissiveSimulator, startMissive } from '../../simulators';
import { idOf, only, withForgedToken, type Lane } from './lane';

const SIGNATURE_SECRET = 'missive-signature-secret-of-the-test';
/** One of the types that the API takes, and one that only rules have. */
const API_TYPE = 'incoming_email';
const RULE_TYPE = 'label_change';

/**
 * Missive with a hook made through its API: not signed, but with a token in the callback URL.
 *
 * @param played the vendor, set up by the caller; default one of the lane's own
 */
export async function missiveApiLane(
	dialect: Dialect = 'documented',
	played?: MissiveSimulator,
): Promise<Lane> {
	const missive = played ?? (await startMissive({ dialect }));
	const hooks = () => [...missive.hooks.values()].map(({ url }) => url);
	return {
		title: 'Missive, API hook',
		slug: 'missive-api',
		expected: { eventType: API_TYPE, verified: 'token' },
		credential: {
			type: 'missiveApi',
			data: { token: missive.token, baseUrl: missive.baseUrl },
			mistake: { token: 'wrong' },
		},
		trigger: {
			type: 'missiveTrigger',
			parameters: { registration: 'api', eventTypes: [API_TYPE] },
		},
		hooks,
		deliver: async (overrides, hook) =>
			await missive.deliver(
				idOf(missive.hooks, hooks(), hook),
				freshMissivePayload(API_TYPE),
				overrides,
			),
		forgery: () => ({ url: withForgedToken(only(hooks())) }),
		close: async () => await missive.close(),
	};
}

/** Missive with a webhook rule, which the user makes by hand: signed. */
export async function missiveRuleLane(dialect: Dialect = 'documented'): Promise<Lane> {
	const missive = await startMissive({ dialect });
	const hooks = () => [...missive.rules.values()].map(({ url }) => url);
	return {
		title: 'Missive, rule',
		slug: 'missive-rule',
		expected: { eventType: RULE_TYPE, verified: 'X-Hook-Signature' },
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
			parameters: { registration: 'rule', eventTypes: [RULE_TYPE] },
		},
		setUp: async (url) => {
			await missive.addRule({ url, type: RULE_TYPE, secret: SIGNATURE_SECRET });
		},
		tearDown: () => missive.rules.clear(),
		hooks,
		deliver: async (overrides, hook) =>
			await missive.deliver(
				idOf(missive.rules, hooks(), hook),
				freshMissivePayload(RULE_TYPE),
				overrides,
			),
		forgery: () => ({ secret: 'what-a-forger-guessed' }),
		close: async () => await missive.close(),
	};
}
