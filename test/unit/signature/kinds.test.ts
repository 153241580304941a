import { createHash, createHmac, sign } from 'node:crypto';

import { bodyHmac } from '../../../nodes/shared/signature/bodyHmac';
import type { SignableRequest, SignedScheme } from '../../../nodes/shared/signature/scheme';
import { isProblem } from '../../../nodes/shared/signature/verdict';
import { verify } from '../../../nodes/shared/signature/verify';
import { keyPairs } from '../../support/keyPairs';
import { requestOf } from '../../support/signed';

const SECRET = 'a secret of both sides';
const body = Buffer.from('{"a":1,"b":{"c":"x"}}');
const hmac = (
	content: string,
	{
		algorithm = 'sha256',
		key = SECRET as string | Buffer,
		encoding = 'hex' as 'hex' | 'base64',
	} = {},
) => createHmac(algorithm, key).update(content).digest(encoding);

const judge = (
	scheme: SignedScheme,
	request: Partial<SignableRequest>,
	...secrets: string[]
): unknown => {
	const given = requestOf({ rawBody: body, ...request });
	const verdict = verify(scheme, secrets.length > 0 ? secrets : [SECRET], given);
	return isProblem(verdict) ? verdict.problem : (verdict.signedAt?.text ?? 'good');
};

/** Kinds of schemes of senders that nobody has made a vector for, each signed here by hand as its page describes it. */
describe('Paddle: pairs with another separator and other names', () => {
	const scheme = bodyHmac(
		'Paddle-Signature',
		{ pair: 'h1' },
		{
			layout: { kind: 'pairs', separator: ';' },
			content: '{timestamp}:{body}',
			timestamp: { at: { pair: 'ts' } },
		},
	);
	const good = hmac(`1700000000:${String(body)}`);
	const header = (value: string) => ({ headers: { 'paddle-signature': value } });

	it.each([`ts=1700000000;h1=${good}`, `ts=1700000000;h1=${'0'.repeat(64)};h1=${good}`])(
		'%s is good',
		(value) => expect(judge(scheme, header(value))).toBe('1700000000'),
	);

	it.each([
		['mismatch', `ts=1700000001;h1=${good}`],
		['malformed', `ts=1700000000;h2=${good}`],
		['malformed', `h1=${good}`],
		['malformed', `ts=1;ts=1700000000;h1=${good}`],
		['malformed', `ts=1700000000,h1=${good}`],
	])('%s: %s', (problem, value) => expect(judge(scheme, header(value))).toBe(problem));
});

describe('Persona while a secret is changed: groups of pairs', () => {
	const scheme = bodyHmac(
		'Persona-Signature',
		{ pair: 'v1' },
		{
			layout: { kind: 'pairs', separator: ',', groups: ' ' },
			content: '{timestamp}.{body}',
			timestamp: { at: { pair: 't' } },
		},
	);
	const group = (time: string, secret = SECRET) =>
		`t=${time},v1=${hmac(`${time}.${String(body)}`, { key: secret })}`;
	const header = (value: string) => ({ headers: { 'persona-signature': value } });

	it('takes the time of the group that is good', () => {
		const value = `${group('1', 'another')} ${group('2')}`;
		expect(judge(scheme, header(value))).toBe('2');
		expect(judge(scheme, header(`${group('2')} ${group('1', 'another')}`))).toBe('2');
		expect(judge(scheme, header(group('1', 'another')))).toBe('mismatch');
	});

	it('never lends a time from one group to the other', () => {
		const [, signature = ''] = group('1').split(',');
		expect(judge(scheme, header(`t=2,${signature} t=1,v1=${'0'.repeat(64)}`))).toBe('mismatch');
	});
});

describe('Recurly: a list whose first entry is the time', () => {
	const scheme = bodyHmac(
		'recurly-signature',
		{},
		{
			layout: { kind: 'list', separator: ',' },
			content: '{timestamp}.{body}',
			timestamp: { at: 'first', unit: 'ms' },
		},
	);
	const good = hmac(`1700000000000.${String(body)}`);
	const header = (value: string) => ({ headers: { 'recurly-signature': value } });

	it.each([
		['1700000000000', `1700000000000,${good}`],
		['1700000000000', `1700000000000,${'0'.repeat(64)},${good}`],
		['mismatch', `1700000000001,${good}`],
		['malformed', good],
		['malformed', `1700000000000,${'a,'.repeat(20)}${good}`],
	])('%s: %s', (verdict, value) => expect(judge(scheme, header(value))).toBe(verdict));
});

