import type { DeliverDeps } from '../../shared/deliver/deliver';
import type { EndpointHealth, HealthRule } from '../../shared/deliver/health';
import type { AttemptError, AttemptOutcome } from '../../shared/retry/outcome';

/** Where a delivery goes. */
interface Endpoint {
	/** By which its health is known. */
	readonly key: string;
	readonly url: string;
	/** Absent: it is sent to whatever its health. */
	readonly rule?: HealthRule | undefined;
}

/** Sends to endpoints unless they are paused, or gone: have answered 410 in this execution. */
export class Holds {
	private readonly gone = new Set<string>();

	constructor(private readonly health: EndpointHealth) {}

	/** Whether nothing would be sent at this moment. */
	isHeld({ key, url, rule }: Endpoint): boolean {
		return this.gone.has(url) || (rule !== undefined && this.health.pausedUntil(key) !== undefined);
	}

	/** `send`, but with an outcome of its own where the endpoint is held. */
	around(endpoint: Endpoint, send: DeliverDeps['send']): DeliverDeps['send'] {
		const { key, url, rule } = endpoint;
		const sendUnlessGone: DeliverDeps['send'] = async (request, signal) => {
			if (this.gone.has(url)) return GONE;
			const outcome = await send(request, signal);
			if (outcome.kind === 'answer' && outcome.statusCode === 410) this.gone.add(url);
			return outcome;
		};
		if (!rule) return sendUnlessGone;
		return async (request, signal) => {
			const permit = await this.health.admit(key, rule, signal);
			if ('untilMs' in permit) return paused(permit.untilMs);
			let result: 'good' | 'bad' | undefined;
			try {
				const outcome = await sendUnlessGone(request, signal);
				result = resultOf(outcome);
				return outcome;
			} finally {
				permit.report(result);
			}
		};
	}
}

const GONE: AttemptError = {
	kind: 'error',
	cause: 'refused',
	message:
		'Not sent: the endpoint is gone, as it answered another item with status 410. Stop sending to it, or enter the new URL',
	held: {},
};

function paused(untilMs: number): AttemptError {
	const until = new Date(untilMs).toISOString();
	const message = `Not sent: the endpoint has failed too often and is paused until ${until} (option Endpoint Health)`;
	return { kind: 'error', cause: 'refused', message, held: { untilMs } };
}

/** Answers that tell of an endpoint in trouble, beside 5xx. Others tell of a message that it does not want. */
const TROUBLE: readonly number[] = [408, 425, 429];

/** What an attempt says about the endpoint; undefined when n8n has not sent it. */
function resultOf(outcome: AttemptOutcome): 'good' | 'bad' | undefined {
	if (outcome.kind === 'error') return outcome.cause === 'refused' ? undefined : 'bad';
	const { statusCode } = outcome;
	return statusCode >= 500 || TROUBLE.includes(statusCode) ? 'bad' : 'good';
}
