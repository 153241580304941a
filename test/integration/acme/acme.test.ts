/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { AcmeApi } from '../../acme/AcmeApi.credentials';
import { AcmeServer } from '../../acme/acmeServer';
import { AcmeTrigger } from '../../acme/AcmeTrigger.node';
import { TriggerHost } from '../../support/triggerHost';

const EVENT = { id: 'event-1', type: 'parcel.delivered', parcel: { weightGrams: 250 } };

let vendor: AcmeServer;
let host: TriggerHost;

beforeEach(async () => {
	vendor = await new AcmeServer({}).listen();
	host = await TriggerHost.start({
		nodeType: new AcmeTrigger(),
		parameters: { eventTypes: ['parcel.delivered'], options: {} },
		credentials: [{ type: new AcmeApi(), data: { baseUrl: vendor.url, token: vendor.token } }],
	});
});

afterEach(async () => {
	await host.close();
	await vendor.close();
});

/** Sends an event as Acme does, to the one hook that it has. */
async function deliver(event: object, change: { secret?: string; agoSeconds?: number } = {}) {
	const [hook] = [...vendor.hooks.values()];
	const body = JSON.stringify(event);
	const timestamp = String(Math.floor(Date.now() / 1000) - (change.agoSeconds ?? 0));
	const signature = createHmac('sha256', change.secret ?? hook?.secret ?? '')
		.update(`${timestamp}.${body}`)
		.digest('hex');
	return await host.post(body, {
		'acme-timestamp': timestamp,
		'acme-signature': `sha256=${signature}`,
	});
}

test('a vendor of 80 lines registers, verifies, drops copies and leaves nothing behind', async () => {
	await host.activate();
	expect([...vendor.hooks.values()]).toEqual([
		{ id: expect.any(String), url: host.url, secret: expect.stringMatching(/^[0-9a-f]{64}$/) },
	]);
	await host.activate();
	expect(vendor.hooks.size).toBe(1);

	expect((await deliver(EVENT)).body).toEqual({ received: true });
	expect((await deliver(EVENT)).body).toEqual({ received: true, duplicate: true });
	expect(await deliver({ ...EVENT, id: 'event-2' }, { secret: 'forged' })).toMatchObject({
		status: 401,
	});
	expect(await deliver({ ...EVENT, id: 'event-3' }, { agoSeconds: 301 })).toMatchObject({
		status: 400,
	});
	expect((await deliver({ ...EVENT, id: 'event-4', type: 'parcel.lost' })).body).toMatchObject({
		ignored: 'The event type parcel.lost is not selected in the node',
	});
	expect((await deliver({ type: 'parcel.delivered' })).body).toEqual({ received: true });
	const [[events], [, invalid]] = host.executions as [[[{ json: unknown }]], [[], [unknown]]];
	expect(events?.[0]?.json).toMatchObject({
		...EVENT,
		delivery: { id: 'event-1', eventType: 'parcel.delivered', verified: 'Acme-Signature' },
	});
	expect(invalid).toHaveLength(1);

	await host.deactivate();
	expect(vendor.hooks.size).toBe(0);
});

test('a vendor takes at most 80 lines and 6 imports', () => {
	const path = join(__dirname, '..', '..', 'acme', 'AcmeTrigger.node.ts');
	const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
	expect(lines.length).toBeLessThanOrEqual(80);
	expect(lines.filter((line) => line.startsWith('import ')).length).toBeLessThanOrEqual(6);
});