describe('Braintree: a form, pairs by the name of a key, and a key that is a hash', () => {
	const scheme: SignedScheme = {
		kind: 'signature',
		id: 'Braintree',
		at: { field: 'bt_signature' },
		forms: [{ algorithm: 'hmac-sha1', encoding: 'hex', key: 'sha1' }],
		layout: { kind: 'pairs', separator: '&', equals: '|' },
		content: '{field:bt_payload}',
	};
	const payload = 'PD94bWw+\n';
	const key = createHash('sha1').update(SECRET).digest();
	const good = hmac(payload, { algorithm: 'sha1', key });

	it.each([
		['good', `public_key|${good}`],
		['good', `other|${'0'.repeat(40)}&public_key|${good}`],
		['mismatch', `public_key|${'0'.repeat(40)}`],
	])('%s: %s', (verdict, value) =>
		expect(judge(scheme, { body: { bt_signature: value, bt_payload: payload } })).toBe(verdict),
	);
});

describe('Adyen: a signature in each element of a list', () => {
	const inHex = '00112233445566778899aabbccddeeff';
	const scheme: SignedScheme = {
		kind: 'signature',
		id: 'Adyen',
		each: 'notificationItems.*.NotificationRequestItem',
		at: { field: 'additionalData.hmacSignature' },
		forms: [{ algorithm: 'hmac-sha256', encoding: 'base64', key: 'hex' }],
		content: '{field:pspReference}:{field:originalReference}:{field:amount.value}:{field:success}',
	};
	const item = (reference: string, signature?: string) => ({
		NotificationRequestItem: {
			pspReference: reference,
			amount: { value: 1130 },
			success: 'true',
			additionalData: {
				hmacSignature:
					signature ??
					hmac(`${reference}::1130:true`, { key: Buffer.from(inHex, 'hex'), encoding: 'base64' }),
			},
		},
	});
	const of = (...notificationItems: unknown[]) => ({ body: { notificationItems } });

	it('has to be good in all of them', () => {
		expect(judge(scheme, of(item('a')), inHex)).toBe('good');
		expect(judge(scheme, of(item('a'), item('b')), inHex)).toBe('good');
		const forged = item('b', item('a').NotificationRequestItem.additionalData.hmacSignature);
		expect(judge(scheme, of(item('a'), forged), inHex)).toBe('mismatch');
		expect(judge(scheme, of(item('a'), {}), inHex)).toBe('missing');
		expect(judge(scheme, of(), inHex)).toBe('missing');
		expect(judge(scheme, { body: { notificationItems: item('a') } }, inHex)).toBe('missing');
	});
});

describe('Twilio with JSON: the address holds the hash of the body', () => {
	const scheme = bodyHmac(
		'X-Twilio-Signature',
		{ algorithm: 'hmac-sha1', encoding: 'base64' },
		{
			content: '{url}{form}',
			bodyHash: { at: { query: 'bodySHA256' }, is: '{bodyHash:sha256}' },
		},
	);
	const url = 'https://n8n.example.com/hook';
	const hash = createHash('sha256').update(body).digest('hex');
	const request = (query: Record<string, string>, content: string, headers = {}) => {
		const queryString = new URLSearchParams(query).toString();
		const signed = `${url}${queryString === '' ? '' : `?${queryString}`}${content}`;
		const value = hmac(signed, { algorithm: 'sha1', encoding: 'base64' });
		return { url, queryString, query, headers: { 'x-twilio-signature': value, ...headers } };
	};

	it('has to fit the body', () => {
		expect(judge(scheme, request({ bodySHA256: hash }, ''))).toBe('good');
		expect(judge(scheme, request({ bodySHA256: hash.replace(/./, 'z') }, ''))).toBe('mismatch');
		expect(judge(scheme, request({}, ''))).toBe('mismatch');
		const other = { ...request({ bodySHA256: hash }, ''), rawBody: Buffer.from('{}') };
		expect(judge(scheme, other)).toBe('mismatch');
	});

	it('is not needed for a form, which is covered itself', () => {
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		const rawBody = Buffer.from('b=2&a=1');
		expect(judge(scheme, { ...request({}, 'a1b2', form), rawBody })).toBe('good');
		expect(judge(scheme, { ...request({}, 'a1b2', form), rawBody: Buffer.from('a=1&b=3') })).toBe(
			'mismatch',
		);
	});
});

