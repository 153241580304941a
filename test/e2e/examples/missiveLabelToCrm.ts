import { freshMissivePayload } from '../../fixtures';
import { startMissive, startSink } from '../../simulators';
import type { Stage } from '../stage';

const SECRET = 'missive-signature-secret-of-the-test';

/** Missive label change → a request to a CRM, with its key. */
export async function missiveLabelToCrm(stage: Stage): Promise<void> {
	const missive = stage.keep(await startMissive({ dialect: 'as found' }));
	const crm = stage.keep(await startSink());
	const key = { name: 'X-Api-Key', value: 'key-of-the-crm' };
	const example = await stage.open('missive-label-to-crm', {
		'Missive Trigger, Credential': await stage.credential('missiveApi', {
			token: missive.token,
			baseUrl: missive.baseUrl,
			signatureSecret: SECRET,
		}),
		'Send to CRM, Credential': await stage.credential('httpHeaderAuth', key),
		'Send to CRM, URL': (await stage.overHttps(crm)).of(`${crm.url}/records`),
	});

	const url = example.productionUrl('Missive Trigger');
	await missive.addRule({ url, type: 'label_change', secret: SECRET });
	const payload = freshMissivePayload('label_change');
	const [delivery] = await missive.emit(payload);

	expect(delivery?.attempts.at(-1)).toMatchObject({ status: 200, body: '{"received":true}' });
	await example.ran(1);
	expect(crm.requests).toHaveLength(1);
	const [request] = crm.requests;
	expect(request).toMatchObject({ method: 'POST', path: '/records' });
	expect(request?.headers['x-api-key']).toBe(key.value);
	expect(JSON.parse(String(request?.body))).toEqual({
		externalId: payload.conversation.id,
		title: 'Mordor GPS coordinates',
		labels: 'Elfs',
		owner: 'frodo@fellowship.org',
		contact: 'sam@fellowship.org',
		link: payload.conversation.web_url,
	});
}
