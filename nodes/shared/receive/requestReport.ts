import type { IDataObject } from 'n8n-workflow';

import type { RequestReport } from '../items';
import { placesOf } from '../signature/place';
import type { Authentication } from './authenticate';
import type { IncomingWebhook } from './request';

/** Names under which senders and proxies put what must not be shown. */
const CONFIDENTIAL =
	/signature|hmac|token|secret|passw|auth|cookie|session|jwt|api-?_?key|credential|^(?:sig|hash|code|key)$/i;

/** Headers and query of a request, without what proves who sent it or lets somebody in elsewhere. */
export function reportRequest(
	{ method, headers, query }: IncomingWebhook,
	{ signature }: Authentication,
): RequestReport {
	const places = signature?.schemes.flatMap(({ at }) => placesOf(at)) ?? [];
	const proofs = places.map((place) =>
		'header' in place ? place.header.toLowerCase() : 'query' in place ? place.query : '',
	);
	const shown = (values: Readonly<Record<string, unknown>>) =>
		Object.fromEntries(
			Object.entries(values).filter(
				([name]) => !CONFIDENTIAL.test(name) && !proofs.includes(name) && name !== '__proto__',
			),
		) as IDataObject;
	return { method, headers: shown(headers), query: shown(query) };
}