describe('Contentful: a canonical request with the headers that a header lists', () => {
	const scheme = bodyHmac(
		'x-contentful-signature',
		{},
		{
			content: '{method}\n{target}\n{signedHeaders:x-contentful-signed-headers}\n{body}',
			timestamp: { at: { header: 'x-contentful-timestamp' }, unit: 'ms' },
		},
	);
	const headers = {
		'x-contentful-signed-headers': 'content-type,x-contentful-timestamp',
		'content-type': 'application/json',
		'x-contentful-timestamp': '1700000000000',
	};
	const content = `POST\n/hook?a=1\ncontent-type:application/json;x-contentful-timestamp:1700000000000\n${String(body)}`;
	const request = {
		url: 'https://n8n.example.com/hook',
		queryString: 'a=1',
		headers: { ...headers, 'x-contentful-signature': hmac(content) },
	};

	it('is good, and nothing in it can be changed', () => {
		expect(judge(scheme, request)).toBe('good');
		for (const change of [
			{ method: 'PUT' },
			{ queryString: 'a=2' },
			{ headers: { ...request.headers, 'content-type': 'text/plain' } },
			{ headers: { ...request.headers, 'x-contentful-timestamp': '1' } },
		]) {
			expect(judge(scheme, { ...request, ...change })).toBe('mismatch');
		}
	});
});

describe('PandaDoc: a signature in the query', () => {
	const scheme = bodyHmac('signature', {}, { at: { query: 'signature' } });

	it.each<[string, SignableRequest['query']]>([
		['good', { signature: hmac(String(body)) }],
		['mismatch', { signature: hmac('x') }],
		['missing', {}],
		['repeated', { signature: [hmac(String(body)), hmac(String(body))] }],
		['missing', { signature: { a: hmac(String(body)) } }],
	])('%s: %j', (verdict, query) => expect(judge(scheme, { query })).toBe(verdict));
});

describe('SendGrid: ECDSA in DER', () => {
	const { publicKey, privateKey, publicPem } = keyPairs.ec;
	const scheme = bodyHmac(
		'X-Twilio-Email-Event-Webhook-Signature',
		{ algorithm: 'ecdsa-sha256', encoding: 'base64' },
		{
			content: '{timestamp}{body}',
			timestamp: { at: { header: 'X-Twilio-Email-Event-Webhook-Timestamp' } },
		},
	);
	const content = Buffer.from(`1700000000${String(body)}`);
	const header = (value: Buffer, time = '1700000000') => ({
		headers: {
			'x-twilio-email-event-webhook-signature': value.toString('base64'),
			'x-twilio-email-event-webhook-timestamp': time,
		},
	});
	const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

	it('is good with the key as its page shows it, or as PEM', () => {
		const good = sign('sha256', content, privateKey);
		expect(judge(scheme, header(good), spki)).toBe('1700000000');
		expect(judge(scheme, header(good), 'nonsense', publicPem)).toBe('1700000000');
		expect(judge(scheme, header(good, '1700000001'), spki)).toBe('mismatch');
		expect(judge(scheme, header(good), keyPairs.rsa.publicPem)).toBe('mismatch');
		expect(judge(scheme, header(Buffer.from('x')), spki)).toBe('mismatch');
	});

	it('is good in the other form of its two numbers, too', () => {
		const good = sign('sha256', content, { key: privateKey, dsaEncoding: 'ieee-p1363' });
		expect(judge(scheme, header(good), spki)).toBe('1700000000');
	});
});

