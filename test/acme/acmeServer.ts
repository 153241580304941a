import { randomUUID } from 'node:crypto';

import {
	hasBearer,
	jsonObject,
	refusal,
	type Answer,
	type RecordedRequest,
} from '../simulators/shared/http';
import { Simulator } from '../simulators/shared/simulator';

interface AcmeHook {
	readonly id: string;
	readonly url: string;
	readonly secret: string;
}

/** Plays Acme: hooks that can be listed, created and deleted. Their secrets are never shown. */
export class AcmeServer extends Simulator {
	readonly token = 'acme-token';

	readonly hooks = new Map<string, AcmeHook>();

	protected handle(request: RecordedRequest): Answer {
		if (!hasBearer(request, this.token)) return refusal(401, 'Unauthorized');
		const { method, path } = request;
		if (method === 'GET' && path === '/hooks') {
			const hooks = [...this.hooks.values()].map(({ id, url }) => ({ id, url }));
			return { status: 200, body: { hooks } };
		}
		if (method === 'POST' && path === '/hooks') {
			const { url, secret } = jsonObject(request) ?? {};
			const id = randomUUID();
			this.hooks.set(id, { id, url: String(url), secret: String(secret) });
			return { status: 201, body: { id } };
		}
		const isGone = method === 'DELETE' && this.hooks.delete(path.slice('/hooks/'.length));
		return isGone ? { status: 204 } : refusal(404, 'Not found');
	}
}
