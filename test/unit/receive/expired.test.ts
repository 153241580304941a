import { createHmac } from 'node:crypto';

import type { JwtScheme } from '../../../nodes/shared/signature/scheme';
import { NOW_MS } from '../../support/inventedTrigger';
import { closeAll, event, start } from './setup';

afterEach(closeAll);

const SECRET = 'a-secret-of-the-sender';
const scheme: JwtScheme = {
	kind: 'jwt',
	id: 'X-Token',
	at: { header: 'X-Token' },
	algorithms: ['HS256'],
};

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(claims: object): string {
	const signed = `${part({ alg: 'HS256' })}.${part(claims)}`;
	return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
}

const seconds = (ms: number) => Math.floor(ms / 1000);

it.each([
	['is good', { exp: seconds(NOW_MS) + 60, iat: seconds(NOW_MS) }, 200, { received: true }],
	['has expired', { exp: seconds(NOW_MS) - 120 }, 401, { error: 'The token has expired' }],
	[
		'is not valid yet',
		{ nbf: seconds(NOW_MS) + 120 },
		401,
		{ error: 'The token is not valid yet' },
	],
	['is old', { iat: seconds(NOW_MS) - 301 }, 400, { error: 'The event is older than 300 seconds' }],
])('an event whose token %s is answered %j', async (_how, claims, status, body) => {
	const host = await start({
		authentication: async () => ({ signature: { schemes: [scheme], secrets: [SECRET] } }),
	});
	expect(await host.post(event(), { 'x-token': token(claims) })).toMatchObject({ status, body });
	expect(host.executions).toHaveLength(status === 200 ? 1 : 0);
});