describe('PayPal and SNS with a pasted key: RSA', () => {
	const { privateKey, publicPem } = keyPairs.rsa;
	const payPal = bodyHmac(
		'PAYPAL-TRANSMISSION-SIG',
		{ algorithm: 'rsa-sha256', encoding: 'base64' },
		{
			content: '{header:PAYPAL-TRANSMISSION-ID}|{timestamp}|{setting:webhookId}|{bodyHash:crc32}',
			timestamp: { at: { header: 'PAYPAL-TRANSMISSION-TIME' }, unit: 'iso' },
		},
	);

	it('of PayPal binds the body by its CRC-32', () => {
		const text = '69cd13f0|2016-02-18T20:01:35Z|1JE4291016473214C|3421780262';
		const headers = {
			'paypal-transmission-id': '69cd13f0',
			'paypal-transmission-time': '2016-02-18T20:01:35Z',
			'paypal-transmission-sig': sign('sha256', Buffer.from(text), privateKey).toString('base64'),
		};
		const settings = { webhookId: '1JE4291016473214C' };
		const request = { headers, settings, rawBody: Buffer.from('123456789') };
		expect(judge(payPal, request, publicPem)).toBe('2016-02-18T20:01:35Z');
		expect(judge(payPal, { ...request, rawBody: body }, publicPem)).toBe('mismatch');
		expect(judge(payPal, { ...request, settings: {} }, publicPem)).toBe('missing');
	});

	it.each([
		['rsa-sha1', 'sha1'],
		['rsa-sha256', 'sha256'],
	] as const)('of SNS covers the fields that are there: %s', (algorithm, hash) => {
		const sns: SignedScheme = {
			kind: 'signature',
			id: 'SNS',
			at: { field: 'Signature' },
			forms: [
				{ algorithm: 'rsa-sha256', encoding: 'base64' },
				{ algorithm: 'rsa-sha1', encoding: 'base64' },
			],
			content: '{lines:Message,MessageId,Subject,SubscribeURL,Timestamp,Token,TopicArn,Type}',
		};
		const text = 'Message\nHi\nMessageId\nm\nTimestamp\nt\nTopicArn\narn\nType\nNotification\n';
		const message = {
			Message: 'Hi',
			MessageId: 'm',
			Timestamp: 't',
			TopicArn: 'arn',
			Type: 'Notification',
			Signature: sign(hash, Buffer.from(text), privateKey).toString('base64'),
		};
		expect([algorithm, judge(sns, { body: message }, publicPem)]).toEqual([algorithm, 'good']);
		expect(judge(sns, { body: { ...message, Subject: 'x' } }, publicPem)).toBe('mismatch');
	});
});

describe('Trello: the address behind the body', () => {
	const scheme = bodyHmac(
		'X-Trello-Webhook',
		{ algorithm: 'hmac-sha1', encoding: 'base64' },
		{ content: '{body}{url}' },
	);

	it('is covered with its query', () => {
		const url = 'https://n8n.example.com/hook';
		const value = hmac(`${String(body)}${url}?x=1`, { algorithm: 'sha1', encoding: 'base64' });
		const headers = { 'x-trello-webhook': value };
		expect(judge(scheme, { url, queryString: 'x=1', headers })).toBe('good');
		expect(judge(scheme, { url, queryString: '', headers })).toBe('mismatch');
	});
});

describe('Box: a header for each of two keys', () => {
	const scheme: SignedScheme = {
		...bodyHmac('Box', { encoding: 'base64' }),
		at: [{ header: 'BOX-SIGNATURE-PRIMARY' }, { header: 'BOX-SIGNATURE-SECONDARY' }],
	};
	const value = (key: string) => hmac(String(body), { key, encoding: 'base64' });
	const headers = (primary: string | undefined, secondary: string | undefined) => ({
		headers: { 'box-signature-primary': primary, 'box-signature-secondary': secondary },
	});

	it.each([
		['good', value('new'), value('old')],
		['good', value('unknown'), value('old')],
		['good', undefined, value('new')],
		['mismatch', value('unknown'), value('other')],
		['missing', undefined, undefined],
	])('%s: %s, %s', (verdict, primary, secondary) =>
		expect(judge(scheme, headers(primary, secondary), 'new', 'old')).toBe(verdict),
	);
});
