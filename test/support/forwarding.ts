/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { hookSignature, type RecordedRequest, type SinkSimulator } from '../simulators';

/** Lets the sink fail the next two requests to `path`: 500, then 503 with a `Retry-After` of one second. */
export function failTwice(sink: SinkSimulator, path: string): void {
	const match = (request: RecordedRequest) => request.path === path;
	sink.failNext({ status: 500, body: 'out of order', match });
	sink.failNext({ status: 503, headers: { 'retry-after': '1' }, match });
}

/**
 * What is wrong with three attempts to forward an item: they must be answered 500, 503 and 200, carry the same message
 * id and a right signature, keep the wait that was asked for, and hold the item. Empty when all is well.
 */
export function problemsOfForwarding(
	attempts: RecordedRequest[],
	item: IDataObject | undefined,
	secret: string,
): string[] {
	const problems: string[] = [];
	const statuses = attempts.map(({ status }) => status).join(', ');
	if (statuses !== '500, 503, 200') problems.push(`answered ${statuses || 'nothing'}`);
	const ids = new Set(attempts.map(({ headers }) => headers['webhook-id']));
	if (ids.size !== 1 || ids.has(undefined)) problems.push('message id not the same');
	for (const { headers, body, url } of attempts) {
		if (headers['x-hook-signature'] !== hookSignature(secret, body)) {
			problems.push(`wrong signature on ${url}`);
		}
		if (!isDeepStrictEqual(JSON.parse(body.toString()), item)) problems.push('not the item');
	}
	const [, second, third] = attempts;
	if (second && third && third.at - second.at < 1_000) problems.push('Retry-After not kept');
	return problems;
}
